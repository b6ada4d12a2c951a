import type { Readable } from "node:stream";
import { fileStream, readLines, type Line } from "./lines.ts";
import { parseHead, parseObservation, type Observation, type ObservationHead } from "./observation.ts";
import { TapeError } from "./tapeError.ts";

/** What a recording holds, found by reading it once from end to end. */
export interface TapeContents {
  /** The moments of the first and the last observation. Milliseconds since 1970. */
  start: number;
  end: number;
  /** The end of the burst it begins with, in which everything is asked once. */
  opening: number;
  observations: number;
  /** By node, the calls that were observed of it, without the id that some are about. */
  calls: ReadonlyMap<string, ReadonlySet<string>>;
  /** The number of a last line that was cut short and is left out; null where all are whole. */
  cut: number | null;
}

/** A recording, read anew each time and never held. */
export interface Tape extends TapeContents {
  /** All of them from the first on, in order. Throws a TapeError where one cannot be read. */
  read(): AsyncGenerator<Observation>;
}

/** What comes after so long a pause belongs to the opening no more. Milliseconds, as is the next. */
const PAUSE = 500;
const LONGEST_OPENING = 2_000;

/**
 * Opens a recording, plain or compressed, and looks through it: every line's moment, source and call must be in order.
 * Throws a TapeError that names the file and the line, and says what to do.
 */
export async function openTape(path: string, open: () => Readable = fileStream(path)): Promise<Tape> {
  return namingFile(path, async () => {
    const contents = await lookThrough(open);
    return { ...contents, read: () => read(path, open, contents.cut) };
  });
}

async function lookThrough(open: () => Readable): Promise<TapeContents> {
  const calls = new Map<string, Set<string>>();
  let first: ObservationHead | null = null;
  let last: ObservationHead | null = null;
  let opening: number | null = null;
  let observations = 0;
  let cut: number | null = null;
  for await (const lines of readLines(open)) {
    for (const line of lines) {
      if (line.text.trim() === "") continue;
      if (isCut(line)) {
        cut = line.number;
        continue;
      }
      const head = parseHead(line.text, line.number);
      if (last && head.at < last.at) throw outOfOrder(head, last);
      first ??= head;
      if (last && (head.at - last.at > PAUSE || head.at - first.at > LONGEST_OPENING)) opening ??= last.at;
      last = head;
      observations += 1;
      const ofNode = calls.get(head.node) ?? new Set<string>();
      calls.set(head.node, ofNode.add(callName(head)));
    }
  }
  if (!first || !last)
    throw new TapeError(
      null,
      cut === null
        ? "holds no observation: it is empty. Record anew, or copy the file again."
        : "holds no whole observation: its only line is cut short. Record anew, or copy the file again.",
    );
  return { start: first.at, end: last.at, opening: opening ?? last.at, observations, calls, cut };
}

async function* read(path: string, open: () => Readable, cut: number | null): AsyncGenerator<Observation> {
  for await (const lines of readLines(open)) {
    for (const { text, number } of lines) {
      if (text.trim() === "" || number === cut) continue;
      yield await namingFile(path, async () => parseObservation(text, number));
    }
  }
}

/** Only a last line without an end can be cut; one that is whole all the same counts. */
function isCut({ text, whole, number }: Line): boolean {
  if (whole) return false;
  try {
    parseObservation(text, number);
    return false;
  } catch (error) {
    if (error instanceof TapeError && error.cause instanceof SyntaxError) return true;
    throw error;
  }
}

/** The call without the id of a container or sandbox. */
export const callName = ({ source, call }: ObservationHead): string =>
  source === "cri" ? (call.split(" ", 1)[0] ?? call) : call;

const outOfOrder = (head: ObservationHead, before: ObservationHead): TapeError =>
  new TapeError(
    head.line,
    `is of ${new Date(head.at).toISOString()} and comes after line ${before.line} of ${new Date(before.at).toISOString()}: a recording is in the order of time. Sort its lines by “at”.`,
  );

async function namingFile<Result>(path: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof TapeError)
      throw new TapeError(null, error.line === null ? `${path} ${error.message}` : `${path}, ${error.message}`, {
        cause: error,
      });
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new TapeError(null, `There is no file ${path}.`, { cause: error });
    if (code === "EISDIR") throw new TapeError(null, `${path} is a folder: name a recording in it.`, { cause: error });
    if (code === "EACCES") throw new TapeError(null, `${path} may not be read by this user.`, { cause: error });
    throw error;
  }
}

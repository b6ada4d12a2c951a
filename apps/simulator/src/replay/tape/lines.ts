import { createReadStream } from "node:fs";
import { pipeline, type Readable } from "node:stream";
import { constants, createGunzip } from "node:zlib";
import { TapeError } from "./tapeError.ts";

/** One line of a file; `whole` is false for a last one that no line break ends. */
export interface Line {
  number: number;
  text: string;
  whole: boolean;
}

/** Longer than any observation. Bytes. */
const LONGEST_LINE = 128 * 1024 * 1024;
const PIECE = 256 * 1024;
const NEW_LINE = 10;
const GZIP = [0x1f, 0x8b] as const;

export const fileStream = (path: string) => (): Readable => createReadStream(path, { highWaterMark: PIECE });

/**
 * The lines of a plain or compressed file, some at a time: what is held is a piece of the file and one line, however
 * large the file is. Compressed data that ends too early is read as far as it goes.
 */
export async function* readLines(open: () => Readable): AsyncGenerator<Line[]> {
  let rest: Buffer[] = [];
  let restLength = 0;
  let number = 0;
  try {
    for await (const chunk of inflate(open())) {
      const lines: Line[] = [];
      let from = 0;
      for (let end = chunk.indexOf(NEW_LINE); end !== -1; end = chunk.indexOf(NEW_LINE, from)) {
        const tail = chunk.subarray(from, end);
        const text = restLength > 0 ? Buffer.concat([...rest, tail]).toString("utf8") : tail.toString("utf8");
        rest = [];
        restLength = 0;
        number += 1;
        lines.push({ number, text, whole: true });
        from = end + 1;
      }
      if (from < chunk.length) {
        rest.push(chunk.subarray(from));
        restLength += chunk.length - from;
        if (restLength > LONGEST_LINE)
          throw new TapeError(
            number + 1,
            `is longer than ${LONGEST_LINE / 1024 / 1024} MiB: a recording has one observation a line.`,
          );
      }
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    if ((error as { code?: unknown }).code !== "Z_DATA_ERROR") throw error;
    throw new TapeError(number + 1, "cannot be read: the compressed data is damaged there. Copy the file again.", {
      cause: error,
    });
  }
  if (restLength > 0) yield [{ number: number + 1, text: Buffer.concat(rest).toString("utf8"), whole: false }];
}

async function* inflate(stream: Readable): AsyncGenerator<Buffer> {
  const chunks = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const source = withFirst(first.value, chunks);
  if (first.value[0] !== GZIP[0] || first.value[1] !== GZIP[1]) {
    yield* source;
    return;
  }
  const gunzip = createGunzip({ chunkSize: PIECE, finishFlush: constants.Z_SYNC_FLUSH });
  // What goes wrong on the way ends the reading below.
  pipeline(source, gunzip, () => {});
  yield* gunzip as AsyncIterable<Buffer>;
}

async function* withFirst(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { constants, createGzip } from "node:zlib";
import type { Clock, Millis } from "@bayplan/shared";

/** What was written is on disk so soon, whatever becomes of this process. */
const FLUSH_INTERVAL: Millis = 2_000;

/** A file that lines are added to, compressed where its name ends with `.gz`. */
export interface RecordingFile {
  write(line: string): void;
  /** Of the lines, before compression. */
  bytes(): number;
  /** Rejects when the file can no longer be written, as when the disk is full. */
  failed: Promise<never>;
  close(): Promise<void>;
}

/** Makes the file, for its owner alone. Throws where there is one already, unless `force` says to replace it. */
export async function createRecordingFile(
  path: string,
  { force, clock }: { force: boolean; clock: Clock },
): Promise<RecordingFile> {
  const handle = await open(path, force ? "w" : "wx", 0o600).catch((error: unknown) => {
    throw explained(path, error);
  });
  await handle.chmod(0o600);
  const file = createWriteStream(path, { fd: handle });
  const compressed = path.endsWith(".gz") ? createGzip() : null;
  compressed?.pipe(file);
  const into = compressed ?? file;
  const failed = new Promise<never>((_resolve, reject) => {
    file.on("error", (error) => reject(explained(path, error)));
  });
  // Whoever waits for it hears of it; before that it is no unhandled one.
  failed.catch(() => {});

  let bytes = 0;
  let pending = false;
  const flushLater = (): (() => void) =>
    clock.after(FLUSH_INTERVAL, () => {
      if (pending) compressed?.flush(constants.Z_SYNC_FLUSH);
      pending = false;
      cancelFlush = flushLater();
    });
  let cancelFlush = flushLater();

  return {
    write(line) {
      into.write(line);
      bytes += Buffer.byteLength(line);
      pending = true;
    },
    bytes: () => bytes,
    failed,
    async close() {
      cancelFlush();
      into.end();
      if (!file.closed) await Promise.race([once(file, "close"), failed]);
    },
  };
}

function explained(path: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EEXIST")
    return new Error(`There is a file ${path} already: choose another name, or replace it with --force.`);
  if (code === "ENOENT") return new Error(`There is no folder for ${path}: make it first.`);
  if (code === "ENOSPC") return new Error(`The disk is full: ${path} holds what was recorded until now.`);
  if (code === "EACCES" || code === "EROFS" || code === "EISDIR")
    return new Error(`${path} cannot be written by this user.`, { cause: error });
  return new Error(`${path} cannot be written: ${message}`, { cause: error });
}

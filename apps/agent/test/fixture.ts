import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../fixtures");

/** A file of `fixtures/`: what a real node answered, cut down. */
export const fixture = (name: string): string => readFileSync(join(folder, name), "utf8");

export async function* chunksOf(text: string, size = 1000): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

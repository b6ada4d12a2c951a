import { hash } from "node:crypto";

/** Reads elements, and spares the reading of those that came the last time to the byte: a node's pods seldom change. */
export interface Reader<Item> {
  read(bytes: Buffer): Item;
  /** All of this time are read; what was not among them is forgotten. */
  turn(): void;
}

export function createReader<Item>(parse: (text: string) => Item): Reader<Item> {
  let last: ReadonlyMap<string, Item> = new Map();
  let current = new Map<string, Item>();
  return {
    read(bytes) {
      const digest = hash("sha1", bytes, "base64");
      const item = last.get(digest) ?? parse(bytes.toString("utf8"));
      current.set(digest, item);
      return item;
    },
    turn() {
      last = current;
      current = new Map();
    },
  };
}

import type { PersistentVolume } from "@bayplan/shared";
import { expect, test } from "vitest";
import { createVolumeBook } from "./volumeBook.ts";

const volume = (name: string, attachedAs: string, claim: string | null = `shop/${name}`): PersistentVolume => ({
  name,
  attachedAs,
  claim,
});

const start = () => {
  const changed: (string | undefined)[] = [];
  const book = createVolumeBook((attachedAs) => void changed.push(attachedAs));
  return { book, changed, claimOf: (attachedAs: string) => book.known()?.get(attachedAs)?.claim };
};

test("nothing is known before the list", () => {
  const { book, claimOf } = start();
  expect(book.known()).toBeNull();
  book.replace([volume("a", "disk-a"), null]);
  expect(claimOf("disk-a")).toBe("shop/a");
  book.forgetAll();
  expect(book.known()).toBeNull();
});

test("only what says something new is told on", () => {
  const { book, changed, claimOf } = start();
  book.replace([volume("a", "disk-a", null)]);
  book.upsert(volume("a", "disk-a", null));
  book.upsert(null);
  expect(changed).toEqual([undefined]);
  book.upsert(volume("a", "disk-a", "shop/data"));
  expect(claimOf("disk-a")).toBe("shop/data");
  book.remove(volume("a", "disk-a", "shop/data"));
  expect(claimOf("disk-a")).toBeUndefined();
  expect(changed).toEqual([undefined, "disk-a", "disk-a"]);
});

test("a disk that two volumes were made for is nobody's until one of them is gone", () => {
  const { book, claimOf } = start();
  book.replace([volume("a", "disk"), volume("b", "disk")]);
  expect(claimOf("disk")).toBeUndefined();
  book.upsert(volume("b", "disk", "shop/new"));
  expect(claimOf("disk")).toBeUndefined();
  book.remove(volume("a", "disk"));
  expect(claimOf("disk")).toBe("shop/new");
});

import { expect, test } from "vitest";
import { createReader } from "./unchanged.ts";

test("what comes again to the byte is not read again, in any order; what changed or was gone is", () => {
  const parsed: string[] = [];
  const reader = createReader((text) => {
    parsed.push(text);
    return { text };
  });
  const round = (...texts: string[]) => {
    const items = texts.map((text) => reader.read(Buffer.from(text)));
    reader.turn();
    return items;
  };
  const [a] = round("a", "b");
  expect(round("b2", "a")[1]).toBe(a);
  expect(parsed).toEqual(["a", "b", "b2"]);
  round("b");
  expect(parsed).toEqual(["a", "b", "b2", "b"]);
});

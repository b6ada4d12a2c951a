import { expect, test } from "vitest";
import { splitItems } from "./jsonItems.ts";

/** Cut into pieces of every size: no cut may matter. */
async function split(text: string, size: number, field = "items"): Promise<{ items: unknown[]; rest: string }> {
  async function* chunks(): AsyncGenerator<Buffer> {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const items: unknown[] = [];
  const rest = await splitItems(chunks(), field, (item) => items.push(JSON.parse(item.toString())));
  return { items, rest };
}

const TRICKY = {
  kind: "List",
  text: 'an "items":[ in a text, a brace } and a bracket ]',
  metadata: { items: [{ inner: true }] },
  items: [
    { a: 1 },
    { b: ["]", "}", { deep: [[]] }], text: 'quo"te \\ back, "items":[{' },
    { ünïcode: "→ 𝄞" },
    {},
    { path: "C:\\", "\\": '\\"]' },
  ],
  after: { items: [1] },
};

test.each([1, 2, 3, 7, 64, 100_000])("takes the elements out of the array, in pieces of %i bytes", async (size) => {
  for (const text of [JSON.stringify(TRICKY), JSON.stringify(TRICKY, null, 1)]) {
    const { items, rest } = await split(text, size);
    expect(items).toEqual(TRICKY.items);
    const { items: _, ...others } = JSON.parse(rest.replaceAll(/\[[\s,]*\]/g, "[]"));
    expect(others).toEqual({
      ...others,
      kind: "List",
      text: TRICKY.text,
      metadata: TRICKY.metadata,
      after: TRICKY.after,
    });
  }
});

test("an empty array, null and an absent one give no elements", async () => {
  for (const text of ['{"items":[]}', '{"items":null,"a":1}', "{}"]) {
    expect(await split(text, 5)).toEqual({ items: [], rest: text });
  }
});

test.each(['{"items":[{"a":1},{"b":', '{"items":[{"a":"x', "<html>no</html>", ""])(
  "what is cut off or no JSON leaves a rest that does not parse: %s",
  async (text) => {
    const { rest } = await split(text, 4);
    expect(() => JSON.parse(rest)).toThrow();
  },
);

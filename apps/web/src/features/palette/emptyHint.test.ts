import { expect, test } from "vitest";
import { emptyHint } from "./emptyHint.ts";

const NOTHING = { looking: false, failure: null, nodesUnknown: 0 };

test.each([
  ["the answer is not here yet", { ...NOTHING, looking: true, failure: "lost" }, /^Looking/],
  ["the server refuses", { ...NOTHING, failure: "lost" }, /could not be searched: lost$/],
  ["every pod is known", NOTHING, /^No node, pod, device or page is called that\.$/],
  ["some nodes' pods are not known", { ...NOTHING, nodesUnknown: 3 }, /The pods of 3 nodes are not known/],
])("when %s", (_, search, expected) => {
  expect(emptyHint(search)).toMatch(expected);
});

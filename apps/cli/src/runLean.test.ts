import { expect, test } from "vitest";
import { LEAN_FLAGS, missingFlags } from "./runLean.ts";

test.each([
  [[], [...LEAN_FLAGS]],
  [[...LEAN_FLAGS], []],
  [
    ["--max_semi_space_size=8", "--maglev", "--inspect"],
    ["--single-threaded", "--no-turbofan"],
  ],
])("given %j, what is to be set is %j", (given, missing) => {
  expect(missingFlags(given)).toEqual(missing);
});

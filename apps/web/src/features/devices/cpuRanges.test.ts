import { expect, test } from "vitest";
import { cpuRanges } from "./cpuRanges.ts";

test.each([
  [[], ""],
  [[3], "3"],
  [[10, 2, 1, 0, 9], "0-2,9-10"],
])("%o is %s", (cpus, words) => expect(cpuRanges(cpus)).toBe(words));

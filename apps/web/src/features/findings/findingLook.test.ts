import { expect, test } from "vitest";
import { ruleWords } from "./findingLook.ts";

test.each([
  ["DeviceHeldTwice", "Device held twice"],
  ["RuntimeEndOfLife", "Runtime end of life"],
  ["Tainted", "Tainted"],
  ["DevicesOnSeveralNUMA", "Devices on several NUMA"],
  ["SplitAcrossNumaNodes", "Split across NUMA nodes"],
])("the rule %s reads as %s", (rule, words) => {
  expect(ruleWords(rule)).toBe(words);
});

import { EVICTION_KINDS } from "@bayplan/shared";
import { expect, test } from "vitest";
import { evictionKinds } from "./evictionKinds.ts";

test("without a kind there are all evictions, and no refusals", () => {
  const kinds = evictionKinds(undefined);
  expect(kinds.has("refused")).toBe(false);
  expect(kinds.size).toBe(EVICTION_KINDS.length - 1);
});

test("kinds are named, several with commas", () => {
  expect([...evictionKinds("refused,taint")]).toEqual(["refused", "taint"]);
});

test("an unknown kind is told with those there are", () => {
  expect(() => evictionKinds("taint,gone")).toThrow(/There is no kind gone: there are threshold, /);
});

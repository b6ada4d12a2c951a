import { expect, test } from "vitest";
import { evictionView } from "../../fixtures/views.ts";
import { causeOf } from "./cause.ts";
import { matchesEviction, readEvictionsSearch } from "./evictionsSearch.ts";

test("an eviction is found by node, names, signal and message", () => {
  const eviction = evictionView("web-1");
  expect(matchesEviction(eviction, {})).toBe(true);
  expect(matchesEviction(eviction, { q: "WEB low", node: "node-a" })).toBe(true);
  expect(matchesEviction(eviction, { q: "memory.available" })).toBe(true);
  expect(matchesEviction(eviction, { node: "node-b" })).toBe(false);
  expect(matchesEviction(eviction, { q: "web disk" })).toBe(false);
});

test("its cause is the signal of the threshold, or whoever else made it go", () => {
  expect(causeOf(evictionView("a"))).toMatchObject({ tone: "danger", words: "memory.available" });
  expect(causeOf(evictionView("a", { signal: null }))).toMatchObject({ tone: "danger", words: "eviction threshold" });
  expect(causeOf(evictionView("a", { kind: "local-storage", signal: null }))).toMatchObject({ tone: "warn" });
  expect(causeOf(evictionView("a", { kind: "unknown", signal: null }))).toMatchObject({
    tone: "unknown",
    words: "cause not known",
  });
});

test("an address says what to look for", () =>
  expect(readEvictionsSearch({ q: "x", node: "", other: "y" })).toEqual({ q: "x" }));

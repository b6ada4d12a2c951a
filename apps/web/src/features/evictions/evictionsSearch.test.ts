import { expect, test } from "vitest";
import { evictionView, NOW } from "../../fixtures/views.ts";
import { causeOf } from "./cause.ts";
import { checkWords, figureWords } from "./evictionWords.ts";
import { matchesEviction, readEvictionsSearch } from "./evictionsSearch.ts";
import { scoreOf } from "./score.ts";

test("an eviction is found by node, names, signal and message", () => {
  const eviction = evictionView("web-1");
  expect(matchesEviction(eviction, {}, NOW)).toBe(true);
  expect(matchesEviction(eviction, { q: "WEB low", node: "node-a" }, NOW)).toBe(true);
  expect(matchesEviction(eviction, { q: "memory.available" }, NOW)).toBe(true);
  expect(matchesEviction(eviction, { node: "node-b" }, NOW)).toBe(false);
  expect(matchesEviction(eviction, { q: "web disk" }, NOW)).toBe(false);
});

test("an eviction is found by namespace, kind and how long ago it was", () => {
  const eviction = evictionView("web-1");
  expect(matchesEviction(eviction, { namespace: "team-a", kind: "threshold", signal: "memory.available" }, NOW)).toBe(
    true,
  );
  expect(matchesEviction(eviction, { namespace: "team-b" }, NOW)).toBe(false);
  expect(matchesEviction(eviction, { kind: "refused" }, NOW)).toBe(false);
  expect(matchesEviction(eviction, { since: "1h" }, NOW + 3_599_000)).toBe(true);
  expect(matchesEviction(eviction, { since: "1h" }, NOW + 3_601_000)).toBe(false);
  expect(matchesEviction(eviction, { since: "1h" }, null)).toBe(true);
});

test("its figures are said in their own unit, a refusal's in the resource's", () => {
  const evicted = evictionView("a", {
    used: 3 * 1024 ** 3,
    asked: 0,
    threshold: 1024 ** 3,
    available: 900 * 1024 ** 2,
  });
  expect(figureWords(evicted)).toEqual([
    "used 3 GiB",
    "asked for nothing",
    "threshold 1 GiB",
    "900 MiB were available",
  ]);
  const refused = evictionView("b", {
    kind: "refused",
    unit: null,
    resource: "nvidia.com/gpu",
    asked: 4,
    available: 1,
  });
  expect(figureWords(refused)).toEqual(["asked for 4 nvidia.com/gpu", "there was 1 nvidia.com/gpu"]);
  const disk = evictionView("c", { unit: null, resource: "ephemeral-storage", used: 1024 ** 2 });
  expect(figureWords(disk)).toEqual(["used 1 MiB"]);
});

test("it says whether it was foreseen, and how often that was so", () => {
  const check = { correct: false, predicted: null, position: 2, difference: "the expected one led it by 2 MiB" };
  const missed = evictionView("a", { check });
  const hit = evictionView("b", { check: { ...check, correct: true, position: 1, difference: null } });
  const limit = evictionView("c", { kind: "local-storage" });
  expect(checkWords(missed)?.words).toBe("Bayplan had it as number 2: the expected one led it by 2 MiB");
  expect(checkWords(hit)?.tone).toBe("ok");
  expect(checkWords(limit)).toBeNull();
  expect(checkWords(evictionView("d"))?.words).toBe("no order was held before it");
  expect(scoreOf([missed, hit, limit])).toEqual({ checked: 2, correct: 1 });
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
  expect(readEvictionsSearch({ q: "x", node: "", other: "y", since: "toString", kind: "refused" })).toEqual({
    q: "x",
    kind: "refused",
  }));

import type { FitView } from "@bayplan/api/views";
import { expect, test } from "vitest";
import { crossesLine, shortWords } from "./fitWords.ts";

const misfit = (changes: Partial<FitView["misfits"][number]>): FitView["misfits"][number] => ({
  kind: "resource",
  resource: "cpu",
  requested: 1000,
  free: 18,
  allocatable: null,
  why: "",
  ...changes,
});

test.each([
  [{ allocatable: 31 }, ": 1000 CPU asked, 31 CPU allocatable"],
  [{}, ": 1000 CPU asked, 18 CPU free"],
  [{ resource: "memory", requested: 2 ** 31, free: 2 ** 30 }, ": 2 GiB asked, 1 GiB free"],
  [{ resource: "nvidia.com/gpu", requested: 2, free: 1 }, ": 2 nvidia.com/gpu asked, 1 nvidia.com/gpu free"],
  [{ free: 0 }, ""],
  [{ kind: "taint" as const, resource: null, requested: null, free: null }, ""],
])("%o is told as %s", (changes, words) => expect(shortWords(misfit(changes))).toBe(words));

const GIB = 2 ** 30;

test.each([
  ["more than is free above the line", 4, 2 * GIB, true, true],
  ["less", 1, 2 * GIB, true, false],
  ["where the line is not known", 4, null, true, false],
  ["where it does not fit anyway", 4, 2 * GIB, false, false],
])("memory asked for: %s", (_, gibibytes, memoryHeadroom, fits, expected) =>
  expect(
    crossesLine({
      node: "web-01",
      fits,
      unknown: null,
      loadable: false,
      misfits: [],
      room: [{ resource: "memory", requested: gibibytes * GIB, free: 20 * GIB }],
      memoryHeadroom,
    }),
  ).toBe(expected),
);

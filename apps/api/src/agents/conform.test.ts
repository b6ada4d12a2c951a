import { report, type Report } from "@bayplan/shared/report";
import * as z from "zod/mini";
import { expect, test } from "vitest";
import { observe } from "../../../../packages/shared/test/observe.ts";
import { readTape } from "../../../../packages/shared/test/tape.ts";
import { reportOf, SOURCES_OK } from "../fixtures/report.ts";
import { everythingOf, tapeNode } from "../fixtures/tapeNode.ts";
import { conformsTo } from "./conform.ts";
import { createOneText } from "./oneText.ts";

const recorded = (): Report => {
  const node = tapeNode("steady");
  node.playTo("2026-11-21T10:37:20.000Z");
  node.fleet.stop();
  const transitions = observe(readTape("steady")).slice(0, 200);
  const written = JSON.stringify(reportOf({ upserts: [...everythingOf(node.state()), ...SOURCES_OK], transitions }));
  return JSON.parse(written) as Report;
};

const parses = (value: unknown): boolean => report.safeParse(value).success;

test("a recorded node's report conforms, and stays as it was", () => {
  const value = recorded();
  const before = structuredClone(value);
  expect(value.upserts.length).toBeGreaterThan(60);
  expect(conformsTo(report, (text) => text)(value)).toBe(true);
  expect(parses(value)).toBe(true);
  expect(value).toEqual(before);
});

/** Every place in a value, as the object it is in and its name there. */
const placesIn = (value: unknown): { of: Record<string, unknown>; name: string }[] => {
  if (typeof value !== "object" || value === null) return [];
  const of = value as Record<string, unknown>;
  return Object.keys(of).flatMap((name) => [{ of, name }].concat(placesIn(of[name])));
};

const WRONG: unknown[] = [undefined, null, 7, Number.NaN, -1.5, "x", true, [], {}, [null], { kind: "pod" }];

test("never takes what parsing refuses, whatever is wrong in it", () => {
  const value = recorded();
  const conforms = conformsTo(report, (text) => text);
  const places = placesIn(value);
  let refused = 0;
  for (let step = 0; step < 1_500; step += 1) {
    const { of, name } = places[(step * 7_919) % places.length] ?? { of: {}, name: "" };
    const right = of[name];
    of[name] = WRONG[step % WRONG.length];
    if (conforms(value)) expect([name, of[name], parses(value)]).toEqual([name, of[name], true]);
    else refused += 1;
    of[name] = right;
  }
  expect(refused).toBeGreaterThan(1_000);
  expect(conforms(value)).toBe(true);
});

test.each([
  ["a field that the schema does not name", z.object({ a: z.string() }), { a: "x", b: 1 }, false],
  ["a missing one", z.object({ a: z.string() }), {}, false],
  ["an optional one that is missing", z.object({ a: z.optional(z.string()) }), {}, true],
  ["a moment", z.string().check(z.regex(/^\d+$/)), "12", true],
  ["no moment", z.string().check(z.regex(/^\d+$/)), "1x", false],
  ["a text that is too short", z.string().check(z.minLength(2)), "x", false],
  ["a whole number", z.int().check(z.positive()), 1.5, false],
  ["another kind", z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") })]), { kind: "b" }, false],
  ["one of several", z.union([z.string(), z.number()]), 5, true],
  ["null where it may be", z.nullable(z.number()), null, true],
])("%s", (_what, schema, value, conforms) => {
  expect(conformsTo(schema, (text) => text)(value)).toBe(conforms);
});

test("equal texts become one, and what was not asked for a while is forgotten", () => {
  const one = createOneText();
  const seen: string[] = [];
  const keep = (text: string): string => {
    seen.push(text);
    return one(text);
  };
  const schema = z.object({ uid: z.string(), names: z.array(z.string()), by: z.record(z.string(), z.string()) });
  const value = { uid: "uid-of-a-pod", names: ["uid-of-a-pod"], by: { pod: "uid-of-a-pod" } };
  expect(conformsTo(schema, keep)(value)).toBe(true);
  expect(seen).toEqual(["uid-of-a-pod", "uid-of-a-pod", "uid-of-a-pod"]);
  for (let index = 0; index < 50_000; index += 1) expect(one(`another text ${index}`)).toBe(`another text ${index}`);
});

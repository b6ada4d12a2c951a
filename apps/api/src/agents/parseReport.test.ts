import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { podOf, reportOf } from "../fixtures/report.ts";
import { parseReport } from "./parseReport.ts";

const refusal = (input: unknown): TRPCError => {
  try {
    parseReport(input);
  } catch (error) {
    if (error instanceof TRPCError) return error;
  }
  throw new Error("it was taken");
};

test("a report as agents send it", () => {
  const report = reportOf({ upserts: [podOf("a")] });
  expect(parseReport(structuredClone(report))).toEqual(report);
});

test("another version is refused by name, with both versions, whatever else is in it", () => {
  const error = refusal({ ...reportOf({ agentVersion: "9.0.0" }), version: 9, upserts: "in another form" });
  expect(error.code).toBe("PRECONDITION_FAILED");
  expect(error.message).toBe(
    "This aggregator takes reports of version 1, agent 9.0.0 sends version 9: run the same release of Bayplan on both sides.",
  );
});

test.each([
  ["nothing", undefined, /The report is malformed: report: Invalid input: expected object/],
  ["a text", "report", /expected object, received string/],
  ["no node", { ...reportOf(), node: "" }, /node: Too small/],
  ["a sequence of zero", { ...reportOf(), sequence: 0 }, /sequence: Too small/],
  [
    "an entity of no known kind",
    { ...reportOf(), upserts: [{ kind: "secret", id: "x" }] },
    /upserts\.0\.kind: Invalid/,
  ],
  ["a moment that is none", { ...reportOf(), at: "yesterday" }, /at: Invalid/],
])("%s is refused in words", (_what, input, message) => {
  const error = refusal(input);
  expect(error.code).toBe("BAD_REQUEST");
  expect(error.message).toMatch(message);
});

test("of many faults a few are named and the others counted", () => {
  const upserts = Array.from({ length: 20 }, () => ({ ...podOf("a"), namespace: 1 }));
  expect(refusal(reportOf({ upserts: upserts as never })).message).toMatch(/; and 15 more\.$/);
});

import type { Report } from "@bayplan/shared";
import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { AT, podOf, reportOf } from "../fixtures/report.ts";
import { conflictOf, openSession, takeReport, type Session } from "./session.ts";

const NOW = Date.parse(AT);
const change = (changes: Partial<Report>): Report => reportOf({ full: false, ...changes });
const pods = (session: Session): string[] =>
  session.store
    .all("pod")
    .map(({ name }) => name)
    .sort();

const whole = (): Session => {
  const first = reportOf({ upserts: [podOf("a"), podOf("b")], heard: { "kubelet GET /pods": AT } });
  const session = openSession(first, NOW);
  takeReport(session, first, NOW);
  return session;
};

test("a whole picture, then changes to it", () => {
  const session = whole();
  expect(session.whole).toBe(true);
  const taken = takeReport(session, change({ sequence: 2, upserts: [podOf("c")], removals: ["pod/uid-a"] }), NOW);
  expect(taken).toMatchObject({ applied: true, acknowledgement: { sequence: 2, stored: 0, resend: false } });
  expect(pods(session)).toEqual(["b", "c"]);
});

test("a gap asks for everything, changes nothing, and what comes after it waits for that", () => {
  const session = whole();
  const gap = takeReport(session, change({ sequence: 3, removals: ["pod/uid-a"] }), NOW);
  expect(gap).toMatchObject({ applied: false, acknowledgement: { sequence: 1, stored: 0, resend: true } });
  expect(takeReport(session, change({ sequence: 2, removals: ["pod/uid-a"] }), NOW).acknowledgement.resend).toBe(true);
  expect(pods(session)).toEqual(["a", "b"]);
  expect(takeReport(session, reportOf({ sequence: 4, upserts: [podOf("d")] }), NOW).acknowledgement).toEqual({
    sequence: 4,
    stored: 0,
    resend: false,
  });
  expect(pods(session)).toEqual(["d"]);
});

test("a repeated report is acknowledged and not applied again", () => {
  const session = whole();
  takeReport(session, change({ sequence: 2, removals: ["pod/uid-a"] }), NOW);
  const again = takeReport(session, reportOf({ sequence: 1, upserts: [podOf("a"), podOf("b")] }), NOW);
  expect(again).toMatchObject({ applied: false, acknowledgement: { sequence: 2, stored: 0, resend: false } });
  expect(pods(session)).toEqual(["b"]);
});

test("an agent that begins with changes, as after this aggregator's restart, is asked for everything", () => {
  const report = change({ sequence: 17, upserts: [podOf("a")] });
  const session = openSession(report, NOW);
  expect(takeReport(session, report, NOW).acknowledgement).toEqual({ sequence: 0, stored: 0, resend: true });
  expect(session.whole).toBe(false);
});

test("a picture in parts: the old one stays until the last part has come", () => {
  const session = whole();
  takeReport(session, reportOf({ sequence: 2, complete: false, upserts: [podOf("b")] }), NOW);
  takeReport(session, change({ sequence: 3, complete: false, upserts: [podOf("c")] }), NOW);
  expect(pods(session)).toEqual(["a", "b", "c"]);
  takeReport(session, change({ sequence: 4, upserts: [podOf("d")] }), NOW);
  expect(pods(session)).toEqual(["b", "c", "d"]);
});

test("a first picture in parts is not whole before its last part", () => {
  const first = reportOf({ complete: false, upserts: [podOf("a")] });
  const session = openSession(first, NOW);
  takeReport(session, first, NOW);
  expect(session.whole).toBe(false);
  takeReport(session, change({ sequence: 2 }), NOW);
  expect(session.whole).toBe(true);
});

test("each part of a picture has the moment at which it was begun, and what changes has none", () => {
  const first = reportOf({ complete: false });
  const session = openSession(first, NOW);
  const begun = [
    first,
    change({ sequence: 2, complete: false, at: "2026-11-21T10:36:41.000Z" }),
    change({ sequence: 3, at: "2026-11-21T10:36:42.000Z" }),
    change({ sequence: 4, at: "2026-11-21T10:36:43.000Z" }),
  ].map((report) => takeReport(session, report, NOW).pictureBegun);
  expect(begun).toEqual([NOW, NOW, NOW, null]);
});

test("a part that is lost makes the whole picture come again", () => {
  const session = whole();
  takeReport(session, reportOf({ sequence: 2, complete: false, upserts: [podOf("b")] }), NOW);
  expect(takeReport(session, change({ sequence: 4 }), NOW).acknowledgement.resend).toBe(true);
  expect(pods(session)).toEqual(["a", "b"]);
});

test("a newer instance wins and must tell everything; the older is refused by name and is a finding for a while", () => {
  const session = whole();
  const newer = { instance: "20261121-2" };
  expect(takeReport(session, change({ ...newer, sequence: 1 }), NOW).acknowledgement.resend).toBe(true);
  takeReport(session, reportOf({ ...newer, sequence: 2, upserts: [podOf("x")] }), NOW);
  expect(pods(session)).toEqual(["x"]);
  const refused = (): unknown => takeReport(session, change({ sequence: 2 }), NOW + 1_000);
  expect(refused).toThrow(TRPCError);
  expect(refused).toThrow(/newer agent \(20261121-2\) speaks for node node-a; this one \(20261121-1\) is set aside/);
  expect(conflictOf(session, NOW + 2_000)).toEqual({ instance: "20261121-1", at: NOW + 1_000 });
  expect(conflictOf(session, NOW + 600_000)).toBeNull();
});

test("moments of answers add up; a whole picture brings its own", () => {
  const session = whole();
  const later = "2026-11-21T10:36:50.000Z";
  takeReport(session, change({ sequence: 2, heard: { "cri x": later } }), NOW);
  expect(session.heard).toEqual({ "kubelet GET /pods": AT, "cri x": later });
  takeReport(session, reportOf({ sequence: 3, heard: { "cri x": later } }), NOW);
  expect(session.heard).toEqual({ "cri x": later });
});

test("more than any node has is refused", () => {
  const session = whole();
  const sandboxes = Array.from({ length: 200_001 }, (_, index) => podOf(`pod-${index}`));
  expect(() => takeReport(session, change({ sequence: 2, upserts: sandboxes }), NOW)).toThrow(
    /node-a reports more than 200000 entities/,
  );
});

import type { CgroupView } from "@bayplan/api/views";
import { expect, test } from "vitest";
import { openingsOf, readCgroupsSearch, withAll, withTurned } from "./cgroupsSearch.ts";

const row = (id: string, kind: CgroupView["kind"]) => ({ id, kind }) as CgroupView;
const ROWS = [row("tier/Burstable", "tier"), row("pod/a", "pod"), row("pod/b", "pod")];
const openings = (cgroups: string) => Object.fromEntries(openingsOf(ROWS, readCgroupsSearch({ cgroups })));

test("rows that are turned are in the address, and turned back out of it", () => {
  const opened = withTurned({}, "pod/a");
  expect(openings(opened)).toEqual({ "pod/a": true });
  const closed = withTurned({ cgroups: opened }, "tier/Burstable");
  expect(openings(closed)).toEqual({ "pod/a": true, "tier/Burstable": false });
  expect(withTurned({ cgroups: withTurned({ cgroups: closed }, "tier/Burstable") }, "pod/a")).toBe("");
});

test("all pods are open, but for those that were closed since", () => {
  expect(openings(withAll(true))).toEqual({ "pod/a": true, "pod/b": true });
  expect(openings(withTurned({ cgroups: withAll(true) }, "pod/b"))).toEqual({ "pod/a": true });
  expect(openings(withAll(false))).toEqual({});
});

test("what is no row of this node opens nothing", () => expect(openings("zzz.<b>")).toEqual({}));

import type { CgroupView } from "@bayplan/api/views";
import { describe, expect, test } from "vitest";
import { toCsv } from "../../../ui/table/export.ts";
import { FILE_COLUMNS } from "./cgroupColumns.tsx";
import { cgroupParts, stepOf, treeRows, type Openings } from "./cgroupRows.ts";
import { appliedTitle, differing, sharesTitle } from "./cgroupWords.ts";

const figures: CgroupView["asked"] = {
  cpuShares: 512,
  cpuWeight: null,
  cpuLimit: 1,
  cpuQuota: 100_000,
  cpuPeriod: 100_000,
  memoryLimit: "unlimited",
  memoryMin: null,
  memoryLow: null,
  memoryHigh: null,
  pidsLimit: null,
  hugepages: {},
};

const applied: NonNullable<CgroupView["applied"]> = {
  ...figures,
  cpuLimit: "unlimited",
  memoryLimit: 64 * 2 ** 20,
  oomScoreAdj: 990,
  cpus: "0-3",
  numaNodes: "",
};

const cgroup = (id: string, parent: string | null, kind: CgroupView["kind"], order: number): CgroupView => ({
  key: `cgroup/${id}`,
  part: "cgroup",
  order,
  id,
  parent,
  kind,
  tier: null,
  namespace: null,
  pod: null,
  uid: null,
  container: null,
  containerId: null,
  path: null,
  present: true,
  asked: figures,
  weights: null,
  applied: null,
  differs: [],
  differsBelow: 0,
  resizing: false,
  use: { cpuNanoCores: null, workingSetBytes: null, processes: null, partial: false },
});

const CGROUPS = [
  cgroup("node", null, "node", 0),
  cgroup("pod/g", "node", "pod", 1),
  cgroup("container/g/a", "pod/g", "container", 2),
  cgroup("tier/Burstable", "node", "tier", 3),
  cgroup("pod/b", "tier/Burstable", "pod", 4),
  cgroup("container/b/a", "pod/b", "container", 5),
  cgroup("tier/BestEffort", "node", "tier", 6),
];

const rowsOf = (openings: Openings = new Map()) => treeRows(CGROUPS, openings);

describe("the tree's rows", () => {
  test("tiers begin open, pods closed; a tier without pods has nothing to open", () => {
    expect(
      rowsOf().map(({ cgroup: { id }, level, open, place, siblings }) => [id, level, open, place, siblings]),
    ).toEqual([
      ["node", 1, true, 1, 1],
      ["pod/g", 2, false, 1, 3],
      ["tier/Burstable", 2, true, 2, 3],
      ["pod/b", 3, false, 1, 1],
      ["tier/BestEffort", 2, null, 3, 3],
    ]);
  });

  test("what is opened shows its rows, what is closed hides all below it", () => {
    const ids = (openings: Openings) => rowsOf(openings).map(({ cgroup: { id } }) => id);
    expect(ids(new Map([["pod/b", true]]))).toContain("container/b/a");
    expect(
      ids(
        new Map([
          ["tier/Burstable", false],
          ["pod/b", true],
        ]),
      ),
    ).toEqual(["node", "pod/g", "tier/Burstable", "tier/BestEffort"]);
  });

  test("come in the server's order, whatever the order they changed in", () => {
    const rows = new Map(CGROUPS.toReversed().map((row) => [row.key, row]));
    expect(cgroupParts(rows).cgroups.map(({ id }) => id)).toEqual(CGROUPS.map(({ id }) => id));
  });
});

test("Enter follows a pod's link, and the space bar turns its row", () => {
  const untold = cgroup("pod/web", null, "pod", 0);
  const container = cgroup("container/web/main", "pod/web", "container", 1);
  const told = { ...untold, namespace: "shop", pod: "web" };
  expect(stepOf("Enter", treeRows([told, container], new Map()), 0, 10)).toEqual({ follow: true });
  expect(stepOf(" ", treeRows([told, container], new Map()), 0, 10)).toEqual({ open: true });
  expect(stepOf("Enter", treeRows([untold, container], new Map()), 0, 10)).toEqual({ open: true });
});

test.each([
  ["ArrowDown", 0, { to: 1 }],
  ["ArrowDown", 4, { to: 4 }],
  ["ArrowUp", 0, { to: 0 }],
  ["ArrowRight", 1, { open: true }],
  ["ArrowRight", 2, { to: 3 }],
  ["ArrowRight", 4, null],
  ["ArrowLeft", 2, { open: false }],
  ["ArrowLeft", 3, { to: 2 }],
  ["ArrowLeft", 1, { to: 0 }],
  ["Enter", 1, { open: true }],
  [" ", 2, { open: false }],
  ["Enter", 4, null],
  ["End", 0, { to: 4 }],
  ["Home", 4, { to: 0 }],
  ["PageDown", 1, { to: 4 }],
  ["PageUp", 4, { to: 0 }],
  ["x", 0, null],
] as const)("%s on row %s of the tree", (key, from, step) => {
  expect(stepOf(key, rowsOf(), from, 10)).toEqual(step);
});

describe("words", () => {
  test("of what the runtime says instead", () =>
    expect(differing(["cpuLimit", "memoryLimit"], applied)).toBe("no CPU limit, memory limit 64 MiB"));

  test("of all that it says", () =>
    expect(appliedTitle(applied).split("\n")).toEqual([
      "512 CPU shares",
      "no CPU limit",
      "memory limit 64 MiB",
      "CPUs 0-3",
      "memory of NUMA nodes any",
      "oom_score_adj 990",
    ]));

  test("of what shares become, which is the runtime's to choose", () =>
    expect(sharesTitle({ ...cgroup("c", null, "container", 0), weights: [20, 59] })).toBe(
      "The runtime writes it as cpu.weight: 20 with runc before 1.3.2 or crun before 1.23, 59 since.",
    ));
});

test("a file has both sides in full, a limit that is none as such", () => {
  const [head = "", row = ""] = toCsv(
    [{ ...cgroup("c", null, "container", 0), container: "web", applied }],
    FILE_COLUMNS,
  ).split("\r\n");
  const cells = new Map(head.split(",").map((name, index) => [name, row.split(",")[index]]));
  expect(cells.get("Set: memory limit (bytes)")).toBe("unlimited");
  expect(cells.get("Applied: memory limit (bytes)")).toBe("67108864");
  expect(cells.get("Set: CPU limit (cores)")).toBe("1");
  expect(cells.get("Applied: CPU limit (cores)")).toBe("unlimited");
});

import { expect, test } from "vitest";
import { cpusByNuma } from "./cpusByNuma.ts";

const has = (cpu: number, numaNode: number | null, ...pods: string[]) => ({
  cpu,
  numaNode,
  assignments: pods.map((pod) => ({ namespace: "ml", pod, container: "main", uid: `uid-${pod}`, gone: false })),
});

const brief = (groups: ReturnType<typeof cpusByNuma>) =>
  groups.map(({ numaNode, cpuIds, holders }) => [
    numaNode,
    cpuIds.length,
    holders.map(({ pod, cpus, elsewhere }) => [pod, cpus, elsewhere]),
  ]);

test("exclusive CPUs lie in their NUMA nodes, those of which it is not known last", () => {
  const exclusive = [has(1, 0, "train"), has(2, 0, "train"), has(5, 1, "train", "serve"), has(9, null, "serve")];
  const numaNodes = [
    { node: 0, cpuIds: [0, 1, 2, 3] },
    { node: 1, cpuIds: [4, 5, 6, 7] },
    { node: 2, cpuIds: [] },
  ];
  expect(brief(cpusByNuma({ exclusive }, numaNodes))).toEqual([
    [0, 4, [["train", [1, 2], [1]]]],
    [
      1,
      4,
      [
        ["train", [5], [0]],
        ["serve", [5], []],
      ],
    ],
    [2, 0, []],
    [null, 0, [["serve", [9], []]]],
  ]);
});

test("without a source of NUMA nodes they are all told together", () => {
  expect(brief(cpusByNuma({ exclusive: [has(1, null, "train"), has(2, null, "train")] }, []))).toEqual([
    [null, 0, [["train", [1, 2], []]]],
  ]);
});

import { ContainerState, type LinuxContainerResources } from "@bayplan/protocols/runtime";
import { expect, test } from "vitest";
import { containerOf, statusOf } from "../../../test/fakeRuntime.ts";
import { fromContainerStatus } from "./containers.ts";

const linux: LinuxContainerResources = {
  cpuPeriod: 100_000n,
  cpuQuota: -1n,
  cpuShares: 1024n,
  memoryLimitInBytes: 67_108_864n,
  oomScoreAdj: -997n,
  cpusetCpus: "1",
  cpusetMems: "",
  hugepageLimits: [],
  unified: {},
  memorySwapLimitInBytes: 67_108_864n,
};

const applied = (resources: LinuxContainerResources | undefined) =>
  fromContainerStatus(
    { ...statusOf(containerOf("a"), ContainerState.CONTAINER_RUNNING), resources: { linux: resources } },
    "sandbox",
    undefined,
  ).resources;

const PLAIN = {
  cpuPeriod: 100_000,
  cpuQuota: -1,
  cpuShares: 1024,
  memoryLimit: 67_108_864,
  oomScoreAdj: -997,
  cpusetCpus: "1",
  cpusetMems: "",
};

test("what the runtime applied is told as plain numbers, and what bounds nothing is left out", () => {
  expect(applied(linux)).toEqual(PLAIN);
  expect(applied(undefined)).toBeUndefined();
});

test("of huge pages those that it may use, of cgroup v2's files those that are shown", () => {
  const told = applied({
    ...linux,
    hugepageLimits: [
      { pageSize: "2MB", limit: 4_194_304n },
      { pageSize: "1GB", limit: 0n },
    ],
    unified: { "memory.high": "2040109465", "memory.swap.max": "0", "memory.oom.group": "1" },
  });
  expect(told).toEqual({
    ...PLAIN,
    hugepages: [{ pageSize: "2MB", limit: 4_194_304 }],
    unified: { "memory.high": "2040109465" },
  });
});

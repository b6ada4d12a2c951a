import {
  cpuAssignments,
  measuresPressure,
  memoryBlocks,
  numaOfCpus,
  pressureStalls,
  STALLS,
  swapUse,
  throttledShare,
  type Millis,
  type Throttling,
} from "@bayplan/shared";
import { sourceViewOf } from "../nodes/sources.ts";
import { pictureOf, type Picture } from "../nodes/picture.ts";
import type { NodeState } from "../nodes/state.ts";
import type { CpusView, StallShares } from "../views/cpus.ts";

const MOST = 50;

/** Between two samples of the containers' throttling: kept only while someone looks. */
export type ThrottlingMemory = Map<string, { sample: Throttling; share: number | null }>;

const throttledOf = (throttling: readonly Throttling[], memory: ThrottlingMemory): CpusView["throttled"] => {
  const items = throttling.flatMap((sample) => {
    const before = memory.get(sample.id);
    const share =
      before?.sample === sample
        ? before.share
        : (throttledShare(before?.sample, sample)?.share ?? before?.share ?? null);
    memory.set(sample.id, { sample, share });
    const [namespace = "", pod = "", container = ""] = sample.id.split("/");
    if (sample.throttledPeriods === 0 || sample.periods === 0) return [];
    const { periods, throttledPeriods, throttledSeconds } = sample;
    return [{ namespace, pod, container, share: throttledPeriods / periods, recentShare: share, throttledSeconds }];
  });
  return items.sort((a, b) => (b.recentShare ?? b.share) - (a.recentShare ?? a.share)).slice(0, MOST);
};

const worst = (stalls: StallShares): number => Math.max(...STALLS.map((name) => stalls[name]?.some ?? 0));

const podStallsOf = ({ usage }: Picture, measured: boolean): CpusView["podStalls"] =>
  (measured ? (usage?.all("podStats") ?? []) : [])
    .map((stats) => ({
      namespace: stats.namespace,
      pod: stats.name,
      uid: stats.id,
      stalls: pressureStalls(stats, measured),
    }))
    .filter(({ stalls }) => worst(stalls) > 0)
    .sort((a, b) => worst(b.stalls) - worst(a.stalls))
    .slice(0, MOST);

const swapOf = ({ usage, sockets }: Picture): CpusView["swap"] => {
  const config = sockets?.get("kubeletConfig", "kubeletConfig");
  const { pods, ...swap } = swapUse(usage?.get("nodeStats", "node"), usage?.all("podStats") ?? [], config);
  return {
    ...swap,
    pods: pods.map(({ uid, bytes }) => {
      const stats = usage?.get("podStats", uid);
      return { namespace: stats?.namespace ?? "", pod: stats?.name ?? "", uid, bytes };
    }),
  };
};

const ALLOCATABLE = "podresources v1.PodResourcesLister/GetAllocatableResources";
const NUMA_NODES = "file /sys/devices/system/node";

/** Why a call does not tell now; null where it does. */
const missing = (state: NodeState, id: string, now: Millis): string | null => {
  const source = sourceViewOf(state, id, now);
  if (source) return source.state === "ok" ? null : source.message;
  return "No agent of this node tells.";
};

/** The node's CPUs and memory, as they are given out and waited for. */
export const cpusView = (state: NodeState, memory: ThrottlingMemory, now: Millis): CpusView => {
  const picture = pictureOf(state, now);
  const { usage, sockets, pods } = picture;
  const stats = usage?.get("nodeStats", "node");
  const measured = stats !== undefined && measuresPressure(stats);
  const allocatable = sockets?.get("allocatable", "allocatable");
  const allocations = sockets?.all("allocation") ?? [];
  const numaNodes = sockets?.all("numaNode") ?? [];
  return {
    key: "cpus",
    part: "cpus",
    assignments:
      sockets && (allocatable || allocations.length > 0)
        ? cpuAssignments(
            allocations,
            allocatable,
            pods,
            sockets.get("kubeletConfig", "kubeletConfig"),
            numaOfCpus(numaNodes),
          )
        : null,
    numaNodes: numaNodes.map(({ id, cpuIds }) => ({ node: Number(id), cpuIds })).sort((a, b) => a.node - b.node),
    numaUnknown: missing(state, NUMA_NODES, now),
    allocatableUnknown: missing(state, ALLOCATABLE, now),
    memoryBlocks: memoryBlocks(allocatable, allocations),
    swap: swapOf(picture),
    measuresPressure: measured,
    stalls: pressureStalls(stats ?? {}, measured),
    podStalls: podStallsOf(picture, measured),
    throttled: throttledOf(sockets?.all("throttling") ?? [], memory),
  };
};

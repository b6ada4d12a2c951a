import type { KubeletCore } from "../kubelet/core.ts";
import { MINUTE } from "../time/clock.ts";
import { toSeconds } from "../time/moments.ts";
import { basics, network } from "./figures.ts";
import { type Disk, imageUse, layerUse } from "./fileSystems.ts";
import { podCpu } from "./podSummary.ts";
import { nodeWorkingSet, podsWorkingSet, runningSlots, sampledAt } from "./usage.ts";

/** The node's part of a summary. */
export function nodeStats(core: KubeletCore, now: number, at: number, disk: Disk, imageDisk: Disk): object {
  const { profile } = core;
  const workingSetBytes = nodeWorkingSet(core, at);
  const podsMemory = podsWorkingSet(core, at);
  let cores = 0;
  // Each pod as it was last measured: the node cannot have used less than what its pods are told to.
  for (const entry of core.pods.values()) cores += podCpu(entry, sampledAt(entry.object.metadata.uid, now)).cores;
  const daemonCores = 0.18 + 0.004 * core.pods.size;
  const up = (at - profile.bootedAt) / 1000;
  const podSeconds = podsSecondsSoFar(core, at, cores);
  const key = `node ${profile.name}`;
  const daemons = [
    { name: "kubelet", share: 0.06, cores: 0.06 },
    { name: "runtime", share: 0.09, cores: 0.07 },
  ];
  return {
    nodeName: profile.name,
    systemContainers: [
      ...daemons.map((daemon) => ({
        name: daemon.name,
        startTime: toSeconds(profile.bootedAt + MINUTE),
        ...basics(key, at, {
          cores: daemon.cores,
          seconds: daemon.cores * up,
          memory: Math.floor((profile.systemMemory * daemon.share) / 4096) * 4096,
        }),
      })),
      {
        name: "pods",
        startTime: toSeconds(profile.bootedAt + MINUTE),
        ...basics(key, at, {
          cores,
          seconds: podSeconds,
          memory: podsMemory,
          available: Math.max(0, profile.memory - podsMemory),
        }),
      },
    ],
    startTime: toSeconds(profile.bootedAt),
    ...basics(key, at, {
      cores: cores + daemonCores,
      seconds: podSeconds + daemons.reduce((sum, daemon) => sum + daemon.cores * up, 0),
      memory: workingSetBytes,
      available: profile.memory - workingSetBytes,
      swap: true,
      cache: 0.12 * profile.memory * (1 - workingSetBytes / profile.memory),
    }),
    network: { time: toSeconds(at), ...network(key, up * 2_400_000, ["cilium_host"]) },
    fs: {
      time: toSeconds(at),
      ...disk,
      usedBytes: disk.capacityBytes - disk.availableBytes,
      inodesUsed: disk.inodes - disk.inodesFree,
    },
    runtime: {
      imageFs: { time: toSeconds(at), ...imageDisk, ...imageUse(core) },
      containerFs: { time: toSeconds(at), ...imageDisk, ...layerUse(core) },
    },
    rlimit: { time: toSeconds(core.agenda.now()), maxpid: 4_194_304, curproc: processes(core) },
  };
}

const counters = new WeakMap<KubeletCore, { bootedAt: number; at: number; seconds: number }>();

/** Core-seconds of all pods since boot. Pods come and go, so it is added up from look to look. */
function podsSecondsSoFar(core: KubeletCore, at: number, cores: number): number {
  const { bootedAt } = core.profile;
  const known = counters.get(core);
  const counter =
    known?.bootedAt === bootedAt
      ? known
      : { bootedAt, at, seconds: ((at - bootedAt) / 1000) * core.profile.cores * 0.2 };
  counter.seconds += (Math.max(0, at - counter.at) / 1000) * cores;
  counter.at = Math.max(at, counter.at);
  counters.set(core, counter);
  return counter.seconds;
}

function processes(core: KubeletCore): number {
  let count = 212;
  for (const entry of core.pods.values())
    for (const { behaviour } of runningSlots(entry)) count += behaviour.processes + 1;
  return count;
}

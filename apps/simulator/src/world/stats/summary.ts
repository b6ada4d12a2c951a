import type { KubeletCore } from "../kubelet/core.ts";
import { imageFileSystem, nodeDisk } from "./fileSystems.ts";
import { nodeStats } from "./nodeSummary.ts";
import { podStats } from "./podSummary.ts";
import { runningSlots, sampledAt } from "./usage.ts";

/** The body of the kubelet's `/stats/summary` at this moment. */
export function summary(core: KubeletCore): object {
  const now = core.agenda.now();
  const at = sampledAt(core.profile.name, now);
  const disk = nodeDisk(core, at);
  const imageDisk = core.profile.imageDisk ? imageFileSystem(core) : disk;
  const pods = [...core.pods.values()].filter((entry) => runningSlots(entry).length > 0);
  const body = {
    node: nodeStats(core, now, at, disk, imageDisk),
    pods: pods.map((entry) => podStats(core, entry, now, disk, imageDisk)),
  };
  return core.profile.operatingSystem === "windows" ? withoutKernelFigures(body) : body;
}

const KERNEL_FIGURES = new Set(["psi", "io", "swap", "rlimit", "inodes", "inodesFree", "inodesUsed", "process_stats"]);

/** A kubelet on Windows knows nothing of these. */
const withoutKernelFigures = (body: object): object =>
  JSON.parse(JSON.stringify(body, (key, value: unknown) => (KERNEL_FIGURES.has(key) ? undefined : value))) as object;

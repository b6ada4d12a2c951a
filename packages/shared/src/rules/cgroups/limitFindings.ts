import type { Allocation } from "../../model/device.ts";
import type { KubeletConfig } from "../../model/kubelet.ts";
import type { Pod } from "../../model/pod.ts";
import type { RuntimeContainer } from "../../model/runtime.ts";
import { isActive, isStatic } from "../eviction/active.ts";
import type { Finding } from "../finding.ts";
import { podResize } from "../resources/resize.ts";
import { formatBytes, formatCount } from "../wording.ts";
import { containerCgroup } from "./containerCgroup.ts";
import { differences, type Figure } from "./differences.ts";
import { appliedFigures, type Bound, type CgroupFigures } from "./figures.ts";
import { cgroupSettings, type CgroupSettings } from "./settings.ts";

export interface LimitInput {
  pods: readonly Pod[];
  containers: readonly RuntimeContainer[];
  config: KubeletConfig | undefined;
  kubeletVersion: string | undefined;
  /** Null where the kubelet does not tell who has CPUs for itself. */
  allocations: readonly Allocation[] | null;
}

/**
 * Containers that the runtime holds to other shares, or another limit of CPU or memory, than the kubelet set. Where a resize
 * is under way the two differ for a while, and that is no finding.
 *
 * @param settles Seconds until every container's answer of the runtime has been asked for again.
 */
export function limitFindings(input: LimitInput, settles: number): Finding[] {
  const { pods, containers, config, kubeletVersion, allocations } = input;
  // MemoryQoS is left out: a runtime seldom tells of it.
  const settings = cgroupSettings(config, kubeletVersion, undefined);
  const byUid = new Map(pods.map((pod) => [pod.id, pod]));
  const statics = new Map(pods.filter(isStatic).map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
  const held = allocations && new Map(allocations.map((one) => [one.id, one.cpuIds.length]));
  return containers.flatMap((container) => {
    if (container.state !== "Running" || !container.resources) return [];
    const pod = byUid.get(container.podUid) ?? statics.get(`${container.namespace}/${container.pod}`);
    if (!pod) return [];
    const exclusiveCpus = held && (held.get(`${pod.namespace}/${pod.name}/${container.name}`) ?? 0);
    const words = differing(pod, container, settings, exclusiveCpus);
    return words.length === 0 ? [] : [finding(pod, container, words, settles)];
  });
}

function differing(
  pod: Pod,
  container: RuntimeContainer,
  settings: CgroupSettings | undefined,
  exclusiveCpus: number | null,
): string[] {
  const spec = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].find(({ name }) => name === container.name);
  const applied = appliedFigures(container.resources);
  if (!spec || !applied) return [];
  try {
    const asked = containerCgroup(pod, spec, { settings, exclusiveCpus, allocatableMemory: null });
    const differs = differences(asked, applied);
    if (differs.length === 0 || !isActive(pod) || podResize(pod).state !== "none") return [];
    return differs.map((name) => sentence(name, asked, applied));
  } catch {
    // A malformed quantity, which no API server lets in.
    return [];
  }
}

const finding = (pod: Pod, { name }: RuntimeContainer, words: readonly string[], settles: number): Finding => ({
  rule: "AppliedLimitsDiffer",
  severity: "warning",
  subject: {
    kind: "container",
    id: `${pod.id}/${name}`,
    namespace: pod.namespace,
    pod: pod.name,
    uid: pod.id,
    container: name,
  },
  message: `${words.join("; ")}.`,
  since: null,
  settles,
});

const NAMES: Readonly<Record<Figure, string>> = {
  cpuShares: "CPU shares",
  cpuLimit: "CPU limit",
  memoryLimit: "memory limit",
  memoryMin: "memory.min",
  memoryLow: "memory.low",
  memoryHigh: "memory.high",
};

const sentence = (name: Figure, asked: CgroupFigures, applied: CgroupFigures): string =>
  `${NAMES[name]}: the kubelet set ${amount(name, asked[name])}, the runtime says ${amount(name, applied[name])}`;

const amount = (name: Figure, bound: Bound): string => {
  if (bound === null) return "nothing";
  if (bound === "unlimited") return "none";
  if (name === "cpuShares") return String(bound);
  return name === "cpuLimit" ? formatCount(Number(bound.toFixed(3)), "core", "cores") : formatBytes(bound);
};

import {
  longestBackOff,
  type Allocation,
  type BackOffSettings,
  type Pod,
  type PodStats,
  type ProbeResults,
  type RuntimeContainer,
  type Sandbox,
  type Throttling,
} from "@bayplan/shared";
import type { Picture } from "../nodes/picture.ts";

/** What the other sources say, by the pod or container it belongs to: built once for all pods of a node. */
export interface Joins {
  stats(pod: Pod): PodStats | undefined;
  sandboxes(pod: Pod): Sandbox[];
  containers(pod: Pod): RuntimeContainer[];
  allocation(pod: Pod, container: string): Allocation | undefined;
  throttling(pod: Pod, container: string): Throttling | undefined;
  probes(pod: Pod, container: string): ProbeResults[];
  backOff: BackOffSettings;
}

const grouped = <Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};

/** The kubelet and the API know a static pod by different UIDs, so it alone is also found by its name. */
export const isStatic = (pod: Pod): boolean =>
  pod.mirror === true || pod.configSource === "file" || pod.configSource === "http";

const byName = <Item extends { namespace: string; pod: string }>(pod: Pod, items: readonly Item[]): Item[] =>
  isStatic(pod) ? items.filter((item) => item.pod === pod.name && item.namespace === pod.namespace) : [];

/** The newest sample of a pod; the kubelet's own UID of a static pod is not its mirror's. */
export const samplesOf = ({ usage }: Pick<Picture, "usage">): ((pod: Pod) => PodStats | undefined) => {
  const byName = (pod: Pod): PodStats | undefined =>
    usage?.all("podStats").find((sample) => sample.name === pod.name && sample.namespace === pod.namespace);
  return (pod) => usage?.get("podStats", pod.id) ?? (isStatic(pod) ? byName(pod) : undefined);
};

const backOffOf = ({ sockets, kubeletVersion }: Picture): BackOffSettings => {
  const startedAt = sockets?.get("kubeletMetrics", "kubeletMetrics")?.startedAt;
  return {
    longest: longestBackOff(sockets?.get("kubeletConfig", "kubeletConfig"), kubeletVersion),
    kubeletStartedAt: startedAt === undefined ? null : startedAt * 1000,
  };
};

export const joinsOf = (picture: Picture): Joins => {
  const { usage, sockets } = picture;
  const sandboxes = sockets?.all("sandbox") ?? [];
  const sandboxesByUid = grouped(sandboxes, (sandbox) => sandbox.podUid);
  const containers = sockets?.all("container") ?? [];
  const containersByUid = grouped(containers, (container) => container.podUid);
  const probes = grouped(sockets?.all("probeResults") ?? [], (result) => `${result.podUid}/${result.container}`);

  return {
    stats: samplesOf({ usage }),
    sandboxes: (pod) => sandboxesByUid.get(pod.id) ?? byName(pod, sandboxes),
    containers: (pod) => containersByUid.get(pod.id) ?? byName(pod, containers),
    allocation: (pod, container) => sockets?.get("allocation", `${pod.namespace}/${pod.name}/${container}`),
    throttling: (pod, container) => sockets?.get("throttling", `${pod.namespace}/${pod.name}/${container}`),
    probes: (pod, container) =>
      probes.get(`${pod.id}/${container}`) ??
      (isStatic(pod) ? probes.get(`${pod.configHash}/${container}`) : undefined) ??
      [],
    backOff: backOffOf(picture),
  };
};

import { isSidecar, type ContainerStatus, type Pod } from "@bayplan/shared";
import type { Picture } from "../nodes/picture.ts";
import type { ContainerView, PodView } from "../views/pod.ts";
import { amounts } from "./amount.ts";
import { isStatic, joinsOf, type Joins } from "./joins.ts";
import { podSummary } from "./summarize.ts";
import { viewContainer } from "./viewContainer.ts";

const named = (statuses: readonly ContainerStatus[] | undefined, name: string): ContainerStatus | undefined =>
  statuses?.find((status) => status.name === name);

const containersOf = (pod: Pod, joins: Joins): ContainerView[] => {
  const { spec, status } = pod;
  return [
    ...(spec.initContainers ?? []).map((init) =>
      viewContainer(
        pod,
        init,
        isSidecar(init) ? "sidecar" : "init",
        named(status.initContainerStatuses, init.name),
        joins,
      ),
    ),
    ...spec.containers.map((container) =>
      viewContainer(pod, container, "container", named(status.containerStatuses, container.name), joins),
    ),
    ...(spec.ephemeralContainers ?? []).map((container) =>
      viewContainer(pod, container, "ephemeral", named(status.ephemeralContainerStatuses, container.name), joins),
    ),
  ];
};

/** One pod, with what every source says of it. */
export const viewPod = (pod: Pod, source: PodView["source"], joins: Joins): PodView => {
  const summary = podSummary(pod);
  const sample = joins.stats(pod);
  return {
    key: `pod/${pod.id}`,
    part: "pod",
    uid: pod.id,
    runtimeUid: isStatic(pod) ? (pod.configHash ?? joins.sandboxes(pod)[0]?.podUid ?? null) : pod.id,
    namespace: pod.namespace,
    name: pod.name,
    qosClass: summary.qosClass,
    qosClassExpected: summary.qosClassExpected,
    phase: pod.status.phase ?? "Unknown",
    reason: pod.status.reason ?? null,
    message: pod.status.message ?? null,
    priority: pod.spec.priority ?? 0,
    static: isStatic(pod),
    createdAt: pod.createdAt ?? null,
    startedAt: pod.status.startTime ?? null,
    deletedAt: pod.deletedAt ?? null,
    labels: pod.labels,
    owner: pod.owner ?? null,
    requests: amounts(summary.requests),
    limits: amounts(summary.limits),
    cpuNanoCores: sample?.cpu?.usageNanoCores ?? null,
    workingSetBytes: sample?.memory?.workingSetBytes ?? null,
    ephemeralStorageBytes: sample?.ephemeralStorage?.usedBytes ?? null,
    containers: containersOf(pod, joins),
    sandboxes: joins
      .sandboxes(pod)
      .map(({ id, state, attempt, createdAt }) => ({ id, state, attempt, createdAt }))
      .sort((a, b) => a.attempt - b.attempt),
    source,
  };
};

/** The pods of a node, each with what every source says of it; empty where no source tells. */
export const podViews = (picture: Picture): PodView[] => {
  const joins = joinsOf(picture);
  return (picture.pods ?? []).map((pod) => viewPod(pod, picture.podSource, joins));
};

import {
  isTroubled,
  podLimits,
  podRequests,
  qosClass,
  type ContainerStatus,
  type Pod,
  type QosClass,
} from "@bayplan/shared";

/** What the views of a node and of a pod need of one pod's spec and status. */
export interface PodSummary {
  qosClass: QosClass;
  /** What the spec makes of it, where the status says something else. */
  qosClassExpected: QosClass | null;
  /** Failed or Succeeded: it asks for nothing any more. */
  finished: boolean;
  /** Containers in a crash loop or unable to start. */
  troubled: number;
  restarts: number;
  /** In billionths of the unit. */
  requests: Record<string, bigint>;
  limits: Record<string, bigint>;
}

const statusesOf = ({ status }: Pod): ContainerStatus[] => [
  ...(status.initContainerStatuses ?? []),
  ...(status.containerStatuses ?? []),
  ...(status.ephemeralContainerStatuses ?? []),
];

/** A malformed quantity, which no API server lets in, must not take the whole node's picture with it. */
const orNothing = (of: (pod: Pod) => Record<string, bigint>, pod: Pod): Record<string, bigint> => {
  try {
    return of(pod);
  } catch {
    return {};
  }
};

const expectedClass = (pod: Pod): QosClass | null => {
  try {
    return qosClass(pod.spec);
  } catch {
    return null;
  }
};

const summarize = (pod: Pod): PodSummary => {
  const expected = expectedClass(pod);
  const told = pod.status.qosClass;
  const finished = pod.status.phase === "Failed" || pod.status.phase === "Succeeded";
  const statuses = statusesOf(pod);
  return {
    qosClass: told ?? expected ?? "BestEffort",
    qosClassExpected: told && expected && told !== expected ? expected : null,
    finished,
    troubled: finished ? 0 : statuses.filter((status) => isTroubled(pod, status)).length,
    restarts: statuses.reduce((sum, status) => sum + status.restartCount, 0),
    requests: orNothing(podRequests, pod),
    limits: orNothing(podLimits, pod),
  };
};

const summaries = new WeakMap<Pod, PodSummary>();

/** Summarises a pod once: a changed pod comes as another object. */
export const podSummary = (pod: Pod): PodSummary => {
  const known = summaries.get(pod);
  if (known) return known;
  const summary = summarize(pod);
  summaries.set(pod, summary);
  return summary;
};

import { evictionFromEvent, evictionFromPod, type Event, type Eviction, type Pod, type Time } from "@bayplan/shared";
import type { EvictionView } from "../views/eviction.ts";

/** What the kubelet did by itself; what others asked for, and what it never took in, is told apart from these. */
const BY_KUBELET = new Set<Eviction["kind"]>([
  "threshold",
  "local-storage",
  "kubelet-preemption",
  "node-shutdown",
  "unknown",
]);

type Observation = Omit<EvictionView, "key">;

const observed = (
  eviction: Eviction,
  seenIn: "event" | "status",
  of: Pick<Observation, "at" | "node" | "namespace" | "pod" | "uid">,
): Observation => ({
  ...of,
  kind: eviction.kind,
  signal: eviction.signal,
  message: eviction.message,
  seenIn: [seenIn],
});

/** The eviction that an event of the API server tells of; null where it tells of something else. */
export const observeEvent = (event: Event): Observation | null => {
  const eviction = evictionFromEvent(event);
  const at = event.firstAt ?? event.lastAt;
  if (!eviction || !at || !BY_KUBELET.has(eviction.kind)) return null;
  return observed(eviction, "event", {
    at,
    node: event.node,
    namespace: event.object.namespace,
    pod: event.object.name,
    uid: event.object.uid,
  });
};

/** When a pod's status says that it was evicted: of the condition that says so, or else of its last sign of life. */
const evictedAt = ({ status, createdAt }: Pod): Time | null => {
  const condition = (type: string): Time | undefined =>
    status.conditions?.find((one) => one.type === type)?.lastTransitionTime;
  const ended = status.containerStatuses
    ?.map(({ state }) => state.terminated?.finishedAt ?? "")
    .reduce((last, one) => (one > last ? one : last), "");
  return (
    condition("DisruptionTarget") ?? (ended || null) ?? condition("Ready") ?? status.startTime ?? createdAt ?? null
  );
};

/** The eviction that a pod's status tells of: its event can be lost, and is gone after an hour. */
export const observePod = (pod: Pod, node: string): Observation | null => {
  // Most pods by far: nothing to look at.
  if (pod.status.phase !== "Failed" && !pod.status.conditions?.some(({ type }) => type === "DisruptionTarget"))
    return null;
  const eviction = evictionFromPod(pod);
  const at = evictedAt(pod);
  if (!eviction || !at || !BY_KUBELET.has(eviction.kind)) return null;
  return observed(eviction, "status", { at, node, namespace: pod.namespace, pod: pod.name, uid: pod.id });
};

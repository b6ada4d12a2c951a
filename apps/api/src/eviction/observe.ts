import { evictionFromEvent, evictionFromPod, type Event, type Eviction, type Pod, type Time } from "@bayplan/shared";

/** An eviction or refusal as one source told it. */
export interface ObservedEviction {
  eviction: Eviction;
  seenIn: "event" | "status";
  at: Time;
  /** Empty where the source does not name it. */
  node: string;
  namespace: string;
  pod: string;
  uid: string;
}

/** The eviction that an event of the API server tells of; null where it tells of something else. */
export const observeEvent = (event: Event): ObservedEviction | null => {
  const eviction = evictionFromEvent(event);
  const at = event.firstAt ?? event.lastAt;
  if (!eviction || !at) return null;
  const { namespace, name: pod, uid } = event.object;
  return { eviction, seenIn: "event", at, node: event.node, namespace, pod, uid };
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
export const observePod = (pod: Pod, node: string): ObservedEviction | null => {
  // Most pods by far: nothing to look at.
  if (pod.status.phase !== "Failed" && !pod.status.conditions?.some(({ type }) => type === "DisruptionTarget"))
    return null;
  const eviction = evictionFromPod(pod);
  const at = evictedAt(pod);
  if (!eviction || !at) return null;
  return { eviction, seenIn: "status", at, node, namespace: pod.namespace, pod: pod.name, uid: pod.id };
};

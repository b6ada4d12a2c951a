import type { Event, Pod } from "@bayplan/shared";
import { isStatic } from "../pods/joins.ts";
import type { EventLog } from "./keep.ts";

/** Newest first. */
const byMoment = (a: Event, b: Event): number => ((a.lastAt ?? "") < (b.lastAt ?? "") ? 1 : -1);

/** The events about a node and its pods: those that name the node, and those about a pod that name none. */
export const eventsOfNode = (log: EventLog, node: string, pods: readonly Pod[]): Event[] =>
  [...log.ofNode(node), ...pods.flatMap((pod) => [...log.ofObject(pod.id)])].sort(byMoment);

/** The events about one pod; a static one and one that is gone are known by their names alone. */
export const eventsOfPod = (
  log: EventLog,
  node: string,
  { namespace, name }: { namespace: string; name: string },
  pod: Pod | undefined,
): Event[] => {
  const byName = !pod || isStatic(pod);
  const named = [...log.ofNode(node)].filter(({ object }) =>
    byName ? object.kind === "Pod" && object.namespace === namespace && object.name === name : object.uid === pod.id,
  );
  return [...named, ...(pod ? log.ofObject(pod.id) : [])].sort(byMoment);
};

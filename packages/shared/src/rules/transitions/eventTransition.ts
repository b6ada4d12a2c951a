import type { Event } from "../../model/event.ts";
import type { Transition } from "../../model/transition.ts";

/** Why the kubelet killed a container: it tells in words alone. Source: kubelet `kuberuntime/kuberuntime_manager.go`. */
const KILL_REASONS: readonly (readonly [RegExp, string])[] = [
  [/failed liveness probe/, "LivenessProbe"],
  [/failed startup probe/, "StartupProbe"],
  [/definition changed/, "DefinitionChanged"],
  [/^Stopping container/, "PodStopped"],
];

/**
 * The killing of a container, which only an event tells: `to` is `Killing`, the reason `LivenessProbe`,
 * `StartupProbe`, `DefinitionChanged`, `PodStopped` or `Killing`. To be asked at each sight of an event: the API
 * counts up one event for many killings and keeps the last one's moment. Undefined for any other event.
 */
export function eventTransition(event: Event): Transition | undefined {
  const { object, lastAt, message } = event;
  if (event.reason !== "Killing" || object.kind !== "Pod" || !object.container || lastAt === null) return undefined;
  return {
    key: `pod/${object.uid}/${object.container}/Killing/${lastAt}`,
    at: lastAt,
    kind: "container",
    namespace: object.namespace,
    pod: object.name,
    uid: object.uid,
    container: object.container,
    from: null,
    to: "Killing",
    reason: KILL_REASONS.find(([words]) => words.test(message))?.[1] ?? "Killing",
    message,
    source: "apiserver",
  };
}

import type { ContainerStatus, Event, Pod } from "./kubernetes.ts";

/** What a watch of pods shows of a state, in one line: two that read the same are the same to an onlooker. */
export function tellPod({ status, metadata }: Pod): string {
  const statuses = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  return [
    status.phase,
    status.reason ?? "",
    metadata.deletionTimestamp === undefined ? "" : "deleting",
    ...statuses.map(tellContainer),
    ...(status.conditions ?? []).map(
      ({ type, status: word, reason }) => `${type}=${word}${reason === undefined ? "" : `/${reason}`}`,
    ),
  ]
    .filter(Boolean)
    .join(" ");
}

function tellContainer({ name, state, lastState, ready, started, restartCount }: ContainerStatus): string {
  const { waiting, running, terminated } = state;
  const word =
    waiting?.reason ?? (running ? "running" : terminated ? `${terminated.reason}(${terminated.exitCode})` : "none");
  const last = lastState.terminated ? ` after ${lastState.terminated.reason}` : "";
  return `[${name} ${word} r${restartCount}${ready ? " ready" : ""}${started ? " started" : ""}${last}]`;
}

/** An event as `kubectl get events` shows it, without names that differ from run to run. */
export const tellEvent = ({ involvedObject, type, reason, count }: Event): string =>
  `${type} ${reason} ${involvedObject.fieldPath ?? ""} ${count}`;

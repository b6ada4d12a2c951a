import type { ContainerSpec, ContainerStatus, Pod, TerminatedState } from "../../model/pod.ts";
import { toMillis } from "../../model/time.ts";

/** Waiting for these is part of an ordinary start. */
const ORDINARY_WAITS = new Set(["ContainerCreating", "PodInitializing"]);

/** After a run of so long the kubelet forgets what was before (`pkg/kubelet/kubelet.go`, `HasExpiredFunc`). Seconds. */
const FORGOTTEN_AFTER = 600;

/** How long a run took, in seconds; null where its start or end is not told. */
const secondsRun = ({ startedAt, finishedAt }: TerminatedState): number | null =>
  startedAt === undefined || finishedAt === undefined ? null : (toMillis(finishedAt) - toMillis(startedAt)) / 1000;

/** It ran so long that the kubelet counts its back-off from the beginning; null: not told. */
export const ranLong = (state: TerminatedState): boolean | null => {
  const seconds = secondsRun(state);
  return seconds === null ? null : seconds > FORGOTTEN_AFTER;
};

type Named = { containers: readonly ContainerSpec[]; initContainers?: readonly ContainerSpec[] | undefined };

const policyOf = (pod: Pod, name: string): string => {
  const {
    containers,
    initContainers = [],
    restartPolicy = "Always",
  }: Named & { restartPolicy?: string | undefined } = pod.spec;
  const init = initContainers.find((one) => one.name === name);
  const own = (init ?? containers.find((one) => one.name === name))?.restartPolicy;
  if (own !== undefined) return own;
  // An init container that did its work is done, also where the pod restarts always.
  return init && restartPolicy === "Always" ? "OnFailure" : restartPolicy;
};

/**
 * The kubelet will start the ended container again: by its own restart policy (KEP-753, KEP-5307) or its pod's.
 * Source: `pkg/kubelet/container/helpers.go`, `ShouldContainerBeRestarted`.
 */
export function willRestart(pod: Pod, { name, state: { terminated } }: ContainerStatus): boolean {
  if (terminated === undefined || pod.deletedAt !== undefined) return false;
  if (pod.status.phase === "Failed" || pod.status.phase === "Succeeded") return false;
  if (pod.spec.ephemeralContainers?.some((one) => one.name === name)) return false;
  const policy = policyOf(pod, name);
  return policy === "Always" || (policy === "OnFailure" && terminated.exitCode !== 0);
}

/**
 * It waits for what will not come by itself, or has ended and is about to: between its end and the kubelet's word that
 * it backs off, a container of a crash loop reads as ended.
 */
export function isTroubled(pod: Pod, status: ContainerStatus): boolean {
  const { waiting, terminated } = status.state;
  if (waiting?.reason !== undefined) return !ORDINARY_WAITS.has(waiting.reason);
  if (terminated === undefined || !willRestart(pod, status)) return false;
  return terminated.exitCode !== 0 || (status.restartCount > 0 && ranLong(terminated) !== true);
}

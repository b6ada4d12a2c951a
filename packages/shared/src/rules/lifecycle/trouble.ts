import type { ContainerSpec, ContainerStatus, Pod, RestartRule, TerminatedState } from "../../model/pod.ts";
import { toMillis } from "../../model/time.ts";

/** Waiting for these is part of an ordinary start. */
const ORDINARY_WAITS = new Set(["ContainerCreating", "PodInitializing"]);

/** So long after a start the kubelet forgets what was before (`pkg/kubelet/kubelet.go`, `HasExpiredFunc`). Seconds. */
export const FORGOTTEN_AFTER = 600;

/** How long a run took, in seconds; null where its start or end is not told. */
const secondsRun = ({ startedAt, finishedAt }: TerminatedState): number | null =>
  startedAt === undefined || finishedAt === undefined ? null : (toMillis(finishedAt) - toMillis(startedAt)) / 1000;

/** It ran so long that the kubelet counts its back-off from the beginning; null: not told. */
export const ranLong = (state: TerminatedState): boolean | null => {
  const seconds = secondsRun(state);
  return seconds === null ? null : seconds > FORGOTTEN_AFTER;
};

/** The container's own rule for the exit code, if it has one; rules count only beside a policy of its own. */
const ruleOf = (container: ContainerSpec | undefined, exitCode: number): RestartRule | undefined =>
  container?.restartPolicy === undefined
    ? undefined
    : container.restartPolicyRules?.find(({ exitCodes }) => {
        const isNamed = exitCodes?.values.includes(exitCode);
        return exitCodes?.operator === "In" ? isNamed : exitCodes?.operator === "NotIn" && !isNamed;
      });

const specOf = ({ spec }: Pod, name: string): { container: ContainerSpec | undefined; isInit: boolean } => {
  const init = spec.initContainers?.find((one) => one.name === name);
  return { container: init ?? spec.containers.find((one) => one.name === name), isInit: init !== undefined };
};

/** Its end has the kubelet remove all containers of the pod and start them anew, without any back-off (KEP-5532). */
export const restartsAll = (pod: Pod, name: string, { exitCode }: TerminatedState): boolean =>
  ruleOf(specOf(pod, name).container, exitCode)?.action === "RestartAllContainers";

/**
 * The kubelet will start the ended container again: by a rule of its own, its own restart policy (KEP-753, KEP-5307) or
 * its pod's. An init container that did its work is done, whatever its rules and its pod say.
 * Source: `pkg/kubelet/container/helpers.go` (ShouldContainerBeRestarted), `pkg/api/v1/pod/util.go`
 * (ContainerShouldRestart), `pkg/kubelet/kuberuntime/kuberuntime_container.go` (computeInitContainerActions).
 */
export function willRestart(pod: Pod, { name, state: { terminated } }: ContainerStatus): boolean {
  if (terminated === undefined || pod.deletedAt !== undefined) return false;
  if (pod.status.phase === "Failed" || pod.status.phase === "Succeeded") return false;
  if (pod.spec.ephemeralContainers?.some((one) => one.name === name)) return false;
  if (restartsAll(pod, name, terminated)) return true;
  const { container, isInit } = specOf(pod, name);
  const { exitCode } = terminated;
  if (isInit && container?.restartPolicy !== "Always" && exitCode === 0) return false;
  if (ruleOf(container, exitCode)?.action === "Restart") return true;
  const policy = container?.restartPolicy ?? pod.spec.restartPolicy ?? "Always";
  return policy === "Always" || (policy === "OnFailure" && exitCode !== 0);
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

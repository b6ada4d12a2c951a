import type { ContainerStatus } from "../../model/pod.ts";
import { fromMillis, toMillis, type Time } from "../../model/time.ts";
import { parseDuration } from "../duration.ts";

/** How long the kubelet waits before the next try, and when that is due at the earliest. */
export interface NextTry {
  backOffSeconds: number;
  /** Null where no source tells since when it counts, as between pulls of an image. */
  at: Time | null;
}

/**
 * Of a container in back-off. The wait is in the message alone (`back-off 1m20s restarting failed container=…`), and
 * counts from the end of the last run; the kubelet tries when it next looks at the pod after that.
 * Source: kubelet `kuberuntime/kuberuntime_manager.go` (doBackOff).
 */
export function nextTry({ state, lastState }: ContainerStatus): NextTry | null {
  const [, wait] = /^[Bb]ack-off ([0-9hms.]+) restarting/.exec(state.waiting?.message ?? "") ?? [];
  if (wait === undefined) return null;
  const backOffSeconds = parseDuration(wait);
  const end = lastState.terminated?.finishedAt;
  return { backOffSeconds, at: end === undefined ? null : fromMillis(toMillis(end) + backOffSeconds * 1000) };
}

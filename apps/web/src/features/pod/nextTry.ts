import type { ContainerView } from "@bayplan/api/views";
import type { Millis } from "@bayplan/shared";

const UNITS: Record<string, Millis> = { h: 3_600_000, m: 60_000, s: 1_000 };

/** `1m20s`, as Go writes a length. */
const goDuration = (text: string): Millis =>
  [...text.matchAll(/([0-9.]+)([hms])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit ?? ""] ?? 0),
    0,
  );

/**
 * When a container in back-off is tried again at the earliest: the wait is in the kubelet's message alone, and counts
 * from the end of the last run. Null where it waits for something else. Source: kubelet
 * `kuberuntime/kuberuntime_manager.go` (doBackOff).
 */
export const nextTryAt = ({
  state,
  message,
  lastExit,
}: Pick<ContainerView, "state" | "message" | "lastExit">): Millis | null => {
  const [, wait] = /^[Bb]ack-off ([0-9hms.]+) restarting/.exec(message ?? "") ?? [];
  if (state !== "Waiting" || wait === undefined || !lastExit?.at) return null;
  return Date.parse(lastExit.at) + goDuration(wait);
};

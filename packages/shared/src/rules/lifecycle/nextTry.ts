import type { KubeletConfig } from "../../model/kubelet.ts";
import type { ContainerStatus, Pod, TerminatedState } from "../../model/pod.ts";
import { fromMillis, toMillis, type Millis, type Time } from "../../model/time.ts";
import { parseDuration } from "../duration.ts";
import { minorVersion } from "../health/versionFindings.ts";
import { FORGOTTEN_AFTER, ranLong, restartsAll, willRestart } from "./trouble.ts";

/** How long the kubelet waits before the next try, and when that is due at the earliest. */
export interface NextTry {
  backOffSeconds: number;
  /** Null where no source tells since when it counts, as between pulls of an image. */
  at: Time | null;
}

/** What a kubelet's back-off depends on besides the container. */
export interface BackOffSettings {
  /** The longest wait in seconds; null where nobody knows. */
  longest: number | null;
  /** What it remembers of each container began then; null where nobody knows. */
  kubeletStartedAt: Millis | null;
}

const FIRST = 10;
const LONGEST = 300;
/** Since then a node can have a cap of its own (KEP-4603). */
const OWN_CAP = 35;

/** @param version of the kubelet; a newer one whose settings are not known can have any cap */
export function longestBackOff(config: KubeletConfig | undefined, version: string | undefined): number | null {
  if (config === undefined) {
    const minor = minorVersion(version ?? "")?.minor;
    return minor !== undefined && minor < OWN_CAP ? LONGEST : null;
  }
  const { featureGates, crashLoopBackOff } = config.config;
  // Another first wait, and another cap.
  if ((featureGates as Record<string, unknown> | undefined)?.["ReduceDefaultCrashLoopBackOffDecay"] === true)
    return null;
  const own = (crashLoopBackOff as Record<string, unknown> | undefined)?.["maxContainerRestartPeriod"];
  try {
    return typeof own === "string" ? parseDuration(own) : LONGEST;
  } catch {
    return null;
  }
}

/**
 * Of a container in back-off, or of one that has just ended and will be. The wait counts from the end of the last run; the
 * kubelet tries when it next looks at the pod after that. It does not wait on once it has forgotten the last start, which
 * ends a wait after a run of some minutes early. Null where it cannot be told surely.
 * Source: kubelet `kuberuntime/kuberuntime_manager.go` (doBackOff), `kubelet_pods.go` (HandlePodCleanups), client-go
 * `util/flowcontrol/backoff.go` (GC).
 */
export function nextTry(pod: Pod, status: ContainerStatus, settings: BackOffSettings): NextTry | null {
  const { state, lastState } = status;
  const [, wait] = /^[Bb]ack-off ([0-9hms.]+) restarting/.exec(state.waiting?.message ?? "") ?? [];
  if (wait !== undefined) return tryAfter(parseDuration(wait), lastState.terminated);
  if (state.terminated === undefined || !willRestart(pod, status)) return null;
  if (restartsAll(pod, status.name, state.terminated)) return null;
  const seconds = nextBackOff(status, state.terminated, settings);
  return seconds === null ? null : tryAfter(seconds, state.terminated);
}

function tryAfter(backOffSeconds: number, lastRun: TerminatedState | undefined): NextTry {
  const { startedAt, finishedAt } = lastRun ?? {};
  if (finishedAt === undefined) return { backOffSeconds, at: null };
  const waited = toMillis(finishedAt) + backOffSeconds * 1000;
  const forgotten = startedAt === undefined ? Infinity : toMillis(startedAt) + FORGOTTEN_AFTER * 1000;
  // One that has run until it was forgotten is tried at its end.
  return { backOffSeconds, at: fromMillis(Math.max(toMillis(finishedAt), Math.min(waited, forgotten))) };
}

/**
 * The first restart comes at once, the second after 10 s, each further one after twice as long up to the cap. The count
 * alone does not tell which, for it begins anew where the start before was forgotten: sure are the first two, and the cap
 * where it was waited for.
 */
function nextBackOff(
  { restartCount, lastState }: ContainerStatus,
  ended: TerminatedState,
  { longest, kubeletStartedAt }: BackOffSettings,
): number | null {
  if (longest === null || kubeletStartedAt === null || ended.startedAt === undefined) return null;
  const before = lastState.terminated;
  if (ranLong(ended) !== false) return null;
  // A kubelet that started since has forgotten what was before.
  if (restartCount === 0 || kubeletStartedAt > toMillis(before?.startedAt ?? ended.startedAt)) return null;
  const most = Math.min(FIRST * 2 ** (restartCount - 1), longest);
  if (restartCount === 1) return most;
  if (before === undefined || before.finishedAt === undefined) return null;
  const secondsFrom = (moment: Time): number => (toMillis(ended.startedAt ?? moment) - toMillis(moment)) / 1000;
  // The start before was forgotten when this run began.
  if (before.startedAt === undefined || secondsFrom(before.startedAt) > FORGOTTEN_AFTER) return null;
  if (restartCount === 2) return most;
  const waited = secondsFrom(before.finishedAt);
  return most === longest && waited >= longest ? longest : null;
}

import type { KubeletMetrics, Latency } from "../../model/kubelet.ts";
import type { NodeStats } from "../../model/stats.ts";
import { fromMillis, toMillis, type Millis, type Time } from "../../model/time.ts";
import type { Finding } from "../finding.ts";
import { formatSeconds } from "../wording.ts";

/** The kubelet calls itself unhealthy when it has not looked at the runtime for three minutes, and looks each second. */
const SLOW_RELIST = 5;
/** A runtime call that takes this long, in seconds, holds up the pod it is for. */
const SLOW_CALL = 10;
/** Pulling takes what it takes. */
const LONG_CALLS = new Set(["pull_image", "run_podsandbox", "stop_container", "stop_podsandbox", "exec_sync"]);
/**
 * Counts as failed whenever what it ran exits with other than 0, as the command of a probe that fails does
 * (`k8s.io/cri-client/pkg/remote_runtime.go`, `ExecSync`).
 */
const COUNTS_EXITS = "exec_sync";
/** Of calls that failed, 0 to 1, from ten calls on. */
const MANY_ERRORS = 0.1;

/**
 * How quickly the kubelet sees what the runtime does, and how the runtime answers it. The figures are over the
 * kubelet's life: what was slow once stays in them until it restarts.
 * Source: kubelet `pkg/kubelet/pleg/generic.go` (relistThreshold), `pkg/kubelet/metrics/metrics.go`.
 */
export function latencyFindings(metrics: KubeletMetrics): Finding[] {
  const findings: Finding[] = [];
  const slow = (id: string, what: string, latency: Latency | undefined, limit: number): void => {
    if (latency?.p99 === undefined || latency.p99 === null || latency.p99 < limit) return;
    const p50 = latency.p50 === null ? "" : `, half of them ${latency.p50.toFixed(2)} s`;
    findings.push(
      finding("SlowKubelet", id, `${what}: one in a hundred takes ${latency.p99.toFixed(1)} s or more${p50}.`),
    );
  };
  slow("relist", "Looking at all containers", metrics.plegRelist, SLOW_RELIST);
  // A kubelet that goes by the runtime's events looks seldom, by design.
  const looksOften = (metrics.plegRelistInterval?.p50 ?? 0) < SLOW_RELIST;
  if (looksOften) slow("relistInterval", "The time between two looks", metrics.plegRelistInterval, SLOW_RELIST);
  for (const [operation, latency] of Object.entries(metrics.runtimeOperations)) {
    if (!LONG_CALLS.has(operation)) slow(operation, `Runtime call ${operation}`, latency, SLOW_CALL);
  }
  for (const [operation, errors] of Object.entries(metrics.runtimeErrors)) {
    const calls = metrics.runtimeOperations[operation]?.count ?? 0;
    if (operation === COUNTS_EXITS || calls < 10 || errors / calls < MANY_ERRORS) continue;
    findings.push(finding("RuntimeErrors", operation, `Runtime call ${operation} failed ${errors} times of ${calls}.`));
  }
  return findings;
}

const finding = (rule: string, id: string, message: string): Finding => ({
  rule,
  severity: "warning",
  subject: { kind: "node", id },
  message,
  since: null,
  settles: 0,
});

/** For how long a restart is news, in seconds. */
const RECENT = 600;

/** The kubelet or the whole node started a short while ago: what was known of the time before may be incomplete. */
export function restartFindings(
  metrics: KubeletMetrics | undefined,
  stats: NodeStats | undefined,
  now: Millis,
): Finding[] {
  const kubelet = metrics?.startedAt === undefined ? undefined : fromMillis(metrics.startedAt * 1000);
  const started: [string, string, Time | undefined][] = [
    ["NodeStarted", "The node", stats?.startTime],
    ["KubeletStarted", "The kubelet", kubelet],
  ];
  return started.flatMap(([rule, what, at]) => {
    if (at === undefined) return [];
    const age = (now - toMillis(at)) / 1000;
    if (age > RECENT) return [];
    const message = `${what} started ${formatSeconds(Math.max(0, age))} ago.`;
    return [
      { rule, severity: "info" as const, subject: { kind: "node" as const, id: rule }, message, since: at, settles: 0 },
    ];
  });
}

/** Two sights of a node, as far as they tell that it or its kubelet began anew in between. */
export interface NodeRun {
  /** `status.nodeInfo.bootID`. */
  bootID?: string;
  /** Seconds since 1970. */
  kubeletStartedAt?: number;
}

/** What began anew between two sights. A kubelet restarts with its node: then only the reboot is told. */
export function restartBetween(before: NodeRun, after: NodeRun): "reboot" | "kubelet" | null {
  if (before.bootID && after.bootID && before.bootID !== after.bootID) return "reboot";
  if (before.kubeletStartedAt === undefined || after.kubeletStartedAt === undefined) return null;
  return after.kubeletStartedAt > before.kubeletStartedAt ? "kubelet" : null;
}

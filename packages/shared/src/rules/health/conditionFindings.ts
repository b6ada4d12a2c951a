import type { KubeletConfig } from "../../model/kubelet.ts";
import type { Node } from "../../model/node.ts";
import type { Condition } from "../../model/pod.ts";
import type { RuntimeInfo } from "../../model/runtime.ts";
import { toMillis, type Millis } from "../../model/time.ts";
import { parseDuration } from "../duration.ts";
import type { Finding, Severity } from "../finding.ts";
import { textSetting } from "../kubeletSetting.ts";
import { formatSeconds } from "../wording.ts";

/**
 * Of a node's conditions `Ready` says what is well and all others what is not, by Kubernetes' convention; node problem
 * detectors and vendors name some the other way round, and then so that one can tell.
 */
const SAYS_WELL = /(Ready|Healthy|Available|Succeeded|Ok|OK)$/;

/** Whether a condition of a node is as it should be; null where it is not known. */
export function isConditionWell({ type, status }: Condition): boolean | null {
  if (status !== "True" && status !== "False") return null;
  return (status === "True") === SAYS_WELL.test(type);
}

/** A condition of any kind that is not as it should be, or that nobody keeps up any more. */
export function conditionFindings(node: Pick<Node, "name" | "conditions">): Finding[] {
  return node.conditions.flatMap((condition) => {
    if (isConditionWell(condition) === true) return [];
    const critical = condition.type === "Ready" || condition.type === "NetworkUnavailable";
    return conditionFinding("NodeCondition", critical ? "critical" : "warning", condition, node.name);
  });
}

/**
 * What the runtime says of itself. Without `RuntimeReady` no pod starts, without `NetworkReady` only those of the
 * host's network. Other conditions are hints: containerd's on deprecations is true when there are none.
 */
export function runtimeConditionFindings(runtime: RuntimeInfo): Finding[] {
  return runtime.conditions
    .filter((condition) => condition.status !== "True")
    .map((condition) => {
      const critical = condition.type === "RuntimeReady" || condition.type === "NetworkReady";
      return conditionFinding("RuntimeCondition", critical ? "critical" : "info", condition, "runtime");
    });
}

function conditionFinding(rule: string, severity: Severity, condition: Condition, of: string): Finding {
  const { type, status, reason, message, lastTransitionTime } = condition;
  const words = [reason, message].filter(Boolean).join(": ");
  return {
    rule,
    severity,
    subject: { kind: "node", id: `${of}/${type}` },
    message: `${type} is ${status}${words === "" ? "." : ` (${words})`}`,
    since: lastTransitionTime ?? null,
    settles: 0,
  };
}

/** What a renewal may take on its way here, in seconds: the patch, a retry, the watch. */
const SLACK = 60;

/** A duration among the settings, in seconds; the default where it is not told or is none. */
function secondsOf(config: KubeletConfig | undefined, name: string, fallback: number): number {
  const text = textSetting(config, name);
  if (text === null) return fallback;
  try {
    return parseDuration(text);
  } catch {
    return fallback;
  }
}

/**
 * How old the conditions of a well kubelet can get, in seconds. It renews them every `nodeStatusReportFrequency` even when
 * nothing changes, but after a change up to half of that later, and looks every `nodeStatusUpdateFrequency` whether it is
 * time. Source: `pkg/kubelet/kubelet_node_status.go` (`isUpdateStatusPeriodExpired`, `calculateDelay`).
 */
const longestRound = (config: KubeletConfig | undefined): number =>
  1.5 * secondsOf(config, "nodeStatusReportFrequency", 300) + secondsOf(config, "nodeStatusUpdateFrequency", 10);

/**
 * The kubelet's own conditions have not been renewed for longer than one round and its delay. The node controller goes
 * by the lease and marks the node before that; this tells how old what is shown is.
 */
export function heartbeatFindings(
  node: Pick<Node, "name" | "conditions">,
  config: KubeletConfig | undefined,
  now: Millis,
): Finding[] {
  const ready = node.conditions.find((condition) => condition.type === "Ready");
  if (ready?.lastHeartbeatTime === undefined) return [];
  const age = (now - toMillis(ready.lastHeartbeatTime)) / 1000;
  if (age <= longestRound(config) + SLACK) return [];
  return [
    {
      rule: "StaleHeartbeat",
      severity: "warning",
      subject: { kind: "node", id: node.name },
      message: `The kubelet last renewed its conditions ${formatSeconds(age)} ago.`,
      since: ready.lastHeartbeatTime,
      settles: 0,
    },
  ];
}

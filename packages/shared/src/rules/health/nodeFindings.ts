import type { Event } from "../../model/event.ts";
import type { KubeletConfig, KubeletMetrics } from "../../model/kubelet.ts";
import type { Node } from "../../model/node.ts";
import type { RuntimeInfo } from "../../model/runtime.ts";
import type { NodeStats } from "../../model/stats.ts";
import type { Millis } from "../../model/time.ts";
import type { Finding } from "../finding.ts";
import { conditionFindings, heartbeatFindings, runtimeConditionFindings } from "./conditionFindings.ts";
import { latencyFindings, restartFindings } from "./kubeletFindings.ts";
import { schedulingFindings } from "./schedulingFindings.ts";
import { systemUse, systemUseFindings } from "./systemUse.ts";
import { cgroupFindings, runtimeVersionFindings, skewFindings } from "./versionFindings.ts";

/** What is known of a node; of what is not, nothing is found. */
export interface NodeHealthInput {
  node?: Node | undefined;
  /** The API server's `gitVersion`. */
  apiServerVersion?: string | undefined;
  runtime?: RuntimeInfo | undefined;
  metrics?: KubeletMetrics | undefined;
  stats?: NodeStats | undefined;
  config?: KubeletConfig | undefined;
  /** The node's events. */
  events?: readonly Event[];
}

/** Everything about the node itself that someone should know, in the order a person would look. */
export function nodeFindings(input: NodeHealthInput, now: Millis): Finding[] {
  const { node, runtime, metrics, stats, config, events, apiServerVersion } = input;
  return [
    ...(node ? conditionFindings(node) : []),
    ...(runtime ? runtimeConditionFindings(runtime) : []),
    ...(node ? heartbeatFindings(node, config, now) : []),
    ...(metrics ? latencyFindings(metrics) : []),
    ...restartFindings(metrics, stats, now),
    ...(node ? schedulingFindings(node) : []),
    ...(node ? skewFindings(node.info.kubeletVersion, apiServerVersion) : []),
    ...(runtime ? runtimeVersionFindings(runtime, node?.info.kubeletVersion, now) : []),
    ...cgroupFindings({ metrics, nodeStats: stats, events: events ?? [] }),
    ...systemUseFindings(systemUse(stats, config), config),
  ];
}

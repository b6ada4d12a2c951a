import type { Event } from "../../model/event.ts";
import type { KubeletMetrics } from "../../model/kubelet.ts";
import type { NodeStats } from "../../model/stats.ts";
import { measuresPressure } from "../cpus/pressureStall.ts";

export interface CgroupVersionInput {
  metrics: KubeletMetrics | undefined;
  nodeStats: NodeStats | undefined;
  /** About the node itself. */
  events: Iterable<Event>;
}

/** The kubelet's word at its start that the node is on cgroup v1, where it said it within the last hour. */
export const cgroupV1Event = (events: Iterable<Event>): Event | undefined =>
  [...events].find(({ reason }) => reason === "CgroupV1");

/**
 * 1 or 2; undefined where nothing tells. By the kubelet's metric (`kubelet_cgroup_version`), else by its event, else by
 * pressure stalls, which only cgroup v2 measures.
 */
export const cgroupVersion = ({ metrics, nodeStats, events }: CgroupVersionInput): number | undefined =>
  metrics?.cgroupVersion ?? (cgroupV1Event(events) ? 1 : nodeStats && measuresPressure(nodeStats) ? 2 : undefined);

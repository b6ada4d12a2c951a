import type { Place } from "../../ui/Skeleton.tsx";

/** What of a node's page can stand alone. */
export const NODE_PANELS = {
  "bay-plan": "Bay plan",
  eviction: "Eviction signals",
  order: "Who goes first",
  findings: "Needs attention",
  transitions: "Transitions",
  containers: "Pods and containers",
  devices: "Devices by NUMA node",
  thresholds: "Thresholds and the whole order",
  resources: "Resources",
  disk: "Disk",
  runtime: "Runtime",
  kubelet: "Kubelet",
  events: "Events",
  sources: "Sources",
} as const;

export type NodePanelName = keyof typeof NODE_PANELS;

/** About how high each is: what holds its place while it loads. */
export const NODE_PANEL_PLACES: Readonly<Record<NodePanelName, Place>> = {
  "bay-plan": { height: 444, narrow: 700 },
  eviction: { height: 275, narrow: 292 },
  order: { height: 401, narrow: 640 },
  findings: { height: 122 },
  transitions: { height: 500 },
  containers: { height: 900 },
  devices: { height: 407 },
  thresholds: { height: 1300 },
  resources: { height: 1300 },
  disk: { height: 900 },
  runtime: { height: 800 },
  kubelet: { height: 1200 },
  events: { height: 360 },
  sources: { height: 900 },
};

/** Those that the eviction signals belong to: without them they would be drawn smaller first. */
export const OF_SIGNALS: ReadonlySet<NodePanelName> = new Set(["bay-plan", "eviction", "order", "thresholds"]);

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

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

/** About how high each is, in pixels: what holds its place while it loads. */
export const NODE_PANEL_HEIGHTS: Readonly<Record<NodePanelName, number>> = {
  "bay-plan": 470,
  eviction: 275,
  order: 401,
  findings: 122,
  transitions: 500,
  containers: 900,
  devices: 407,
  thresholds: 1300,
  resources: 1300,
  disk: 900,
  runtime: 800,
  kubelet: 1200,
  events: 360,
  sources: 900,
};

/** Those that the eviction signals belong to: without them they would be drawn smaller first. */
export const OF_SIGNALS: ReadonlySet<NodePanelName> = new Set(["bay-plan", "eviction", "order", "thresholds"]);

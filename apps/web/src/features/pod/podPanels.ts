/** What of a pod's page can stand alone. */
export const POD_PANELS = {
  start: "Start and stop",
  transitions: "Transitions",
  ended: "How it ended",
  usage: "Uses, asked, limit",
  containers: "Containers",
  devices: "Devices it holds",
  eviction: "If the node runs short",
  findings: "Needs attention",
  isolation: "Isolation",
  volumes: "Volumes",
  network: "Network interfaces",
  events: "Events",
} as const;

export type PodPanelName = keyof typeof POD_PANELS;

/** About how high each is, in pixels: what holds its place while it loads. */
export const POD_PANEL_HEIGHTS: Readonly<Record<PodPanelName, number>> = {
  start: 304,
  transitions: 126,
  ended: 43,
  usage: 218,
  containers: 202,
  devices: 120,
  eviction: 305,
  findings: 43,
  isolation: 138,
  volumes: 87,
  network: 130,
  events: 149,
};

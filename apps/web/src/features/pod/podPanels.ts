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

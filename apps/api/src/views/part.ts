import type { DevicePoolView, DeviceView } from "./device.ts";
import type { FindingView } from "./finding.ts";
import type { NodeHeader } from "./node.ts";
import type { PodView, StrayView } from "./pod.ts";

/** One row of a node's own feed, told by `part`. */
export type NodePart = NodeHeader | PodView | DeviceView | DevicePoolView | StrayView | FindingView;

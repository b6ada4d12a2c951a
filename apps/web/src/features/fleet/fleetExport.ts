import type { NodeRow, ResourceView } from "@bayplan/api/views";
import type { Column } from "../../ui/table/column.ts";
import { pictureOf } from "../sources/sourceState.ts";
import { outlookOf } from "./outlook.ts";

/** Usage that is not of the present is not told as if it were. */
const usageOf = (row: NodeRow, { usage }: ResourceView): number | null =>
  pictureOf(row).state === "live" ? usage : null;

const amounts = (key: "memory" | "cpu", name: string, unit: string): Column<NodeRow>[] => [
  { key, name: `${name} used`, unit, value: (row) => usageOf(row, row[key]) },
  { key: `${key}Requests`, name: `${name} asked for`, unit, value: (row) => row[key].requests },
  { key: `${key}Allocatable`, name: `${name} allocatable`, unit, value: (row) => row[key].allocatable },
  { key: `${key}Capacity`, name: `${name} capacity`, unit, value: (row) => row[key].capacity },
];

/** What a file says of the fleet, bays and table alike. */
export const FLEET_COLUMNS: readonly Column<NodeRow>[] = [
  { key: "name", name: "Node", value: ({ name }) => name },
  { key: "zone", name: "Zone", value: ({ zone }) => zone },
  { key: "pool", name: "Pool", value: ({ pool }) => pool },
  { key: "ready", name: "Ready", value: ({ ready }) => ready },
  {
    key: "pressure",
    name: "Pressure",
    value: ({ pressure }) => pressure.join(" ") || null,
    json: ({ pressure }) => pressure,
  },
  {
    key: "conditions",
    name: "Other conditions",
    value: ({ conditions }) => conditions.join(" ") || null,
    json: ({ conditions }) => conditions,
  },
  { key: "cordoned", name: "Cordoned", value: ({ unschedulable }) => unschedulable },
  { key: "state", name: "State", value: (row) => outlookOf(row).text.replace(/ for$/, "") || null },
  { key: "stateSince", name: "State since", value: (row) => outlookOf(row).since },
  { key: "signal", name: "Closest signal", value: ({ eviction }) => eviction?.signal ?? null },
  { key: "headroom", name: "Headroom", value: ({ eviction }) => eviction?.headroom ?? null },
  { key: "headroomUnit", name: "Headroom's unit", value: ({ eviction }) => eviction?.unit ?? null },
  { key: "meetsAt", name: "At the line by this pace", value: ({ eviction }) => eviction?.meetsAt ?? null },
  ...amounts("memory", "Memory", "bytes"),
  ...amounts("cpu", "CPU", "cores"),
  { key: "pods", name: "Pods", value: ({ pods }) => pods },
  { key: "ended", name: "Pods ended", value: ({ ended }) => ended },
  { key: "troubled", name: "Containers in trouble", value: ({ troubled }) => troubled },
  { key: "restarts", name: "Restarts", value: ({ restarts }) => restarts },
  { key: "evictions", name: "Evicted by the kubelet in 24 h", value: ({ evictions }) => evictions },
  { key: "evictionsByOthers", name: "Evicted by others in 24 h", value: (row) => row.evictionsByOthers },
  { key: "devices", name: "Devices", value: ({ devices }) => devices.total },
  { key: "devicesHeld", name: "Devices held", value: ({ devices }) => devices.held },
  { key: "devicesUnhealthy", name: "Devices unhealthy", value: ({ devices }) => devices.unhealthy },
  { key: "agent", name: "Agent", value: ({ agent }) => agent.state },
  { key: "kubelet", name: "Kubelet", value: ({ kubeletVersion }) => kubeletVersion },
];

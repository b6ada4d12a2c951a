import type { DeviceView } from "@bayplan/api/views";
import { listOrNull, type Column } from "../../ui/table/column.ts";

/** What a file says of a node's devices. A device that several hold has all of them. */
export const DEVICE_COLUMNS: readonly Column<DeviceView>[] = [
  { key: "id", name: "Device", value: ({ id }) => id },
  { key: "physicalId", name: "Of device", value: ({ physicalId }) => physicalId },
  { key: "resource", name: "Resource", value: ({ resource }) => resource },
  {
    key: "numa",
    name: "NUMA",
    value: ({ numaNodes }) => numaNodes.join(" ") || null,
    json: ({ numaNodes }) => listOrNull(numaNodes),
  },
  { key: "health", name: "Health", value: ({ health }) => (health === "Unknown" ? null : health) },
  {
    key: "holder",
    name: "Held by",
    value: ({ assignments }) =>
      assignments.map(({ namespace, pod, container }) => `${namespace}/${pod}/${container}`).join(" ") || null,
    json: ({ assignments }) => assignments.map(({ namespace, pod, container }) => ({ namespace, pod, container })),
  },
];

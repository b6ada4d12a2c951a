import type { PodView } from "@bayplan/api/views";
import { fromNanoCores } from "../../format/cores.ts";
import type { Column } from "../../ui/table/column.ts";
import type { Rank } from "../eviction/ranks.ts";

/** What a file says of the pods that a hull draws. @param ranks by UID: their places in the order of the hull's signal. */
export const hullColumns = (ranks: ReadonlyMap<string, Rank>): readonly Column<PodView>[] => [
  { key: "namespace", name: "Namespace", value: ({ namespace }) => namespace },
  { key: "pod", name: "Pod", value: ({ name }) => name },
  { key: "uid", name: "UID", value: ({ uid }) => uid },
  { key: "qosClass", name: "QoS class", value: ({ qosClass }) => qosClass },
  { key: "phase", name: "Phase", value: ({ phase }) => phase },
  { key: "place", name: "Place in the eviction order", value: ({ uid }) => ranks.get(uid)?.place ?? null },
  { key: "memory", name: "Memory", unit: "bytes", value: ({ workingSetBytes }) => workingSetBytes },
  {
    key: "memoryRequest",
    name: "Memory asked for",
    unit: "bytes",
    value: ({ requests }) => requests.memory ?? null,
  },
  {
    key: "cpu",
    name: "CPU",
    unit: "cores",
    value: ({ cpuNanoCores }) => (cpuNanoCores === null ? null : fromNanoCores(cpuNanoCores)),
  },
  { key: "cpuRequest", name: "CPU asked for", unit: "cores", value: ({ requests }) => requests.cpu ?? null },
  {
    key: "disk",
    name: "Ephemeral storage",
    unit: "bytes",
    value: ({ ephemeralStorageBytes }) => ephemeralStorageBytes,
  },
  {
    key: "diskRequest",
    name: "Ephemeral storage asked for",
    unit: "bytes",
    value: ({ requests }) => requests["ephemeral-storage"] ?? null,
  },
];

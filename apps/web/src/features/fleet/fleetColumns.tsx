import type { NodeRow, ResourceView } from "@bayplan/api/views";
import { Link } from "@tanstack/react-router";
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  type Row,
} from "@tanstack/react-table";
import { formatQuantity } from "../../format/quantity.ts";
import { Meter } from "../../ui/Meter.tsx";
import { Status } from "../../ui/Status.tsx";
import type { SymbolName, Tone } from "../../ui/Symbol.tsx";
import { pictureOf } from "../sources/sourceState.ts";
import { byName } from "./fleetOrder.ts";
import styles from "./FleetTable.module.css";
import { NodeStatus } from "./NodeStatus.tsx";
import { closeness, isNarrow } from "./outlook.ts";

export const fleetFeatures = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

type FleetRow = Row<typeof fleetFeatures, NodeRow>;

const helper = createColumnHelper<typeof fleetFeatures, NodeRow>();

/** Sorts by a figure; equal ones by name. */
const by = (read: (row: NodeRow) => number) => (a: FleetRow, b: FleetRow) =>
  read(a.original) - read(b.original) || byName(b.original, a.original);

const isLive = (row: NodeRow): boolean => pictureOf(row).state === "live";

const share = ({ usage, capacity }: ResourceView): number => (usage !== null && capacity ? usage / capacity : -1);

interface UsageProps {
  resource: ResourceView;
  /** False: the figure is not of the present, and is not shown as if it were. */
  live: boolean;
  tone?: "plain" | "warn";
}

const Usage = ({ resource, live, tone = "plain" }: UsageProps) => {
  const usage = live ? resource.usage : null;
  return (
    <div className={styles.usage}>
      <span>
        {usage === null ? "?" : formatQuantity(resource.name, usage)}
        <small> of {resource.capacity === null ? "?" : formatQuantity(resource.name, resource.capacity)}</small>
      </span>
      <Meter
        resource={resource.name}
        usage={usage}
        capacity={resource.capacity}
        request={resource.requests}
        tone={tone}
      />
    </div>
  );
};

const AGENTS: Record<NodeRow["agent"]["state"], { tone: Tone; symbol: SymbolName; word: string }> = {
  reporting: { tone: "ok", symbol: "dot", word: "reports" },
  silent: { tone: "warn", symbol: "dashed", word: "silent" },
  none: { tone: "unknown", symbol: "minus", word: "none" },
};

const AgentState = ({ state }: { state: NodeRow["agent"]["state"] }) => {
  const { tone, symbol, word } = AGENTS[state];
  return (
    <Status tone={tone} symbol={symbol}>
      {word}
    </Status>
  );
};

const devicesOf = ({ devices }: NodeRow): string =>
  devices.total === 0
    ? "–"
    : `${devices.held} of ${devices.total}${devices.unhealthy > 0 ? `, ${devices.unhealthy} unhealthy` : ""}`;

export const fleetColumns = helper.columns([
  helper.accessor("name", {
    header: "Node",
    sortFn: (a, b) => byName(a.original, b.original),
    cell: ({ row }) => (
      <Link to="/nodes/$name" params={{ name: row.original.name }} className={styles.name}>
        {row.original.name}
      </Link>
    ),
  }),
  helper.accessor(closeness, {
    id: "state",
    header: "State",
    sortFn: by(closeness),
    sortDescFirst: true,
    cell: ({ row }) => <NodeStatus row={row.original} />,
  }),
  helper.accessor((row) => share(row.memory), {
    id: "memory",
    header: "Memory",
    sortFn: by((row) => share(row.memory)),
    sortDescFirst: true,
    cell: ({ row }) => (
      <Usage
        resource={row.original.memory}
        live={isLive(row.original)}
        tone={isNarrow(row.original) ? "warn" : "plain"}
      />
    ),
  }),
  helper.accessor((row) => share(row.cpu), {
    id: "cpu",
    header: "CPU",
    sortFn: by((row) => share(row.cpu)),
    sortDescFirst: true,
    cell: ({ row }) => <Usage resource={row.original.cpu} live={isLive(row.original)} />,
  }),
  helper.accessor((row) => row.pods ?? -1, {
    id: "pods",
    header: "Pods",
    sortFn: by((row) => row.pods ?? -1),
    sortDescFirst: true,
    cell: ({ row }) => row.original.pods ?? "?",
  }),
  helper.accessor("restarts", { header: "Restarts", sortFn: by((row) => row.restarts), sortDescFirst: true }),
  helper.accessor("evictions", { header: "Evicted, 24 h", sortFn: by((row) => row.evictions), sortDescFirst: true }),
  helper.accessor((row) => row.devices.total, {
    id: "devices",
    header: "Devices held",
    sortFn: by((row) => row.devices.total),
    sortDescFirst: true,
    cell: ({ row }) => devicesOf(row.original),
  }),
  helper.accessor((row) => row.agent.state, {
    id: "agent",
    header: "Agent",
    sortFn: by((row) => Object.keys(AGENTS).indexOf(row.agent.state)),
    cell: ({ row }) => <AgentState state={row.original.agent.state} />,
  }),
  helper.accessor((row) => row.kubeletVersion ?? "", {
    id: "kubelet",
    header: "Kubelet",
    sortFn: (a, b) => byName({ name: a.original.kubeletVersion ?? "" }, { name: b.original.kubeletVersion ?? "" }),
    cell: ({ row }) => row.original.kubeletVersion ?? "–",
  }),
]);

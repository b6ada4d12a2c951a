import type { NodeRow, ResourceView } from "@bayplan/api/views";
import { createColumnHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";
import { NodeLink } from "../../app/RowLinks.tsx";
import { formatQuantitiesApart } from "../../format/quantity.ts";
import { Meter } from "../../ui/Meter.tsx";
import { Status } from "../../ui/Status.tsx";
import type { SymbolName, Tone } from "../../ui/Symbol.tsx";
import { pictureOf } from "../sources/sourceState.ts";
import { othersWords } from "./evictionCounts.ts";
import styles from "./FleetTable.module.css";
import { NodeStatus } from "./NodeStatus.tsx";
import { lineWords, memoryTone, outlookOf } from "./outlook.ts";

/** The rows come sorted: of the table only its columns and which of them sorts. */
export const fleetFeatures = tableFeatures({ rowSortingFeature });

const helper = createColumnHelper<typeof fleetFeatures, NodeRow>();

const isLive = (row: NodeRow): boolean => pictureOf(row).state === "live";

interface UsageProps {
  resource: ResourceView;
  /** False: the figure is not of the present, and is not shown as if it were. */
  live: boolean;
  tone?: "plain" | "warn" | "danger";
}

const Usage = ({ resource, live, tone = "plain" }: UsageProps) => {
  const usage = live ? resource.usage : null;
  const [used, whole] = formatQuantitiesApart(resource.name, [usage, resource.capacity]);
  return (
    <div className={styles.usage}>
      <span>
        {used ?? "?"}
        <small> of {whole ?? "?"}</small>
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

const Pods = ({ row: { pods, ended } }: { row: NodeRow }) => (
  <span>
    {pods ?? "?"}
    {ended ? <small> +{ended} ended</small> : null}
  </span>
);

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

/** How far the line is, unless the state says that already. */
const toLine = (row: NodeRow): string => (isLive(row) && outlookOf(row).text !== lineWords(row) ? lineWords(row) : "");

/** Columns that show figures start with the largest. */
const figure = { sortDescFirst: true };

export const fleetColumns = helper.columns([
  helper.accessor("name", {
    header: "Node",
    cell: ({ row }) => (
      <NodeLink
        name={row.original.name}
        data-item={row.original.name}
        className={styles.name}
        title={row.original.name}
      >
        {row.original.name}
      </NodeLink>
    ),
  }),
  helper.display({
    id: "state",
    header: "State",
    enableSorting: true,
    ...figure,
    cell: ({ row: { original } }) => (
      <>
        <NodeStatus row={original} />
        {toLine(original) && <p className={styles.more}>{toLine(original)}</p>}
      </>
    ),
  }),
  helper.display({
    id: "memory",
    header: "Memory",
    ...figure,
    cell: ({ row: { original } }) => (
      <Usage resource={original.memory} live={isLive(original)} tone={memoryTone(original)} />
    ),
  }),
  helper.display({
    id: "cpu",
    header: "CPU",
    ...figure,
    cell: ({ row }) => <Usage resource={row.original.cpu} live={isLive(row.original)} />,
  }),
  helper.display({ id: "pods", header: "Pods", ...figure, cell: ({ row }) => <Pods row={row.original} /> }),
  helper.accessor("restarts", { header: "Restarts", ...figure, cell: ({ getValue }) => getValue() ?? "?" }),
  helper.accessor("evictions", {
    header: "Evicted, 24 h",
    ...figure,
    cell: ({ row: { original } }) => (
      <span title={`By the kubelet. ${othersWords(original.evictionsByOthers)}`}>{original.evictions}</span>
    ),
  }),
  helper.display({ id: "devices", header: "Devices held", ...figure, cell: ({ row }) => devicesOf(row.original) }),
  helper.display({
    id: "agent",
    header: "Agent",
    cell: ({ row }) => <AgentState state={row.original.agent.state} />,
  }),
  helper.display({ id: "kubelet", header: "Kubelet", cell: ({ row }) => row.original.kubeletVersion ?? "–" }),
]);

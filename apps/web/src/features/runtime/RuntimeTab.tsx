import type { FindingView, HostPortView, NodeHeader } from "@bayplan/api/views";
import { useMemo } from "react";
import { groupDigits } from "../../format/bytes.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { Age } from "../../ui/Age.tsx";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import type { Column } from "../../ui/table/column.ts";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import layout from "../../ui/layout.module.css";
import { FINDING_COLUMNS } from "../findings/findingColumns.ts";
import { isOfHardware } from "../findings/ofHardware.ts";
import { ConditionsPanel } from "../node/ConditionsPanel.tsx";
import { FindingItems } from "../pod/PodFindings.tsx";
import { podColumns } from "../pod/podColumns.tsx";
import { formatSeconds } from "../pod/waterfall.ts";
import styles from "./RuntimeTab.module.css";

const Yes = ({ yes, children }: { yes: boolean; children: string }) => (
  <Status tone={yes ? "ok" : "quiet"} symbol={yes ? "check" : "minus"}>
    {yes ? children : `no ${children}`}
  </Status>
);

const HANDLER_COLUMNS: Column<NodeHeader["runtimeHandlers"][number]>[] = [
  { key: "name", name: "Handler", value: ({ name }) => name || "default" },
  { key: "userNamespaces", name: "User namespaces", value: ({ userNamespaces }) => userNamespaces },
  {
    key: "recursiveReadOnlyMounts",
    name: "Recursive read-only mounts",
    value: ({ recursiveReadOnlyMounts }) => recursiveReadOnlyMounts,
  },
];

const Handlers = ({ handlers }: { handlers: NodeHeader["runtimeHandlers"] }) => (
  <Panel
    title="Handlers"
    aside={
      <>
        <span className="soft">what a RuntimeClass names</span>
        {handlers.length > 0 && <ExportButtons name="handlers" rows={handlers} columns={HANDLER_COLUMNS} />}
      </>
    }
  >
    {handlers.length === 0 && <p className="soft">The runtime does not tell of any.</p>}
    <ul className={styles.list}>
      {handlers.map(({ name, recursiveReadOnlyMounts, userNamespaces }) => (
        <li key={name}>
          <b>{name === "" ? "default" : name}</b>
          <Yes yes={userNamespaces}>user namespaces</Yes>
          <Yes yes={recursiveReadOnlyMounts}>recursive read-only mounts</Yes>
        </li>
      ))}
    </ul>
  </Panel>
);

const portColumns = (node: string): Column<HostPortView>[] => [
  {
    key: "port",
    name: "Port",
    width: "90px",
    value: ({ port }) => port,
    render: ({ port, protocol }) => `${port}/${protocol}`,
  },
  { key: "protocol", name: "Protocol", fileOnly: true, value: ({ protocol }) => protocol },
  {
    key: "hostIP",
    name: "Address",
    value: ({ hostIP }) => hostIP ?? "all",
    render: ({ hostIP }) => hostIP ?? "all of the node",
  },
  ...podColumns<HostPortView>(node, (port) => port, "minmax(0, 2fr)"),
  { key: "container", name: "Container", value: ({ container }) => container },
];

interface HostPortsProps {
  node: string;
  ports: readonly HostPortView[];
  podsKnown: boolean;
}

const HostPorts = ({ node, ports, podsKnown }: HostPortsProps) => {
  const columns = useMemo(() => portColumns(node), [node]);
  return (
    <TablePanel
      title="Ports of the node"
      name="ports"
      rows={ports}
      columns={columns}
      keyOf={({ uid, container, port, protocol, hostIP }) => `${uid} ${container} ${port} ${protocol} ${hostIP}`}
      empty={<p className="soft">{podsKnown ? "No container takes one." : "Which pods are here is not known."}</p>}
    />
  );
};

const seconds = (value: number | null | undefined): string =>
  value === null || value === undefined ? "–" : formatSeconds(value);

interface Operation {
  name: string;
  count: number;
  errors: number;
  p50: number | null;
  p99: number | null;
}

const OPERATIONS: Column<Operation>[] = [
  {
    key: "name",
    name: "Call",
    width: "minmax(0, 2fr)",
    value: ({ name }) => name,
    render: ({ name }) => <code>{name}</code>,
  },
  {
    key: "count",
    name: "Calls",
    numeric: true,
    value: ({ count }) => count,
    render: ({ count }) => groupDigits(count),
  },
  {
    key: "errors",
    name: "Failed",
    numeric: true,
    value: ({ errors }) => errors,
    render: ({ name, errors }) =>
      name === "exec_sync" ? (
        <span title="With those whose command exits with other than 0, as that of a failing probe does.">
          {groupDigits(errors)}
        </span>
      ) : (
        groupDigits(errors)
      ),
  },
  {
    key: "p50",
    name: "Half within",
    unit: "seconds",
    numeric: true,
    value: ({ p50 }) => p50,
    render: ({ p50 }) => seconds(p50),
  },
  {
    key: "p99",
    name: "99 % within",
    unit: "seconds",
    numeric: true,
    value: ({ p99 }) => p99,
    render: ({ p99 }) => seconds(p99),
  },
];

/** How the kubelet and its runtime get along. */
const Health = ({ node }: { node: string }) => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeKubelet(node));
  const view = feed.rows.values().next().value;
  const metrics = view?.metrics;
  const operations: Operation[] = Object.entries(metrics?.runtimeOperations ?? {}).map(
    ([name, { count, p50, p99 }]) => ({
      name,
      count,
      p50,
      p99,
      errors: metrics?.runtimeErrors[name] ?? 0,
    }),
  );
  return (
    <TablePanel
      title="Calls to the runtime"
      name="runtime-calls"
      rows={operations}
      columns={OPERATIONS}
      keyOf={({ name }) => name}
      aside={<span className="soft">since the kubelet started</span>}
    >
      {feed.failure && <FeedNotice failure={feed.failure} what="The kubelet's metrics" />}
      {metrics && (
        <p className={styles.facts}>
          {view.startedAt && (
            <span>
              kubelet up for <Age at={view.startedAt} />
            </span>
          )}
          {view.cgroupVersion !== null && <span>cgroup v{view.cgroupVersion}</span>}
          {metrics.plegRelist && (
            <span title="How long the kubelet takes to look at all containers.">
              relist: half within {seconds(metrics.plegRelist.p50)}, 99 % within {seconds(metrics.plegRelist.p99)}
            </span>
          )}
        </p>
      )}
      {view && !metrics && <p className="soft">The kubelet's metrics are not told: the Sources tab says why.</p>}
    </TablePanel>
  );
};

/** Versions, conditions, health, drift and ports. */
export const RuntimeTab = ({ header, findings }: { header: NodeHeader; findings: readonly FindingView[] }) => {
  // Those of hardware stand with the devices.
  const own = findings.filter((finding) => finding.settled && !isOfHardware(finding));
  return (
    <div className={layout.stack}>
      {own.length > 0 && (
        <Panel
          title="Findings of the node and its runtime"
          aside={
            <>
              <span className="soft">{own.length}</span>
              <ExportButtons name="findings" rows={own} columns={FINDING_COLUMNS} />
            </>
          }
        >
          <FindingItems findings={own} />
        </Panel>
      )}
      <ConditionsPanel header={header} />
      <div className={layout.columns}>
        <Handlers handlers={header.runtimeHandlers} />
        <HostPorts node={header.row.name} ports={header.hostPorts} podsKnown={header.row.pods !== null} />
      </div>
      <Health node={header.row.name} />
    </div>
  );
};

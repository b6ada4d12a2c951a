import type { CpusView, NodeHeader, NodeResourceView, StallShares } from "@bayplan/api/views";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatBytes, formatExactBytes } from "../../format/bytes.ts";
import { formatExactQuantity, formatQuantity, formatShare } from "../../format/quantity.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { Age } from "../../ui/Age.tsx";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Quantity } from "../../ui/Quantity.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Status } from "../../ui/Status.tsx";
import type { Column } from "../../ui/table/column.ts";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import styles from "./ResourcesTab.module.css";

const amount = (
  key: "capacity" | "reserved" | "allocatable" | "requests" | "free" | "limits" | "usage",
  name: string,
): Column<NodeResourceView> => ({
  key,
  name,
  width: "minmax(0, 0.7fr)",
  numeric: true,
  value: (row) => row[key],
  render: (row) => <Quantity resource={row.name} amount={row[key]} unknown="–" />,
});

const reservedTitle = ({ name, reservedFor }: NodeResourceView): string | undefined =>
  reservedFor
    ? [
        `kube-reserved ${formatExactQuantity(name, reservedFor.kube)}`,
        `system-reserved ${formatExactQuantity(name, reservedFor.system)}`,
        `eviction threshold ${formatExactQuantity(name, reservedFor.eviction)}`,
      ].join("\n")
    : "What it is made of only the kubelet's configuration tells.";

const Promised = ({ row: { name, limitsShare, unlimited, free } }: { row: NodeResourceView }) => {
  if (free !== null && free < 0) {
    return (
      <Status tone="warn" symbol="triangle">
        {formatQuantity(name, -free)} more asked than there is
      </Status>
    );
  }
  if (limitsShare !== null && limitsShare > 1) {
    return (
      <Status
        tone={name === "memory" ? "warn" : "quiet"}
        symbol="triangle"
        title="The pods cannot all have what they may take."
      >
        limits are {formatShare(limitsShare)} of it{unlimited ? `, ${unlimited} pods have none` : ""}
      </Status>
    );
  }
  return unlimited ? <span className={styles.soft}>{unlimited} pods without a limit</span> : "–";
};

const COLUMNS: Column<NodeResourceView>[] = [
  { key: "name", name: "Resource", value: ({ name }) => name, render: ({ name }) => <b>{name}</b> },
  amount("capacity", "Capacity"),
  {
    ...amount("reserved", "Kept from pods"),
    render: (row) => (
      <span title={reservedTitle(row)}>
        <Quantity resource={row.name} amount={row.reserved} unknown="–" />
      </span>
    ),
  },
  amount("allocatable", "Allocatable"),
  amount("requests", "Asked for"),
  amount("free", "Left to ask"),
  amount("limits", "Limits"),
  amount("usage", "Used"),
  {
    key: "promised",
    name: "Promised too much",
    width: "minmax(0, 1.5fr)",
    value: ({ limitsShare }) => limitsShare,
    render: (row) => <Promised row={row} />,
  },
];

const PodLink = ({ node, namespace, pod }: { node: string; namespace: string; pod: string }) => (
  <Link to="/pods/$namespace/$name" params={{ namespace, name: pod }} search={{ node }}>
    {pod} <span className={styles.soft}>{namespace}</span>
  </Link>
);

const STALL_NAMES = { cpu: "CPU", memory: "memory", io: "I/O" } as const;
type StallName = keyof typeof STALL_NAMES;
const STALLS: readonly StallName[] = ["cpu", "memory", "io"];

/** Percent of the last minute, told to a tenth. */
const percent = (share: number): string => `${Number(share.toFixed(1))} %`;

const Shares = ({ stalls }: { stalls: StallShares }) => (
  <dl className={styles.stalls}>
    {STALLS.map((stall) => {
      const share = stalls[stall];
      return (
        <div key={stall}>
          <dt>{STALL_NAMES[stall]}</dt>
          <dd>
            {share === null ? (
              "not told"
            ) : (
              <>
                <b title={`${share.some} % of the last minute`}>{percent(share.some)}</b>{" "}
                <span className={styles.soft} title={`${share.full} % of the last minute`}>
                  some waited, {percent(share.full)} all
                </span>
              </>
            )}
          </dd>
        </div>
      );
    })}
  </dl>
);

type PodStall = CpusView["podStalls"][number];

const stallColumns = (node: string): Column<PodStall>[] => [
  {
    key: "pod",
    name: "Pod",
    width: "minmax(0, 2fr)",
    value: ({ pod }) => pod,
    render: (row) => <PodLink node={node} {...row} />,
  },
  ...STALLS.map((stall): Column<PodStall> => ({
    key: stall,
    name: STALL_NAMES[stall],
    numeric: true,
    value: ({ stalls }) => stalls[stall]?.some ?? null,
    render: ({ stalls }) => {
      const share = stalls[stall];
      return share === null ? "–" : <span title={`all of it: ${share.full} %`}>{percent(share.some)}</span>;
    },
  })),
];

type Throttled = CpusView["throttled"][number];

const throttledColumns = (node: string): Column<Throttled>[] => [
  {
    key: "pod",
    name: "Pod",
    width: "minmax(0, 2fr)",
    value: ({ pod }) => pod,
    render: (row) => <PodLink node={node} {...row} />,
  },
  { key: "container", name: "Container", value: ({ container }) => container },
  {
    key: "recentShare",
    name: "Now",
    numeric: true,
    value: ({ recentShare }) => recentShare,
    render: ({ recentShare }) => (recentShare === null ? "–" : formatShare(recentShare)),
  },
  {
    key: "share",
    name: "Since it started",
    numeric: true,
    value: ({ share }) => share,
    render: ({ share }) => formatShare(share),
  },
  {
    key: "throttledSeconds",
    name: "Held back for",
    numeric: true,
    value: ({ throttledSeconds }) => throttledSeconds,
    render: ({ throttledSeconds }) => (
      <span title={`${throttledSeconds} s in all`}>{Math.round(throttledSeconds)} s</span>
    ),
  },
];

const Swap = ({ swap, node }: { swap: CpusView["swap"]; node: string }) => (
  <Panel title="Swap" aside={<span className={styles.soft}>{swap.behavior ?? "setting not told"}</span>}>
    {swap.capacityBytes === null ? (
      <p className={styles.soft}>The node has no swap, or does not tell of it.</p>
    ) : (
      <p>
        <span title={formatExactBytes(swap.usedBytes ?? 0)}>{formatBytes(swap.usedBytes ?? 0)}</span> of{" "}
        {formatBytes(swap.capacityBytes)} used
      </p>
    )}
    <ul>
      {swap.pods.map((pod) => (
        <li key={pod.uid}>
          <PodLink node={node} {...pod} /> <span title={formatExactBytes(pod.bytes)}>{formatBytes(pod.bytes)}</span>
        </li>
      ))}
    </ul>
  </Panel>
);

const System = ({ system }: { system: NodeHeader["system"] }) => (
  <Panel title="The node's own daemons">
    {system.daemons.length === 0 && <p className={styles.soft}>The kubelet's sample does not tell of them.</p>}
    <dl className={styles.stalls}>
      {system.daemons.map(({ name, cpuNanoCores, workingSetBytes }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Quantity resource="cpu" amount={cpuNanoCores === null ? null : cpuNanoCores / 1e9} unknown="–" /> CPU,{" "}
            <Quantity resource="memory" amount={workingSetBytes} unknown="–" />
          </dd>
        </div>
      ))}
      <div>
        <dt>set aside</dt>
        <dd>
          {system.reserved === null ? (
            "not told: /configz may not be read"
          ) : (
            <>
              <Quantity resource="cpu" amount={system.reserved.cpuNanoCores / 1e9} /> CPU,{" "}
              <Quantity resource="memory" amount={system.reserved.memoryBytes} />
            </>
          )}
        </dd>
      </div>
    </dl>
  </Panel>
);

const Nothing = ({ children }: { children: ReactNode }) => <p className={styles.soft}>{children}</p>;

/** What each resource is made of, who is held back and who waits. */
export const ResourcesTab = ({ header }: { header: NodeHeader }) => {
  const node = header.row.name;
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeCpus(node));
  const cpus = feed.rows.values().next().value;
  const resources = header.resources.filter(({ name, capacity }) => !(name.startsWith("hugepages-") && !capacity));
  return (
    <div className={styles.tab}>
      <Panel
        title="From capacity to usage"
        aside={
          <>
            {header.sampledAt && (
              <span className={styles.soft}>
                sample <Age at={header.sampledAt} suffix=" old" />
              </span>
            )}
            <ExportButtons name={`resources-${node}`} rows={resources} columns={COLUMNS} />
          </>
        }
      >
        {resources.length === 0 ? (
          <Notice tone="unknown" symbol="question" title="No source tells this node's resources yet." />
        ) : (
          <DataTable label="Resources" rows={resources} columns={COLUMNS} keyOf={({ name }) => name} />
        )}
      </Panel>
      {feed.failure && <FeedNotice failure={feed.failure} what="Pressure and throttling" />}
      {!cpus && !feed.failure && <Skeleton height={240} />}
      {cpus && (
        <div className={styles.columns}>
          <Panel title="Waiting, last minute" aside={<span className={styles.soft}>pressure stall information</span>}>
            {cpus.measuresPressure ? (
              <>
                <Shares stalls={cpus.stalls} />
                {cpus.podStalls.length > 0 && (
                  <DataTable
                    label="Pods that waited"
                    rows={cpus.podStalls}
                    columns={stallColumns(node)}
                    keyOf={({ uid }) => uid}
                  />
                )}
              </>
            ) : (
              <Notice tone="quiet" symbol="minus" title="This node does not measure it.">
                It takes cgroup v2 and a kubelet of 1.34 or newer.
              </Notice>
            )}
          </Panel>
          <Panel title="Held back by a CPU limit">
            {cpus.throttled.length === 0 ? (
              <Nothing>
                No container is, or the kubelet's cAdvisor metrics may not be read: the Sources tab tells.
              </Nothing>
            ) : (
              <DataTable
                label="Throttled containers"
                rows={cpus.throttled}
                columns={throttledColumns(node)}
                keyOf={({ namespace, pod, container }) => `${namespace}/${pod}/${container}`}
              />
            )}
          </Panel>
          <Swap swap={cpus.swap} node={node} />
          <System system={header.system} />
        </div>
      )}
    </div>
  );
};

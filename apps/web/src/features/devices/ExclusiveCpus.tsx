import type { CpusView } from "@bayplan/api/views";
import { Link } from "../../app/Link.tsx";
import { formatBytes, formatExactBytes } from "../../format/bytes.ts";
import { list } from "../../format/words.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Status } from "../../ui/Status.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { CPU_COLUMNS } from "./cpuColumns.ts";
import { cpuRanges } from "./cpuRanges.ts";
import { cpusByNuma, type CpuHolder } from "./cpusByNuma.ts";
import styles from "./Devices.module.css";

type Assignments = NonNullable<CpusView["assignments"]>;

const Holders = ({ holders, node }: { holders: readonly CpuHolder[]; node: string }) => (
  <ul className={styles.holders}>
    {holders.map(({ key, namespace, pod, container, gone, cpus, elsewhere }) => (
      <li key={key} data-orphaned={gone || undefined}>
        <b title={`CPUs ${cpus.join(", ")}`}>{cpuRanges(cpus)}</b>
        <span>
          <Link to="/pods/$namespace/$name" params={{ namespace, name: pod }} search={{ node }}>
            {pod}
          </Link>{" "}
          <span className="soft">
            {container}
            {gone && ", of no pod that is there"}
          </span>{" "}
          {elsewhere.length > 0 && (
            <Status tone="warn" symbol="triangle">
              has others on NUMA {list(elsewhere.map(String))}
            </Status>
          )}
        </span>
      </li>
    ))}
  </ul>
);

const Cpus = ({ cpus, assignments, node }: { cpus: CpusView; assignments: Assignments; node: string }) => {
  const { shared, reserved, policy, exclusive } = assignments;
  const groups = cpusByNuma(assignments, cpus.numaNodes);
  return (
    <>
      {exclusive.length === 0 && (
        <p className="soft">
          {policy === "none"
            ? "The kubelet's CPU manager gives none out: its policy is none."
            : "No container has a CPU to itself."}
        </p>
      )}
      {groups.map(({ numaNode, cpuIds, holders }) => (
        <section key={String(numaNode)} className={styles.numa}>
          <h3>
            {numaNode === null ? "NUMA node not told" : `NUMA ${numaNode}`}{" "}
            <span className="soft">
              {numaNode !== null && (cpuIds.length > 0 ? `CPUs ${cpuRanges(cpuIds)}` : "memory alone, no CPU")}
            </span>
          </h3>
          {holders.length > 0 && <Holders holders={holders} node={node} />}
        </section>
      ))}
      <p className="soft">
        {shared !== null && shared.length > 0 && `All others share CPUs ${cpuRanges(shared)}. `}
        {shared === null &&
          cpus.allocatableUnknown !== null &&
          `What all others share is not known: ${cpus.allocatableUnknown} `}
        {reserved !== null && reserved.length > 0 && `Reserved for the system: ${cpuRanges(reserved)}. `}
        {cpus.numaUnknown}
      </p>
    </>
  );
};

/** Exclusive CPUs, and memory that the memory manager gives out. */
export const ExclusiveCpus = ({ node }: { node: string }) => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeCpus(node));
  const cpus = feed.rows.values().next().value;
  if (feed.failure) return <FeedNotice failure={feed.failure} what="Exclusive CPUs" />;
  if (!cpus) return <Skeleton height={120} />;
  return (
    <Panel
      title="CPUs of their own"
      aside={
        <>
          {cpus.assignments?.policy && <span className="soft">policy {cpus.assignments.policy}</span>}
          {cpus.assignments !== null && cpus.assignments.exclusive.length > 0 && (
            <ExportButtons name="cpus" rows={cpus.assignments.exclusive} columns={CPU_COLUMNS} />
          )}
        </>
      }
    >
      {cpus.assignments === null ? (
        <Notice tone="unknown" symbol="question" title="No source tells of exclusive CPUs.">
          The agent reads them from the podresources socket.
        </Notice>
      ) : (
        <Cpus cpus={cpus} assignments={cpus.assignments} node={node} />
      )}
      {cpus.memoryBlocks.length > 0 && (
        <ul className={styles.blocks}>
          {cpus.memoryBlocks.map(({ type, numaNodes, allocatableBytes, heldBytes }) => (
            <li key={`${type} ${numaNodes.join()}`}>
              <span title={`${formatExactBytes(heldBytes)} of ${formatExactBytes(allocatableBytes)}`}>
                {type} on NUMA {numaNodes.join(" and ")}: {formatBytes(heldBytes)} of {formatBytes(allocatableBytes)}{" "}
                held
              </span>
              <Meter resource="memory" usage={heldBytes} capacity={allocatableBytes} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
};

import type { CpusView } from "@bayplan/api/views";
import { Link } from "@tanstack/react-router";
import { formatBytes, formatExactBytes } from "../../format/bytes.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { cpuRanges } from "./cpuRanges.ts";
import styles from "./Devices.module.css";

type Assignments = NonNullable<CpusView["assignments"]>;

interface Holder {
  key: string;
  namespace: string;
  pod: string;
  container: string;
  uid: string | null;
  cpus: number[];
}

const holdersOf = ({ exclusive }: Assignments): Holder[] => {
  const holders = new Map<string, Holder>();
  for (const { cpu, assignments } of exclusive) {
    for (const { namespace, pod, container, uid } of assignments) {
      const key = `${namespace}/${pod}/${container}`;
      const holder = holders.get(key) ?? { key, namespace, pod, container, uid, cpus: [] };
      holder.cpus.push(cpu);
      holders.set(key, holder);
    }
  }
  return [...holders.values()];
};

const Cpus = ({ assignments, node }: { assignments: Assignments; node: string }) => {
  const holders = holdersOf(assignments);
  const { shared, reserved, policy } = assignments;
  return (
    <>
      {holders.length === 0 && (
        <p className={styles.soft}>
          {policy === "none"
            ? "The kubelet's CPU manager gives none out: its policy is none."
            : "No container has a CPU to itself."}
        </p>
      )}
      <ul className={styles.holders}>
        {holders.map(({ key, namespace, pod, container, uid, cpus }) => (
          <li key={key} data-orphaned={uid === null || undefined}>
            <b title={`CPUs ${cpus.join(", ")}`}>{cpuRanges(cpus)}</b>
            <span>
              <Link to="/pods/$namespace/$name" params={{ namespace, name: pod }} search={{ node }}>
                {pod}
              </Link>{" "}
              <span className={styles.soft}>
                {container}
                {uid === null && ", of no pod that is there"}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.soft}>
        {shared !== null && shared.length > 0 && `All others share ${cpuRanges(shared)}. `}
        {reserved !== null && reserved.length > 0 && `Reserved for the system: ${cpuRanges(reserved)}.`}
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
      aside={<span className={styles.soft}>{cpus.assignments?.policy ? `policy ${cpus.assignments.policy}` : ""}</span>}
    >
      {cpus.assignments === null ? (
        <Notice tone="unknown" symbol="question" title="No source tells of exclusive CPUs.">
          The agent reads them from the podresources socket.
        </Notice>
      ) : (
        <Cpus assignments={cpus.assignments} node={node} />
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

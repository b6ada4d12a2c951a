import type { CpusView } from "@bayplan/api/views";
import { formatBytes, formatExactBytes } from "../../format/bytes.ts";
import { Panel } from "../../ui/Panel.tsx";
import { PodLink } from "./PodLink.tsx";
import styles from "./ResourcesTab.module.css";

/** The node's swap, and which pods have memory in it. */
export const SwapPanel = ({ cpus: { swap }, node }: { cpus: CpusView; node: string }) => (
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

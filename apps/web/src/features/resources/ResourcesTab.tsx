import type { NodeHeader } from "@bayplan/api/views";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { CapacityPanel } from "./CapacityPanel.tsx";
import { CgroupsPanel } from "./cgroups/CgroupsPanel.tsx";
import { DaemonsPanel } from "./DaemonsPanel.tsx";
import { NetworkPanel } from "./NetworkPanel.tsx";
import { PressurePanel } from "./PressurePanel.tsx";
import styles from "./ResourcesTab.module.css";
import { SwapPanel } from "./SwapPanel.tsx";
import { ThrottlingPanel } from "./ThrottlingPanel.tsx";

/** What each resource is made of, who is held to what, who is held back and who waits. */
export const ResourcesTab = ({ header }: { header: NodeHeader }) => {
  const node = header.row.name;
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeCpus(node));
  const cpus = feed.rows.values().next().value;
  return (
    <div className={styles.tab}>
      <CapacityPanel header={header} />
      <NetworkPanel node={node} />
      {feed.failure && <FeedNotice failure={feed.failure} what="Pressure and throttling" />}
      {!cpus && !feed.failure && <Skeleton height={240} />}
      {cpus && (
        <div className={styles.columns}>
          <PressurePanel cpus={cpus} node={node} />
          <ThrottlingPanel cpus={cpus} node={node} />
          <SwapPanel cpus={cpus} node={node} />
          <DaemonsPanel system={header.system} />
        </div>
      )}
      <CgroupsPanel node={node} />
    </div>
  );
};

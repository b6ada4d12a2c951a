import type { NodeHeader } from "@bayplan/api/views";
import type { CSSProperties } from "react";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import layout from "../../ui/layout.module.css";
import { CapacityPanel } from "./CapacityPanel.tsx";
import { CgroupsPanel } from "./cgroups/CgroupsPanel.tsx";
import { DaemonsPanel } from "./DaemonsPanel.tsx";
import { NetworkPanel } from "./NetworkPanel.tsx";
import { PressurePanel } from "./PressurePanel.tsx";
import { SwapPanel } from "./SwapPanel.tsx";
import { ThrottlingPanel } from "./ThrottlingPanel.tsx";

/** These hold tables: two beside each other, for of four a third would leave the last alone. */
const WIDE = { "--narrowest": "max(460px, 34%)" } as CSSProperties;

/** What each resource is made of, who is held to what, who is held back and who waits. */
export const ResourcesTab = ({ header }: { header: NodeHeader }) => {
  const node = header.row.name;
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeCpus(node));
  const cpus = feed.rows.values().next().value;
  return (
    <div className={layout.stack}>
      <CapacityPanel header={header} />
      <NetworkPanel node={node} />
      {feed.failure && <FeedNotice failure={feed.failure} what="Pressure and throttling" />}
      {!cpus && !feed.failure && <Skeleton height={240} />}
      {cpus && (
        <div className={layout.columns} style={WIDE}>
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

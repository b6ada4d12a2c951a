import { useMemo } from "react";
import { count } from "../../format/words.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Status } from "../../ui/Status.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { VirtualList } from "../../ui/VirtualList.tsx";
import { evictionColumns } from "../evictions/evictionColumns.ts";
import { EvictionItem } from "../evictions/EvictionItem.tsx";
import { scoreOf } from "../evictions/score.ts";
import styles from "./Signals.module.css";

/** Who had to go from this node, why, and whether that was foreseen. */
export const NodeHistory = ({ node }: { node: string }) => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.evictions);
  const rows = useMemo(
    () => [...feed.rows.values()].filter((row) => row.node === node).toSorted((a, b) => b.at.localeCompare(a.at)),
    [feed.rows, node],
  );
  const score = scoreOf(rows);
  return (
    <Panel
      title="History of this node"
      aside={
        <>
          {score.checked > 0 && (
            <span className={styles.soft}>
              {score.correct} of {count(score.checked, "forecast")} came as foreseen
            </span>
          )}
          {rows.length > 0 && <ExportButtons name="evictions" rows={rows} columns={evictionColumns} />}
        </>
      }
    >
      {feed.failure && <FeedNotice failure={feed.failure} what="The evictions" />}
      {feed.status === "loading" && <Skeleton height={80} />}
      {feed.status === "ready" && rows.length === 0 && (
        <Status tone="ok" symbol="check">
          No eviction from this node is known.
        </Status>
      )}
      <VirtualList
        items={rows}
        keyOf={({ key }) => key}
        estimate={() => 84}
        render={(row) => <EvictionItem eviction={row} onNode />}
      />
    </Panel>
  );
};

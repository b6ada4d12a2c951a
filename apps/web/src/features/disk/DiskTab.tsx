import type { SignalView, SourceView } from "@bayplan/api/views";
import { useMemo } from "react";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import layout from "../../ui/layout.module.css";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { AttachedPanel } from "./AttachedPanel.tsx";
import { ConsumersPanel } from "./ConsumersPanel.tsx";
import { diskParts } from "./diskParts.ts";
import { DisksPanel } from "./DisksPanel.tsx";
import { EmptyDirsPanel } from "./EmptyDirsPanel.tsx";
import { ImagesPanel } from "./ImagesPanel.tsx";

interface DiskTabProps {
  node: string;
  sources: readonly SourceView[];
  /** The thresholds are in them. */
  signals: readonly SignalView[];
}

/** Who fills the disks. */
export const DiskTab = ({ node, sources, signals }: DiskTabProps) => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeDisk(node));
  const { summary, images, consumers, emptyDirs } = useMemo(() => diskParts(feed.rows), [feed.rows]);
  if (feed.failure) return <FeedNotice failure={feed.failure} what="The disks" />;
  if (feed.status === "loading") return <Skeleton height={420} />;
  if (!summary) return <Notice tone="unknown" symbol="question" title="Nothing is known of this node's disks yet." />;
  return (
    <div className={layout.stack}>
      <DisksPanel summary={summary} signals={signals} />
      <ConsumersPanel node={node} consumers={consumers} />
      <EmptyDirsPanel node={node} emptyDirs={emptyDirs} />
      <AttachedPanel node={node} sources={sources} volumes={summary.attachable} />
      <ImagesPanel images={images} told={summary.images} />
    </div>
  );
};

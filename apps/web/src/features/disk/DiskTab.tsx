import type { SourceView } from "@bayplan/api/views";
import { useMemo } from "react";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import layout from "../../ui/layout.module.css";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { AttachedPanel } from "./AttachedPanel.tsx";
import { ConsumersPanel } from "./ConsumersPanel.tsx";
import { ContentsPanel } from "./ContentsPanel.tsx";
import { diskParts } from "./diskParts.ts";
import { EmptyDirsPanel } from "./EmptyDirsPanel.tsx";
import { FileSystemsPanel } from "./FileSystemsPanel.tsx";
import { ImagesPanel } from "./ImagesPanel.tsx";

/** Who fills the disks. */
export const DiskTab = ({ node, sources }: { node: string; sources: readonly SourceView[] }) => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeDisk(node));
  const { summary, images, consumers, emptyDirs } = useMemo(() => diskParts(feed.rows), [feed.rows]);
  if (feed.failure) return <FeedNotice failure={feed.failure} what="The disks" />;
  if (feed.status === "loading") return <Skeleton height={420} />;
  if (!summary) return <Notice tone="unknown" symbol="question" title="Nothing is known of this node's disks yet." />;
  return (
    <div className={layout.stack}>
      <div className={layout.columns}>
        <FileSystemsPanel summary={summary} />
        <ContentsPanel summary={summary} />
      </div>
      <ConsumersPanel node={node} consumers={consumers} />
      <EmptyDirsPanel node={node} emptyDirs={emptyDirs} />
      <AttachedPanel node={node} sources={sources} volumes={summary.attachable} />
      <ImagesPanel images={images} told={summary.images} />
    </div>
  );
};

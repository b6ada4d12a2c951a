import type { PodView } from "@bayplan/api/views";
import type { Time } from "@bayplan/shared";
import { useMemo } from "react";
import { useFeed, useLive } from "../../live/useLive.ts";
import { TransitionsPanel, type LanesSearch } from "./TransitionsPanel.tsx";

interface NodeTransitionsProps {
  node: string;
  pods: readonly PodView[];
  watchedSince: Time | null;
  search: LanesSearch;
  onSearch(search: { span?: string; until?: string; lanes?: "table" | "" }): void;
}

/** What changed on one node. */
export const NodeTransitions = ({ node, ...rest }: NodeTransitionsProps) => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeTransitions(node));
  const transitions = useMemo(() => (feed.status === "loading" ? null : [...feed.rows.values()]), [feed]);
  return <TransitionsPanel node={node} transitions={transitions} failure={feed.failure} {...rest} />;
};

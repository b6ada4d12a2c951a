import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { InterfacesPanel } from "../network/InterfacesPanel.tsx";

/** The node's network interfaces. */
export const NetworkPanel = ({ node }: { node: string }) => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeNetwork(node));
  const network = feed.rows.values().next().value;
  if (!network)
    return feed.failure ? <FeedNotice failure={feed.failure} what="The network" /> : <Skeleton height={140} />;
  return (
    <InterfacesPanel
      interfaces={network.interfaces}
      absent="No sample of the kubelet tells of them yet: the Sources tab says why."
    />
  );
};

import { list } from "../../format/words.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { Notice } from "../../ui/Notice.tsx";
import { lookOf, sideOf } from "../sources/sourceState.ts";

/** What the API server's state means for the whole fleet; nothing while all is well. */
export const ClusterNotice = ({ nodes }: { nodes: number | null }) => {
  const { feeds } = useLive();
  const cluster = useFeed(feeds.cluster).rows.get("cluster");
  if (!cluster) return null;
  const failing = cluster.sources.filter(
    (call) => sideOf(call) === null && call.state !== "ok" && call.state !== "unsupported",
  );
  return (
    <>
      {failing.map((source) => (
        <Notice
          key={source.call}
          tone="warn"
          symbol={lookOf(source.state).symbol}
          title={`The API server is ${lookOf(source.state).word} for ${source.call}.`}
        >
          {source.message || lookOf(source.state).advice}
        </Notice>
      ))}
      {failing.length === 0 && cluster.awaited.length > 0 && (
        <Notice tone="quiet" symbol="wait" title={`Waiting for ${list(cluster.awaited)}.`} />
      )}
      {nodes === 0 && cluster.awaited.length === 0 && failing.length === 0 && (
        <Notice tone="quiet" symbol="question" title="There are no nodes here.">
          The API server lists none{cluster.name ? ` in ${cluster.name}` : ""}, and no agent reports. Start one with{" "}
          <code>bayplan agent --aggregator {document.baseURI}</code>
        </Notice>
      )}
    </>
  );
};

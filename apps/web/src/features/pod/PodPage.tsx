import type { EvictionView } from "@bayplan/api/views";
import type { Time } from "@bayplan/shared";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { Link } from "../../app/Link.tsx";
import { usePanel } from "../../app/view/panels.ts";
import { sentence } from "../../format/words.ts";
import type { FeedFailure } from "../../live/feed.ts";
import { useFeed, useLive, useNow } from "../../live/useLive.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Age } from "../../ui/Age.tsx";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import layout from "../../ui/layout.module.css";
import { causeOf } from "../evictions/cause.ts";
import { figureWords } from "../evictions/evictionWords.ts";
import { EventsPanel } from "../events/EventsPanel.tsx";
import { nodeParts } from "../node/nodeParts.ts";
import { usualSpan } from "../transitions/range.ts";
import { TransitionsPanel } from "../transitions/TransitionsPanel.tsx";
import { NodeChoice } from "./NodeChoice.tsx";
import { PodDetails } from "./PodDetails.tsx";
import styles from "./PodPage.module.css";
import { POD_PANEL_HEIGHTS, POD_PANELS } from "./podPanels.ts";
import { podParts, type PodParts } from "./podParts.ts";
import { readPodSearch } from "./podSearch.ts";

const route = getRouteApi("/pods/$namespace/$name");

const Title = () => {
  const { namespace, name } = route.useParams();
  return (
    <>
      <title>{`${name} in ${namespace} · Bayplan`}</title>
      <h1>
        {name} <CopyButton text={name} what="pod's name" />
      </h1>
    </>
  );
};

const EvictionNotice = ({ eviction }: { eviction: EvictionView }) => {
  const { tone, symbol, words } = causeOf(eviction);
  return (
    <Notice
      tone={tone}
      symbol={symbol}
      title={`${eviction.kind === "refused" ? "Not let in on" : "Had to leave"} ${eviction.node || "a node that nobody named"}: ${words}.`}
    >
      <Age at={eviction.at} suffix=" ago" />. {sentence(eviction.why)} {sentence(figureWords(eviction).join(", "))}
      {eviction.message && (
        <>
          <br />
          In its own words: {eviction.message}
        </>
      )}
    </Notice>
  );
};

interface LifeProps {
  node: string;
  parts: PodParts;
  failure: FeedFailure | null;
}

interface LifeOnNodeProps extends LifeProps {
  /** Since when the node's changes are followed; null: not known. */
  watchedSince: Time | null;
}

const HOUR = 3_600_000;

/** Its lanes from the day it was made, as far back as lanes go; of a pod that is gone, of the last hour. */
const Life = ({ node, parts, failure, watchedSince }: LifeOnNodeProps) => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow();
  const { detail, transitions } = parts;
  const pods = useMemo(() => (detail ? [detail.pod] : []), [detail]);
  const created = detail?.pod.createdAt;
  // In whole minutes, so that the axis does not stretch with every second.
  const life = created && now !== null ? Math.ceil(((now - Date.parse(created)) * 1.02) / 60_000) * 60_000 : HOUR;
  return (
    <TransitionsPanel
      node={node}
      transitions={transitions}
      failure={failure}
      pods={pods}
      watchedSince={watchedSince}
      search={search}
      usual={usualSpan(life, detail ? "its whole life" : "last hour")}
      onePod
      onSearch={(part) =>
        void navigate({ search: (before) => readPodSearch({ ...before, ...part }), replace: true, resetScroll: false })
      }
    />
  );
};

const OfNode = ({ node, parts, failure }: LifeProps) => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.node(node));
  const { header, devices } = useMemo(() => nodeParts(feed.rows), [feed.rows]);
  const { detail, events } = parts;
  const panel = usePanel(POD_PANELS);
  const lanes = <Life node={node} parts={parts} failure={failure} watchedSince={header?.watchedSince ?? null} />;
  if (detail)
    return <PodDetails parts={{ ...parts, detail }} header={header} devices={devices} lanes={lanes} panel={panel} />;
  // Of a pod that is gone only what it went through is still known.
  if (panel === "transitions") return lanes;
  if (panel !== null && panel !== "events") return null;
  return (
    <>
      {panel === null && lanes}
      <EventsPanel node={node} events={events} sources={header?.row.sources ?? []} onePod />
    </>
  );
};

/** A pod that no node has, and of which nobody tells where it was. */
const Nowhere = ({ failure, evictions }: { failure: FeedFailure | null; evictions: readonly EvictionView[] }) => {
  const { namespace, name } = route.useParams();
  return (
    <>
      {failure && failure.code !== "NOT_FOUND" && <FeedNotice failure={failure} what={`${namespace}/${name}`} />}
      {evictions.map((eviction) => (
        <EvictionNotice key={eviction.key} eviction={eviction} />
      ))}
      {(failure === null || failure.code === "NOT_FOUND") && (
        <Notice
          tone="unknown"
          symbol="question"
          title={
            evictions.length > 0
              ? `Nobody tells which node ${namespace}/${name} was on.`
              : `No node is known to have a pod ${namespace}/${name}.`
          }
        >
          What is still known of a pod that is gone is known on its node: choose it, or{" "}
          <Link to="/" className={styles.link}>
            go to all nodes
          </Link>
          .
          <NodeChoice />
        </Notice>
      )}
    </>
  );
};

interface PodAtProps {
  /** Undefined: the server knows where it is. */
  node: string | undefined;
  evictions: readonly EvictionView[];
}

const PodAt = ({ node, evictions }: PodAtProps) => {
  const { namespace, name } = route.useParams();
  const { feeds } = useLive();
  const panel = usePanel(POD_PANELS);
  const alone = panel !== null;
  const feed = useFeed(feeds.pod({ namespace, name, node }));
  const parts = useMemo(() => podParts(feed.rows), [feed.rows]);
  const { detail } = parts;
  if (feed.status === "loading") return alone ? <Skeleton height={POD_PANEL_HEIGHTS[panel]} /> : <Loading />;
  const place = detail?.node ?? node;
  if (!place) {
    // Nobody has it any more; an eviction may still tell where it was. The events of some kinds name no node.
    const last = evictions.find((eviction) => eviction.node !== "");
    return last ? (
      <PodAt node={last.node} evictions={evictions} />
    ) : (
      <Nowhere failure={feed.failure} evictions={evictions} />
    );
  }
  return (
    <>
      {feed.failure && <FeedNotice failure={feed.failure} what={`${namespace}/${name}`} />}
      {evictions
        .filter(({ uid }) => (detail === null || uid === detail.pod.uid) && !(alone && detail !== null))
        .map((eviction) => (
          <EvictionNotice key={eviction.key} eviction={eviction} />
        ))}
      {detail === null && !feed.failure && (
        <Notice tone="unknown" symbol="question" title={`${namespace}/${name} is not on ${place} any more.`}>
          It was deleted, or it never was there. What is still known of it is below.{" "}
          <Link to="/nodes/$name" params={{ name: place }} className={styles.link}>
            Show {place}
          </Link>
        </Notice>
      )}
      <OfNode node={place} parts={parts} failure={null} />
    </>
  );
};

const Loading = () => (
  <div role="status" aria-label="The pod is on its way" className={styles.stack}>
    <Skeleton height={26} width="40%" />
    <Skeleton height={190} />
    <Skeleton height={300} />
  </div>
);

/** One pod: its life, what it uses against what it asked, how close it is to its limits, its containers and devices. */
export const PodPage = () => {
  const { namespace, name } = route.useParams();
  const { node } = route.useSearch();
  const panel = usePanel(POD_PANELS);
  const { feeds } = useLive();
  const feed = useFeed(feeds.evictions);
  const evictions = useMemo(
    () =>
      [...feed.rows.values()]
        .filter((eviction) => eviction.namespace === namespace && eviction.pod === name)
        .toSorted((a, b) => b.at.localeCompare(a.at)),
    [feed.rows, namespace, name],
  );
  if (panel !== null) {
    return (
      <div className={layout.stack}>
        <title>{`${POD_PANELS[panel]}: ${name} in ${namespace} · Bayplan`}</title>
        <PodAt node={node} evictions={evictions} />
      </div>
    );
  }
  return (
    <div className={layout.stack}>
      <div>
        <nav className={styles.trail} aria-label="Where this is">
          <Link to="/">Fleet</Link>
          {node && (
            <Link to="/nodes/$name" params={{ name: node }}>
              {node}
            </Link>
          )}
          <span>{namespace}</span>
        </nav>
        <Title />
      </div>
      <PodAt node={node} evictions={evictions} />
    </div>
  );
};

import type { EvictionView, PodView } from "@bayplan/api/views";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useFeed, useLive } from "../../live/useLive.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Age } from "../../ui/Age.tsx";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { causeOf } from "../evictions/cause.ts";
import { nodeParts } from "../node/nodeParts.ts";
import { PodDetails } from "./PodDetails.tsx";
import styles from "./PodPage.module.css";

const route = getRouteApi("/pods/$namespace/$name");

const newestFirst = (a: { createdAt: string | null }, b: { createdAt: string | null }): number =>
  (b.createdAt ?? "").localeCompare(a.createdAt ?? "");

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
      title={`${eviction.kind === "refused" ? "Not let in on" : "Had to leave"} ${eviction.node}: ${words}.`}
    >
      <Age at={eviction.at} suffix=" ago" />. {eviction.message}
    </Notice>
  );
};

const PodOnNode = ({ node, evictions }: { node: string; evictions: readonly EvictionView[] }) => {
  const { namespace, name } = route.useParams();
  const { feeds } = useLive();
  const feed = useFeed(feeds.node(node));
  const { header, pods, devices } = useMemo(() => nodeParts(feed.rows), [feed.rows]);
  const found: PodView[] = useMemo(
    () => pods.filter((pod) => pod.namespace === namespace && pod.name === name).toSorted(newestFirst),
    [pods, namespace, name],
  );
  if (feed.failure) return <FeedNotice failure={feed.failure} what={`Node ${node}`} />;
  if (!header) return <Skeleton height={420} />;
  const pod = found[0];
  if (!pod) {
    return (
      <>
        {evictions.map((eviction) => (
          <EvictionNotice key={eviction.key} eviction={eviction} />
        ))}
        <Notice tone="unknown" symbol="question" title={`${namespace}/${name} is not on ${node} any more.`}>
          It was deleted, or it never was there.{" "}
          <Link to="/nodes/$name" params={{ name: node }}>
            Show {node}
          </Link>
        </Notice>
      </>
    );
  }
  return (
    <>
      {found.length > 1 && (
        <Notice
          tone="quiet"
          symbol="question"
          title={`${found.length} pods of this name were on ${node}; this is the newest.`}
        />
      )}
      {evictions
        .filter(({ uid }) => uid === pod.uid)
        .map((eviction) => (
          <EvictionNotice key={eviction.key} eviction={eviction} />
        ))}
      <PodDetails pod={pod} header={header} devices={devices} />
    </>
  );
};

/** One pod: where it is, what it uses against what it asked, its containers and devices. */
export const PodPage = () => {
  const { namespace, name } = route.useParams();
  const { node } = route.useSearch();
  const { feeds } = useLive();
  const feed = useFeed(feeds.evictions);
  const evictions = useMemo(
    () => [...feed.rows.values()].filter((eviction) => eviction.namespace === namespace && eviction.pod === name),
    [feed.rows, namespace, name],
  );
  // Without the node in the address, an eviction may still tell where the pod was.
  const place = node ?? evictions[0]?.node;
  return (
    <div className={styles.page}>
      <div>
        <nav className={styles.trail} aria-label="Where this is">
          <Link to="/">Fleet</Link>
          {place && (
            <Link to="/nodes/$name" params={{ name: place }}>
              {place}
            </Link>
          )}
          <span>{namespace}</span>
        </nav>
        <Title />
      </div>
      {place ? (
        <PodOnNode node={place} evictions={evictions} />
      ) : feed.status === "loading" ? (
        <Skeleton height={420} />
      ) : (
        <Notice tone="unknown" symbol="question" title="This address does not say on which node the pod is.">
          Open the pod from its node, or add <code>?node=</code> and the node's name.{" "}
          <Link to="/">Go to all nodes</Link>
        </Notice>
      )}
    </div>
  );
};

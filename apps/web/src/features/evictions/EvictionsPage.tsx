import type { EvictionView } from "@bayplan/api/views";
import { getRouteApi, Link } from "@tanstack/react-router";
import { memo, useMemo } from "react";
import { count } from "../../format/words.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { Age } from "../../ui/Age.tsx";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { ChoiceField, SearchField } from "../../ui/Fields.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Status } from "../../ui/Status.tsx";
import { VirtualList } from "../../ui/VirtualList.tsx";
import { causeOf } from "./cause.ts";
import styles from "./EvictionsPage.module.css";
import { matchesEviction, readEvictionsSearch, type EvictionsSearch } from "./evictionsSearch.ts";

const route = getRouteApi("/evictions");

const SEEN: Record<EvictionView["seenIn"][number], string> = { event: "its event", status: "the pod's status" };

const Cause = ({ eviction }: { eviction: EvictionView }) => {
  const { tone, symbol, words } = causeOf(eviction);
  return (
    <Status tone={tone} symbol={symbol}>
      {words}
    </Status>
  );
};

const EvictionRow = memo(({ eviction }: { eviction: EvictionView }) => (
  <div role="row" className={styles.row}>
    <div role="cell" className={styles.soft}>
      <Age at={eviction.at} suffix=" ago" />
    </div>
    <div role="cell">
      <Link
        to="/pods/$namespace/$name"
        params={{ namespace: eviction.namespace, name: eviction.pod }}
        search={{ node: eviction.node }}
        className={styles.pod}
      >
        {eviction.pod}
      </Link>
      <span className={styles.soft}> {eviction.namespace}</span>
    </div>
    <div role="cell">
      <Link to="/nodes/$name" params={{ name: eviction.node }} className={styles.node}>
        {eviction.node}
      </Link>
    </div>
    <div role="cell">
      <Cause eviction={eviction} />
    </div>
    <div role="cell" className={styles.soft}>
      {eviction.message || "It left no message."}{" "}
      <small>Seen in {eviction.seenIn.map((seen) => SEEN[seen]).join(" and ")}.</small>
    </div>
  </div>
));
EvictionRow.displayName = "EvictionRow";

const Empty = ({ known, search }: { known: number; search: EvictionsSearch }) =>
  known > 0 ? (
    <Notice
      tone="quiet"
      symbol="question"
      title={`None of ${count(known, "eviction")} matches${search.node ? ` on ${search.node}` : ""}.`}
    >
      Take a filter away above.
    </Notice>
  ) : (
    <Notice tone="ok" symbol="check" title="No eviction is known.">
      They are learned from events, which the API server keeps for an hour, and from evicted pods that are still there.
      Those of before this server started may be missing.
    </Notice>
  );

/** Who was evicted, newest first. */
export const EvictionsPage = () => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.evictions);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const all = useMemo(() => [...feed.rows.values()].toSorted((a, b) => b.at.localeCompare(a.at)), [feed.rows]);
  const shown = useMemo(() => all.filter((eviction) => matchesEviction(eviction, search)), [all, search]);
  const nodes = useMemo(() => [...new Set(all.map(({ node }) => node))].toSorted(), [all]);
  const change = (part: EvictionsSearch): void =>
    void navigate({ search: (before) => readEvictionsSearch({ ...before, ...part }), replace: true });
  return (
    <div className={styles.page}>
      <title>Evictions · Bayplan</title>
      <h1>Evictions</h1>
      <div className={styles.filters}>
        <SearchField label="pod, namespace, signal or message" value={search.q ?? ""} onChange={(q) => change({ q })} />
        {nodes.length > 1 && (
          <ChoiceField
            label="node"
            value={search.node ?? ""}
            options={nodes.map((node) => ({ value: node, label: node }))}
            onChange={(node) => change({ node })}
          />
        )}
      </div>
      {feed.failure && <FeedNotice failure={feed.failure} what="The evictions" />}
      {feed.status === "loading" && <Skeleton height={300} />}
      {feed.status === "ready" && shown.length === 0 && <Empty known={all.length} search={search} />}
      {shown.length > 0 && (
        <div role="table" aria-label="Evictions" className={styles.table}>
          <div role="rowgroup">
            <div role="row" className={styles.columns}>
              <div role="columnheader">When</div>
              <div role="columnheader">Pod</div>
              <div role="columnheader">Node</div>
              <div role="columnheader">Cause</div>
              <div role="columnheader">What the kubelet says</div>
            </div>
          </div>
          <VirtualList
            role="rowgroup"
            items={shown}
            keyOf={({ key }) => key}
            estimate={() => 62}
            render={(eviction) => <EvictionRow eviction={eviction} />}
          />
        </div>
      )}
    </div>
  );
};

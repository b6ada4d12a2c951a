import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { EvictionTab } from "../eviction/EvictionTab.tsx";
import { evictionParts } from "../eviction/evictionParts.ts";
import { SignalsPanel } from "../eviction/SignalsPanel.tsx";
import { WhoGoesFirst } from "../eviction/WhoGoesFirst.tsx";
import { pictureOf } from "../sources/sourceState.ts";
import { BayPlanPanel, planSignal } from "./BayPlanPanel.tsx";
import { findingsOf } from "./findings.ts";
import { FindingsPanel } from "./FindingsPanel.tsx";
import { NodeHead } from "./NodeHead.tsx";
import styles from "./NodePage.module.css";
import { nodeParts } from "./nodeParts.ts";
import { readNodeSearch } from "./nodeSearch.ts";
import { NodeTab } from "./NodeTab.tsx";

const route = getRouteApi("/nodes/$name");

const Loading = ({ name }: { name: string }) => (
  <div className={styles.page} role="status" aria-label={`${name} is on its way`}>
    <div className={styles.headLoading}>
      <Skeleton height={19} width="160px" />
      <h1>{name}</h1>
      <Skeleton height={19} width="60%" />
    </div>
    <div className={styles.columns}>
      <Skeleton height={560} />
      <Skeleton height={560} />
    </div>
    <Skeleton height={400} />
  </div>
);

/** One node: its bay plan in large, and everything on it. */
export const NodePage = () => {
  const { name } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { feeds } = useLive();
  const node = useFeed(feeds.node(name));
  const parts = useMemo(() => nodeParts(node.rows), [node.rows]);
  const evictionFeed = useFeed(feeds.nodeEviction(name));
  const eviction = useMemo(() => evictionParts(evictionFeed.rows), [evictionFeed.rows]);
  const { header, pods, devices, findings: found } = parts;
  const findings = useMemo(
    () => (header ? findingsOf(header, pods, devices, found) : []),
    [header, pods, devices, found],
  );
  const onSearch = (part: Record<string, string>): void =>
    void navigate({ search: (before) => readNodeSearch({ ...before, ...part }), replace: true, resetScroll: false });
  const notice = node.failure && (
    <FeedNotice failure={node.failure} what={`Node ${name}`}>
      <Link to="/">Go to all nodes</Link>
    </FeedNotice>
  );
  if (!header) {
    return (
      <>
        <title>{`${name} · Bayplan`}</title>
        {notice ? (
          <div className={styles.page}>
            <h1>{name}</h1>
            {notice}
          </div>
        ) : (
          <Loading name={name} />
        )}
      </>
    );
  }
  const tab = search.tab ?? "containers";
  const live = pictureOf(header.row).state === "live";
  // Until another is chosen it follows the hull, so that its order is the one the cells wear.
  const signal = search.signal ?? planSignal(eviction, search.plan ?? "memory") ?? "memory.available";
  const onSignal = (chosen: string): void => onSearch({ signal: chosen });
  return (
    <div className={styles.page}>
      <title>{`${name} · Bayplan`}</title>
      {notice}
      <NodeHead header={header} />
      <div className={styles.columns} data-stretched>
        <BayPlanPanel header={header} pods={pods} eviction={eviction} search={search} onSearch={onSearch} />
        <div className={styles.side}>
          <SignalsPanel parts={eviction} live={live} />
          <WhoGoesFirst
            node={name}
            parts={eviction}
            signal={signal}
            onSignal={onSignal}
            onAll={() => onSearch({ tab: "eviction" })}
          />
          <FindingsPanel findings={findings} node={name} />
        </div>
      </div>
      <Tabs
        label={`About ${name}`}
        value={tab}
        tabs={[
          { value: "eviction", label: "Eviction" },
          { value: "containers", label: "Containers" },
          { value: "devices", label: devices.length > 0 ? `Devices ${devices.length}` : "Devices" },
          { value: "resources", label: "Resources" },
          { value: "disk", label: "Disk" },
          { value: "runtime", label: "Runtime" },
          { value: "kubelet", label: "Kubelet" },
          { value: "events", label: "Events" },
          { value: "sources", label: "Sources" },
        ]}
        onChange={(chosen) => onSearch({ tab: chosen })}
      />
      {tab === "eviction" ? (
        <EvictionTab node={name} feed={evictionFeed} parts={eviction} live={live} signal={signal} onSignal={onSignal} />
      ) : (
        <NodeTab tab={tab} parts={{ ...parts, header }} search={search} onSearch={onSearch} />
      )}
    </div>
  );
};

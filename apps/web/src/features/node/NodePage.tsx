import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { Link } from "../../app/Link.tsx";
import { usePanel } from "../../app/view/panels.ts";
import { withoutFrame } from "../../app/view/view.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import layout from "../../ui/layout.module.css";
import { DevicesPanel } from "../devices/DevicesPanel.tsx";
import { EvictionTab } from "../eviction/EvictionTab.tsx";
import { evictionParts } from "../eviction/evictionParts.ts";
import { SignalsPanel } from "../eviction/SignalsPanel.tsx";
import { WhoGoesFirst } from "../eviction/WhoGoesFirst.tsx";
import { pictureOf } from "../sources/sourceState.ts";
import { BayPlanPanel, planSignal } from "./BayPlanPanel.tsx";
import { ContainersPanel } from "./ContainersPanel.tsx";
import { findingsOf } from "./findings.ts";
import { FindingsPanel } from "./FindingsPanel.tsx";
import { NodeHead } from "./NodeHead.tsx";
import styles from "./NodePage.module.css";
import { NODE_PANEL_PLACES, NODE_PANELS, OF_SIGNALS, type NodePanelName } from "./nodePanels.ts";
import { nodeParts } from "./nodeParts.ts";
import { readNodeSearch, type Tab } from "./nodeSearch.ts";
import { NodeTab, NodeTransitionsPanel } from "./NodeTab.tsx";
import { useNamedTab } from "./tabsInSight.ts";

const route = getRouteApi("/nodes/$name");

const Loading = ({ name }: { name: string }) => (
  <div className={layout.stack} role="status" aria-label={`${name} is on its way`}>
    <div className={styles.headLoading}>
      <Skeleton height={19} width="160px" />
      <h1>{name}</h1>
      <Skeleton height={19} width="60%" />
    </div>
    <div className={styles.columns}>
      <Skeleton height={815} narrow={700} />
      <Skeleton height={815} narrow={300} />
    </div>
    <Skeleton height={400} />
  </div>
);

/** One node: its bay plan in large, and everything on it. */
export const NodePage = () => {
  const { name } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const router = useRouter();
  const panel = usePanel(NODE_PANELS);
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
  const tabs = useNamedTab(search.tab !== undefined);
  const onSearch = (part: Record<string, string>, replace = true): void =>
    void navigate({ search: (before) => readNodeSearch({ ...before, ...part }), replace, resetScroll: false });
  const notice = node.failure && (
    <FeedNotice failure={node.failure} what={`Node ${name}`}>
      <Link to="/">Go to all nodes</Link>
    </FeedNotice>
  );
  // Both together, or what the second brings would move what the first drew.
  const needsSignals = panel === null || OF_SIGNALS.has(panel);
  if (!header || (needsSignals && !node.failure && evictionFeed.status === "loading")) {
    return (
      <>
        <title>{`${name} · Bayplan`}</title>
        {notice ? (
          <div className={layout.stack}>
            <h1>{name}</h1>
            {notice}
          </div>
        ) : panel !== null ? (
          <Skeleton {...NODE_PANEL_PLACES[panel]} />
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
  const showAll = (): void => {
    if (panel === null) return onSearch({ tab: "eviction" }, false);
    const whole = router.buildLocation({ to: "/nodes/$name", params: { name }, search: { signal, tab: "eviction" } });
    window.open(withoutFrame(whole.publicHref), "_blank", "noopener");
  };
  const tabProps = { parts: { ...parts, header }, signals: eviction.signals, search, onSearch };
  const tabOf = (shown: Exclude<Tab, "eviction">): ReactNode => <NodeTab tab={shown} {...tabProps} />;
  const thresholds = (
    <EvictionTab node={name} feed={evictionFeed} parts={eviction} live={live} signal={signal} onSignal={onSignal} />
  );
  const panels: Record<NodePanelName, ReactNode> = {
    "bay-plan": <BayPlanPanel header={header} pods={pods} eviction={eviction} search={search} onSearch={onSearch} />,
    eviction: <SignalsPanel parts={eviction} live={live} />,
    order: <WhoGoesFirst node={name} parts={eviction} signal={signal} onSignal={onSignal} onAll={showAll} />,
    findings: (
      <FindingsPanel
        findings={findings}
        node={name}
        all={search.findings === "all"}
        onAll={(all) => onSearch({ findings: all ? "all" : "" })}
      />
    ),
    transitions: <NodeTransitionsPanel {...tabProps} />,
    containers: (
      <ContainersPanel
        row={header.row}
        pods={pods}
        strays={parts.strays}
        query={search.q}
        onQuery={(q) => onSearch({ q })}
      />
    ),
    devices: <DevicesPanel row={header.row} devices={devices} pods={pods} />,
    thresholds,
    resources: tabOf("resources"),
    disk: tabOf("disk"),
    runtime: tabOf("runtime"),
    kubelet: tabOf("kubelet"),
    events: tabOf("events"),
    sources: tabOf("sources"),
  };
  if (panel !== null) {
    return (
      <div className={layout.stack}>
        <title>{`${NODE_PANELS[panel]} of ${name} · Bayplan`}</title>
        {notice}
        {panels[panel]}
      </div>
    );
  }
  return (
    <div className={layout.stack}>
      <title>{`${name} · Bayplan`}</title>
      {notice}
      <NodeHead header={header} />
      <div className={styles.columns} data-stretched>
        <div className={styles.hull}>
          {panels["bay-plan"]}
          {findings.length > 0 && panels.findings}
        </div>
        <div className={styles.side}>
          {panels.eviction}
          {panels.order}
        </div>
      </div>
      <div ref={tabs} className={styles.tabs}>
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
          onChange={(chosen, walked) => onSearch({ tab: chosen }, walked)}
        />
      </div>
      {tab === "eviction" ? thresholds : tabOf(tab)}
    </div>
  );
};

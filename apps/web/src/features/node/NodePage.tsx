import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { DeviceMap } from "../devices/DeviceMap.tsx";
import { DevicesPanel } from "../devices/DevicesPanel.tsx";
import { pictureOf } from "../sources/sourceState.ts";
import { SourcesPanel } from "../sources/SourcesPanel.tsx";
import { BayPlanPanel } from "./BayPlanPanel.tsx";
import { ConditionsPanel } from "./ConditionsPanel.tsx";
import { ContainersPanel } from "./ContainersPanel.tsx";
import { findingsOf } from "./findings.ts";
import { FindingsPanel } from "./FindingsPanel.tsx";
import { NodeHead } from "./NodeHead.tsx";
import styles from "./NodePage.module.css";
import { nodeParts, type NodeParts } from "./nodeParts.ts";
import { readNodeSearch, type NodeSearch, type Tab } from "./nodeSearch.ts";
import { ResourcesPanel } from "./ResourcesPanel.tsx";

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

interface TabPanelProps {
  parts: NodeParts & { header: NonNullable<NodeParts["header"]> };
  search: NodeSearch;
  onSearch(part: NodeSearch): void;
}

const Containers = ({ parts: { header, pods, devices, strays }, search, onSearch }: TabPanelProps) => (
  <div className={devices.length > 0 ? styles.columns : undefined}>
    <ContainersPanel row={header.row} pods={pods} strays={strays} query={search.q} onQuery={(q) => onSearch({ q })} />
    {devices.length > 0 && (
      <Panel title="Devices by NUMA node">
        <DeviceMap node={header.row.name} devices={devices} pods={pods} />
      </Panel>
    )}
  </div>
);

const TabPanel = (props: TabPanelProps & { tab: Tab }) => {
  const { header, devices, pods } = props.parts;
  switch (props.tab) {
    case "containers":
      return <Containers {...props} />;
    case "devices":
      return <DevicesPanel row={header.row} devices={devices} pods={pods} />;
    case "conditions":
      return <ConditionsPanel header={header} />;
    case "sources":
      return <SourcesPanel agent={header.row.agent} sources={header.row.sources} />;
  }
};

/** One node: its bay plan in large, and everything on it. */
export const NodePage = () => {
  const { name } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { feeds } = useLive();
  const node = useFeed(feeds.node(name));
  const parts = useMemo(() => nodeParts(node.rows), [node.rows]);
  const { header, pods, devices } = parts;
  const findings = useMemo(() => (header ? findingsOf(header, pods, devices) : []), [header, pods, devices]);
  const onSearch = (part: NodeSearch): void =>
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
  return (
    <div className={styles.page}>
      <title>{`${name} · Bayplan`}</title>
      {notice}
      <NodeHead header={header} />
      <div className={styles.columns} data-stretched>
        <BayPlanPanel
          header={header}
          pods={pods}
          resource={search.plan ?? "memory"}
          onResource={(plan) => onSearch({ plan })}
        />
        <div className={styles.side}>
          <FindingsPanel findings={findings} node={name} />
          <ResourcesPanel
            resources={header.resources}
            sampledAt={header.sampledAt}
            live={pictureOf(header.row).state === "live"}
          />
        </div>
      </div>
      <Tabs
        label={`About ${name}`}
        value={tab}
        tabs={[
          { value: "containers", label: "Containers" },
          { value: "devices", label: devices.length > 0 ? `Devices ${devices.length}` : "Devices" },
          { value: "conditions", label: "Conditions" },
          { value: "sources", label: "Sources" },
        ]}
        onChange={(chosen) => onSearch({ tab: chosen })}
      />
      <TabPanel tab={tab} parts={{ ...parts, header }} search={search} onSearch={onSearch} />
    </div>
  );
};

import type { SignalView } from "@bayplan/api/views";
import { Suspense } from "react";
import { part } from "../../app/parts/part.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import layout from "../../ui/layout.module.css";
import { DEVICE_COLUMNS } from "../devices/deviceColumns.ts";
import { DeviceMap } from "../devices/DeviceMap.tsx";
import { SourcesPanel } from "../sources/SourcesPanel.tsx";
import { ContainersPanel } from "./ContainersPanel.tsx";
import styles from "./NodePage.module.css";
import type { NodeParts } from "./nodeParts.ts";
import type { NodeSearch, Tab } from "./nodeSearch.ts";

const NodeTransitions = part(async () => (await import("../transitions/NodeTransitions.tsx")).NodeTransitions);
const DevicesTab = part(async () => (await import("../devices/DevicesTab.tsx")).DevicesTab);
const ResourcesTab = part(async () => (await import("../resources/ResourcesTab.tsx")).ResourcesTab);
const DiskTab = part(async () => (await import("../disk/DiskTab.tsx")).DiskTab);
const RuntimeTab = part(async () => (await import("../runtime/RuntimeTab.tsx")).RuntimeTab);
const KubeletTab = part(async () => (await import("../kubelet/KubeletTab.tsx")).KubeletTab);
const NodeEvents = part(async () => (await import("../events/EventsPanel.tsx")).NodeEvents);

export interface NodeTabProps {
  tab: Exclude<Tab, "eviction">;
  parts: NodeParts & { header: NonNullable<NodeParts["header"]> };
  /** How each eviction signal stands. */
  signals: readonly SignalView[];
  search: NodeSearch;
  /** Empty text takes a part away. */
  onSearch(part: Record<string, string>): void;
}

/** What the containers went through, fetched when it is shown. */
export const NodeTransitionsPanel = ({
  parts: { header, pods },
  search,
  onSearch,
}: Omit<NodeTabProps, "tab" | "signals">) => (
  <Suspense fallback={<Skeleton height={420} />}>
    <NodeTransitions
      node={header.row.name}
      pods={pods}
      watchedSince={header.watchedSince}
      search={search}
      onSearch={onSearch}
    />
  </Suspense>
);

const Containers = (props: NodeTabProps) => {
  const {
    parts: { header, pods, devices, strays },
    search,
    onSearch,
  } = props;
  return (
    <div className={layout.stack}>
      <div className={devices.length > 0 ? styles.columns : undefined}>
        <NodeTransitionsPanel {...props} />
        {devices.length > 0 && (
          <Panel
            title="Devices by NUMA node"
            aside={<ExportButtons name="devices" rows={devices} columns={DEVICE_COLUMNS} />}
          >
            <DeviceMap node={header.row.name} devices={devices} pods={pods} />
          </Panel>
        )}
      </div>
      <div id="containers">
        <ContainersPanel
          row={header.row}
          pods={pods}
          strays={strays}
          query={search.q}
          onQuery={(q) => onSearch({ q })}
        />
      </div>
    </div>
  );
};

const Chosen = (props: NodeTabProps) => {
  const { header, devices, pools, pods, findings } = props.parts;
  const { name, sources, agent } = header.row;
  switch (props.tab) {
    case "containers":
      return <Containers {...props} />;
    case "devices":
      return (
        <DevicesTab
          row={header.row}
          devices={devices}
          pools={pools}
          pods={pods}
          findings={findings}
          asked={props.search.device}
        />
      );
    case "resources":
      return <ResourcesTab header={header} />;
    case "disk":
      return <DiskTab node={name} sources={sources} signals={props.signals} />;
    case "runtime":
      return <RuntimeTab header={header} findings={findings} />;
    case "kubelet":
      return <KubeletTab node={name} />;
    case "events":
      return <NodeEvents node={name} sources={sources} />;
    case "sources":
      return <SourcesPanel agent={agent} sources={sources} />;
  }
};

/** What belongs to the chosen tab, fetched when it is chosen. */
export const NodeTab = (props: NodeTabProps) => (
  <Suspense fallback={<Skeleton height={420} />}>
    <Chosen {...props} />
  </Suspense>
);

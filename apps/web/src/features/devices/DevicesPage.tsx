import type { FleetDeviceView } from "@bayplan/api/views";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { usePanel } from "../../app/view/panels.ts";
import { Link } from "../../app/Link.tsx";
import { shortId } from "../../format/ids.ts";
import { count, list } from "../../format/words.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { ChoiceField, SearchField } from "../../ui/Fields.tsx";
import { emptyFilters } from "../../ui/emptyFilters.ts";
import { NonePasses } from "../../ui/NonePasses.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Numbers, type Figure } from "../../ui/Numbers.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Status } from "../../ui/Status.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { listOrNull, type Column } from "../../ui/table/column.ts";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { SortField } from "../../ui/table/SortField.tsx";
import layout from "../../ui/layout.module.css";
import { deviceCommands } from "./commands.ts";
import styles from "./Devices.module.css";
import { DEVICES_PANEL_HEIGHTS, DEVICES_PANELS } from "./devicesPanels.ts";
import {
  byNode,
  DEVICE_STATES,
  deviceNumbers,
  matchesDevice,
  readDevicesSearch,
  statesOf,
  type DevicesSearch,
} from "./fleetDevices.ts";
import { FragmentsPanel } from "./FragmentsPanel.tsx";
import { NodeMaps } from "./NodeMaps.tsx";

const route = getRouteApi("/devices");

const VIEWS = [
  { value: "map", label: "Map" },
  { value: "table", label: "Table" },
] as const;

const COLUMNS: Column<FleetDeviceView>[] = [
  {
    key: "id",
    name: "Device",
    width: "minmax(0, 1.4fr)",
    value: ({ id }) => id,
    render: ({ id }) => <code title={id}>{shortId(id)}</code>,
    copy: ({ id }) => id,
  },
  { key: "physicalId", name: "Of device", fileOnly: true, value: ({ physicalId }) => physicalId },
  { key: "resource", name: "Resource", value: ({ resource }) => resource },
  {
    key: "node",
    name: "Node",
    value: ({ node }) => node,
    render: ({ node, id }) => (
      <Link to="/nodes/$name" params={{ name: node }} search={{ tab: "devices", device: id }}>
        {node}
      </Link>
    ),
  },
  {
    key: "numa",
    name: "NUMA",
    width: "70px",
    value: ({ numaNodes }) => numaNodes.join(" and ") || null,
    json: ({ numaNodes }) => listOrNull(numaNodes),
  },
  {
    key: "health",
    name: "Health",
    width: "110px",
    value: ({ health }) => (health === "Unknown" ? null : health),
    render: ({ health }) => (
      <Status
        tone={health === "Unhealthy" ? "danger" : health === "Healthy" ? "ok" : "unknown"}
        symbol={health === "Unhealthy" ? "slash" : health === "Healthy" ? "check" : "question"}
      >
        {health === "Unknown" ? "not known" : health.toLowerCase()}
      </Status>
    ),
  },
  {
    key: "holder",
    name: "Held by",
    width: "minmax(0, 1.6fr)",
    value: ({ assignments }) => assignments.map(({ namespace, pod }) => `${namespace}/${pod}`).join(" ") || null,
    json: ({ assignments }) => assignments.map(({ namespace, pod, container }) => ({ namespace, pod, container })),
    render: (device) =>
      device.assignments.length === 0 ? (
        <span className="soft">nobody</span>
      ) : (
        device.assignments.map(({ namespace, pod, container, gone }, index) => (
          <span key={`${namespace}/${pod}/${container}`}>
            {index > 0 && ", "}
            <Link to="/pods/$namespace/$name" params={{ namespace, name: pod }} search={{ node: device.node }}>
              {pod}
            </Link>{" "}
            <span className="soft">{gone ? "gone" : container}</span>
          </span>
        ))
      ),
  },
  { key: "states", name: "State", width: "120px", value: (device) => list(statesOf(device)) },
];

const DEVICE_FILTERS = { q: "node, pod or device", resource: "resource", state: "state" };

const figuresOf = (devices: readonly FleetDeviceView[]): Figure[] => {
  const { total, physical, held, idle, unhealthy, orphaned } = deviceNumbers(devices);
  return [
    {
      amount: total,
      words: `${total === 1 ? "device" : "devices"}${physical < total ? ` on ${physical} physical ones` : ""}`,
      tone: "quiet",
    },
    { amount: held, words: "held", tone: "quiet" },
    { amount: idle, words: "idle", tone: "quiet" },
    { amount: unhealthy, words: "unhealthy", tone: unhealthy > 0 ? "danger" : "quiet" },
    { amount: orphaned, words: "orphaned", tone: orphaned > 0 ? "warn" : "quiet" },
  ];
};

/** Every device of the fleet: by node and NUMA node, who holds it, what is idle, unhealthy or orphaned. */
export const DevicesPage = () => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.devices);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const all = useMemo(() => byNode([...feed.rows.values()]).flatMap(({ devices }) => devices), [feed.rows]);
  const shown = useMemo(() => all.filter((device) => matchesDevice(device, search)), [all, search]);
  const resources = useMemo(() => [...new Set(all.map(({ resource }) => resource))].toSorted(), [all]);
  const panel = usePanel(DEVICES_PANELS);
  const change = (part: { [Key in keyof DevicesSearch]: string }): void =>
    void navigate({ search: (before) => readDevicesSearch({ ...before, ...part }), replace: true });
  return (
    <div className={layout.stack}>
      <title>Devices · Bayplan</title>
      {panel === null && <h1>Devices</h1>}
      {feed.failure && <FeedNotice failure={feed.failure} what="The devices" />}
      {feed.status === "loading" && <Skeleton height={panel === null ? 900 : DEVICES_PANEL_HEIGHTS[panel]} />}
      {feed.status === "ready" && all.length === 0 && (
        <Notice tone="quiet" symbol="check" title="No node has a device.">
          Devices are what a plugin offers to the kubelet, GPUs above all. The agent reads them from the podresources
          socket; a node without an agent tells only how many there are.
        </Notice>
      )}
      {all.length > 0 && (
        <>
          {(panel === null || panel === "numbers") && <Numbers figures={figuresOf(all)} />}
          {(panel === null || panel === "free") && <FragmentsPanel devices={all} />}
        </>
      )}
      {all.length > 0 && (panel === null || panel === "devices") && (
        <>
          <div className={styles.filters}>
            <SearchField label="node, pod or device" value={search.q ?? ""} onChange={(q) => change({ q })} />
            <ChoiceField
              label="resource"
              value={search.resource ?? ""}
              options={resources.map((resource) => ({ value: resource, label: resource }))}
              onChange={(resource) => change({ resource })}
            />
            <ChoiceField
              label="state"
              value={search.state ?? ""}
              options={DEVICE_STATES.map((state) => ({ value: state, label: state }))}
              onChange={(state) => change({ state })}
            />
            <ExportButtons name="devices" rows={shown} columns={COLUMNS} />
            <Switch
              label="Show devices as"
              value={search.view ?? "map"}
              options={VIEWS}
              onChange={(view) => change({ view: view === "map" ? "" : view })}
            />
          </div>
          {shown.length === 0 && (
            <NonePasses
              of={all.length}
              what="device"
              empty={emptyFilters(all, search, DEVICE_FILTERS, (device, alone) =>
                matchesDevice(device, readDevicesSearch(alone)),
              )}
              onClearOne={(key) => change({ [key]: "" })}
              onClear={() => change({ q: "", resource: "", state: "" })}
            />
          )}
          {shown.length > 0 &&
            (search.view === "table" ? (
              <Panel
                title={count(shown.length, "device")}
                aside={<SortField name="devices" label="Devices" columns={COLUMNS} />}
              >
                <DataTable
                  name="devices"
                  label="Devices"
                  rows={shown}
                  columns={COLUMNS}
                  keyOf={({ key }) => key}
                  commandsOf={deviceCommands}
                />
              </Panel>
            ) : (
              <NodeMaps devices={shown} all={all} />
            ))}
          <p className="soft">
            By the latest that each node&apos;s podresources and claims told; a node that no longer answers says when
            that was.
          </p>
        </>
      )}
    </div>
  );
};

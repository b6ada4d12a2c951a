import type { DeviceView, NodeRow, PodView } from "@bayplan/api/views";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import layout from "../../ui/layout.module.css";
import { lookOf } from "../sources/sourceState.ts";
import { DEVICE_COLUMNS } from "./deviceColumns.ts";
import { DeviceMap } from "./DeviceMap.tsx";

interface DevicesPanelProps {
  row: NodeRow;
  devices: readonly DeviceView[];
  pods: readonly PodView[];
  /** The id of the one that the address asks for. */
  asked?: string | undefined;
}

/** Why no device is listed: there is none, or nobody could be asked. */
const NoDevices = ({ sources }: { sources: NodeRow["sources"] }) => {
  const calls = sources.filter(({ source }) => source === "podresources");
  const failing = calls.find(({ state }) => state !== "ok");
  if (calls.length === 0) {
    return (
      <Notice tone="unknown" symbol="question" title="Nobody asks this node's kubelet for its devices.">
        The agent reads them from the podresources socket. Run <code>bayplan agent</code> on this node.
      </Notice>
    );
  }
  if (failing) {
    const look = lookOf(failing.state);
    return (
      <Notice tone={look.tone} symbol={look.symbol} title={`The podresources socket is ${look.word}.`}>
        {failing.message || look.advice}
      </Notice>
    );
  }
  return <Notice tone="quiet" symbol="check" title="This node has no devices: no plugin offers any." />;
};

/** Where the list of healthy devices cannot be read, those below are only what containers hold. One that is late holds. */
const HealthUnknown = ({ sources }: { sources: NodeRow["sources"] }) => {
  const list = sources.find(({ call }) => call.endsWith("/GetAllocatableResources"));
  if (!list || list.state === "ok" || list.state === "stale") return null;
  if (list.state === "unreachable" && list.heardAt !== null) return null;
  const look = lookOf(list.state);
  return (
    <Notice tone="unknown" symbol="question" title="How many devices there are, and how they are, is not known.">
      Below are those that containers hold. The list of all cannot be read: {list.message || look.advice}
    </Notice>
  );
};

export const DevicesPanel = ({ row, devices, pods, asked }: DevicesPanelProps) => (
  <Panel
    title="Devices by NUMA node"
    aside={devices.length > 0 && <ExportButtons name="devices" rows={devices} columns={DEVICE_COLUMNS} />}
  >
    {devices.length === 0 ? (
      <NoDevices sources={row.sources} />
    ) : (
      <div className={layout.stack}>
        <HealthUnknown sources={row.sources} />
        <DeviceMap node={row.name} devices={devices} pods={pods} asked={asked} />
      </div>
    )}
  </Panel>
);

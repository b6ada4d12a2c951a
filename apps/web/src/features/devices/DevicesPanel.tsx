import type { DeviceView, NodeRow, PodView } from "@bayplan/api/views";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { lookOf } from "../sources/sourceState.ts";
import { DeviceMap } from "./DeviceMap.tsx";

interface DevicesPanelProps {
  row: NodeRow;
  devices: readonly DeviceView[];
  pods: readonly PodView[];
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

export const DevicesPanel = ({ row, devices, pods }: DevicesPanelProps) => (
  <Panel title="Devices by NUMA node">
    {devices.length === 0 ? (
      <NoDevices sources={row.sources} />
    ) : (
      <DeviceMap node={row.name} devices={devices} pods={pods} />
    )}
  </Panel>
);

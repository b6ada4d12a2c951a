import type { DevicePoolView, DeviceView, FindingView, NodeRow, PodView } from "@bayplan/api/views";
import { Panel } from "../../ui/Panel.tsx";
import { FindingItems } from "../pod/PodFindings.tsx";
import { ClaimedDevices } from "./ClaimedDevices.tsx";
import { DevicesPanel } from "./DevicesPanel.tsx";
import styles from "./Devices.module.css";
import { ExclusiveCpus } from "./ExclusiveCpus.tsx";

interface DevicesTabProps {
  row: NodeRow;
  devices: readonly DeviceView[];
  pools: readonly DevicePoolView[];
  pods: readonly PodView[];
  findings: readonly FindingView[];
}

/** What a finding of devices, CPUs or their alignment is called. */
const isOfHardware = ({ rule, subject }: FindingView): boolean =>
  subject.kind === "device" || subject.kind === "cpu" || /Device|Cpu|Numa|Align/.test(rule);

/** The node's hardware as it lies: devices, exclusive CPUs, and what is wrong with either. */
export const DevicesTab = ({ row, devices, pools, pods, findings }: DevicesTabProps) => {
  const own = findings.filter((finding) => finding.settled && isOfHardware(finding));
  return (
    <div className={styles.page}>
      {own.length > 0 && (
        <Panel title="Findings of hardware">
          <FindingItems findings={own} />
        </Panel>
      )}
      <div className={styles.columns}>
        <div className={styles.page}>
          <DevicesPanel row={row} devices={devices} pods={pods} />
          {pools.length > 0 && <ClaimedDevices node={row.name} pools={pools} />}
        </div>
        <ExclusiveCpus node={row.name} />
      </div>
    </div>
  );
};

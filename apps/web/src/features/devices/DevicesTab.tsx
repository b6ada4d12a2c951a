import type { DevicePoolView, DeviceView, FindingView, NodeRow, PodView } from "@bayplan/api/views";
import { Panel } from "../../ui/Panel.tsx";
import layout from "../../ui/layout.module.css";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { FINDING_COLUMNS } from "../findings/findingColumns.ts";
import { isOfHardware } from "../findings/ofHardware.ts";
import { FindingItems } from "../pod/PodFindings.tsx";
import { SideNotice } from "../sources/SideNotice.tsx";
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
  /** The id of the device that the address asks for. */
  asked: string | undefined;
}

/** The node's hardware as it lies: devices, exclusive CPUs, and what is wrong with either. */
export const DevicesTab = ({ row, devices, pools, pods, findings, asked }: DevicesTabProps) => {
  const own = findings.filter((finding) => finding.settled && isOfHardware(finding));
  return (
    <div className={layout.stack}>
      {own.length > 0 && (
        <Panel
          title="Findings of hardware"
          aside={<ExportButtons name="findings" rows={own} columns={FINDING_COLUMNS} />}
        >
          <FindingItems findings={own} />
        </Panel>
      )}
      <div className={styles.columns}>
        <div className={layout.stack}>
          <DevicesPanel row={row} devices={devices} pods={pods} asked={asked} />
          {pools.length > 0 && <ClaimedDevices node={row.name} pools={pools} />}
          <SideNotice
            sources={row.sources}
            side="claimed devices"
            title="Which devices can be claimed, or by whom they are, is not known."
          />
        </div>
        <ExclusiveCpus node={row.name} />
      </div>
    </div>
  );
};

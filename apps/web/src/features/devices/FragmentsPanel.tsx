import type { FleetDeviceView } from "@bayplan/api/views";
import { useMemo } from "react";
import { Link } from "../../app/Link.tsx";
import { count } from "../../format/words.ts";
import { Panel } from "../../ui/Panel.tsx";
import type { Column } from "../../ui/table/column.ts";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import styles from "./Devices.module.css";
import { fragmentation, type Fragmentation } from "./fleetDevices.ts";

const COLUMNS: readonly Column<Fragmentation>[] = [
  { key: "resource", name: "Resource", value: ({ resource }) => resource },
  { key: "free", name: "Free", value: ({ free }) => free },
  { key: "physical", name: "Physical devices", value: ({ physical }) => physical },
  { key: "mostOnNode", name: "Most on one node", value: ({ largestNode }) => largestNode?.free ?? 0 },
  { key: "node", name: "Node", value: ({ largestNode }) => largestNode?.node ?? null },
  { key: "mostInNuma", name: "Most in one NUMA node", value: ({ largestNuma }) => largestNuma?.free ?? null },
  { key: "numaOf", name: "On node", value: ({ largestNuma }) => largestNuma?.node ?? null },
  { key: "numa", name: "NUMA node", value: ({ largestNuma }) => largestNuma?.numa ?? null },
];

/** How many one pod can get: many free ones on many nodes are of no use to one that needs eight. */
export const FragmentsPanel = ({ devices }: { devices: readonly FleetDeviceView[] }) => {
  const fragments = useMemo(() => fragmentation(devices), [devices]);
  return (
    <Panel
      title="How many one pod can get"
      aside={<ExportButtons name="free-devices" rows={fragments} columns={COLUMNS} />}
    >
      <ul className={styles.fragments}>
        {fragments.map(({ resource, free, physical, largestNode, largestNuma }) => (
          <li key={resource}>
            <code>{resource}</code>{" "}
            {largestNode === null ? (
              <span className="soft">none is free</span>
            ) : (
              <>
                {free} free{physical < free && `, parts or shares of ${count(physical, "device")}`}; at most{" "}
                <b>{largestNode.free}</b> on one node (
                <Link
                  to="/nodes/$name"
                  params={{ name: largestNode.node }}
                  search={{ tab: "devices" }}
                  className={styles.node}
                >
                  {largestNode.node}
                </Link>
                )
                {largestNuma &&
                  `, ${largestNuma.free} in one NUMA node (${largestNuma.node}, NUMA ${largestNuma.numa})`}
              </>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
};

import type { FleetDeviceView } from "@bayplan/api/views";

import { useMemo } from "react";
import { Link } from "../../app/Link.tsx";
import { Age } from "../../ui/Age.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import { useSize } from "../../ui/useSize.ts";
import { VirtualList } from "../../ui/VirtualList.tsx";
import { DeviceMap } from "./DeviceMap.tsx";
import styles from "./Devices.module.css";
import { byNode } from "./fleetDevices.ts";
import { columnsOf, inLines } from "./mapLines.ts";

/** Pixels that a device's column needs, its card's edge with it. */
const COLUMN = 290;
const GAP = 16;

const holdersOf = (devices: readonly FleetDeviceView[]) =>
  devices.flatMap(({ assignments: [first], holderTier }) =>
    first && first.uid !== null && holderTier !== null
      ? [{ uid: first.uid, namespace: first.namespace, name: first.pod, qosClass: holderTier }]
      : [],
  );

/** Where what is shown is not of the present. */
const LastTold = ({ at }: { at: FleetDeviceView["lastTold"] }) =>
  at && (
    <Status tone="warn" symbol="dashed">
      last told <Age at={at} suffix=" ago" />
    </Status>
  );

interface NodeMapsProps {
  /** Those drawn. */
  devices: readonly FleetDeviceView[];
  /** Every one: by them the drawn are numbered, as on their node. */
  all: readonly FleetDeviceView[];
}

/** Each node's devices in a card as wide as they need and no higher: those that need little stand beside each other. */
export const NodeMaps = ({ devices, all }: NodeMapsProps) => {
  const passing = useMemo(() => new Set(devices.map(({ key }) => key)), [devices]);
  const nodes = useMemo(() => {
    const shown = new Set(devices.map(({ node }) => node));
    return byNode(all.filter(({ node }) => shown.has(node))).map((node) =>
      Object.assign(node, { columns: columnsOf(node.devices, ({ key }) => passing.has(key)) }),
    );
  }, [devices, all, passing]);
  const { ref, width } = useSize();
  const room = Math.max(1, Math.floor((width + GAP) / (COLUMN + GAP)));
  const lines = useMemo(() => inLines(nodes, room), [nodes, room]);
  return (
    <div ref={ref}>
      {width > 0 && (
        <VirtualList
          items={lines}
          keyOf={(line) => line.map(({ node }) => node).join(" ")}
          gap={GAP}
          estimate={(line) =>
            110 +
            Math.max(...line.map(({ devices: own, columns }) => Math.ceil(own.length / Math.min(columns, room)))) * 50
          }
          render={(line) => (
            <div className={styles.line} style={{ gridTemplateColumns: `repeat(${room}, minmax(0, 1fr))` }}>
              {line.map(({ node, devices: own, columns }) => (
                <div key={node} style={{ gridColumn: `span ${Math.min(columns, room)}` }}>
                  <Panel
                    title={node}
                    aside={
                      <>
                        <Link to="/nodes/$name" params={{ name: node }} search={{ tab: "devices" }} className="soft">
                          {own.filter(({ assignments }) => assignments.length > 0).length} of {own.length} held
                        </Link>
                        <LastTold at={own[0]?.lastTold ?? null} />
                      </>
                    }
                  >
                    <DeviceMap node={node} devices={own} pods={holdersOf(own)} only={({ key }) => passing.has(key)} />
                  </Panel>
                </div>
              ))}
            </div>
          )}
        />
      )}
    </div>
  );
};

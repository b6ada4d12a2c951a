import type { DeviceView, PodView } from "@bayplan/api/views";
import type { QosClass } from "@bayplan/shared";
import type { CSSProperties } from "react";
import { isCameBack } from "../../app/arrival.ts";
import { Link } from "../../app/Link.tsx";
import { shortId } from "../../format/ids.ts";
import { CommandMenu } from "../../ui/CommandMenu.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Symbol } from "../../ui/Symbol.tsx";
import { deviceCommands } from "./commands.ts";
import styles from "./DeviceMap.module.css";
import { devicesByNuma } from "./devicesByNuma.ts";
import { acrossOf } from "./mapLines.ts";

type Assignment = DeviceView["assignments"][number];

interface DeviceMapProps {
  node: string;
  devices: readonly DeviceView[];
  /** Those that hold devices, for the tier that each was promised. */
  pods: readonly Pick<PodView, "uid" | "namespace" | "name" | "qosClass">[];
  /** The pod on whose page this is: who holds a device is then its container, and leads to where the device lies. */
  ofPod?: string;
  /** The id of the one that was asked for: it is marked, and brought into sight. */
  asked?: string | undefined;
  /** Draws only these of them, under the numbers they have on the node. */
  only?: (device: DeviceView) => boolean;
}

const Holder = ({ assignment, node }: { assignment: Assignment; node: string }) => (
  <Link
    to="/pods/$namespace/$name"
    params={{ namespace: assignment.namespace, name: assignment.pod }}
    search={{ node }}
    title={`container ${assignment.container} in ${assignment.namespace}`}
  >
    {assignment.pod}
  </Link>
);

/** On the pod's own page its name says nothing: the container's does, and the way goes back to the device. */
const OwnContainer = ({ device, container, node }: { device: DeviceView; container: string; node: string }) => (
  <Link
    to="/nodes/$name"
    params={{ name: node }}
    search={{ tab: "devices", device: device.id }}
    title={`${device.id} among the devices of ${node}`}
  >
    {container}
  </Link>
);

const intoSight = (element: HTMLElement | null): void => {
  if (!element || isCameBack()) return;
  // After the router has put a new place to its top.
  requestAnimationFrame(() => element.scrollIntoView({ block: "center" }));
};

const DeviceItem = ({
  node,
  device,
  index,
  tier,
  ofPod,
  isAsked,
}: {
  node: string;
  device: DeviceView;
  index: number;
  tier: QosClass | undefined;
  ofPod: string | undefined;
  isAsked: boolean;
}) => {
  const held = device.assignments.length > 0;
  const bad = device.health === "Unhealthy";
  return (
    <li
      ref={isAsked ? intoSight : undefined}
      className={styles.device}
      data-calm
      data-held={held || undefined}
      data-bad={bad || undefined}
      data-tier={tier}
      data-asked={isAsked || undefined}
      aria-current={isAsked || undefined}
    >
      <b className={styles.index}>{index}</b>
      <div>
        <p className={styles.holder}>
          {bad && (
            <span className={styles.bad}>
              <Symbol name="slash" /> unhealthy{held ? ", held by " : ", not held"}
            </span>
          )}
          {!held && !bad && (device.health === "Unknown" ? "not held" : "free")}
          {device.assignments.map((assignment) => {
            const { namespace, pod, container } = assignment;
            const key = `${namespace}/${pod}/${container}`;
            return ofPod === `${namespace}/${pod}` ? (
              <OwnContainer key={key} device={device} container={container} node={node} />
            ) : (
              <Holder key={key} assignment={assignment} node={node} />
            );
          })}
          {device.health === "Unknown" && (
            <span className="soft" title={device.healthUnknown ?? undefined}>
              {" "}
              health not known
            </span>
          )}
        </p>
        <p className={styles.id}>
          <code title={device.id}>{shortId(device.id)}</code>
          {device.physicalId !== device.id && <span className="soft">of {shortId(device.physicalId)}</span>}
          <CopyButton text={device.id} what="device id" />
          <CommandMenu of={shortId(device.id)} commands={deviceCommands(device)} />
        </p>
      </div>
    </li>
  );
};

/** Devices as they lie: in their NUMA nodes, each with its holder and health. */
export const DeviceMap = ({ node, devices, pods, ofPod, asked, only }: DeviceMapProps) => {
  const tierOf = ({ namespace, pod, uid }: Assignment): QosClass | undefined =>
    pods.find((each) => (uid === null ? each.namespace === namespace && each.name === pod : each.uid === uid))
      ?.qosClass;
  return (
    <div className={styles.resources}>
      {devicesByNuma(devices, only).map(({ resource, groups }) => (
        <div key={resource}>
          <h3 className={styles.resource}>{resource}</h3>
          <div className={styles.groups}>
            {groups.map((group) => (
              <div
                key={group.name}
                className={styles.group}
                style={{ "--across": acrossOf(group.devices.length) } as CSSProperties}
              >
                <h4>{group.name}</h4>
                <ul>
                  {group.devices.map(({ device, index }) => (
                    <DeviceItem
                      key={device.key}
                      node={node}
                      device={device}
                      index={index}
                      ofPod={ofPod}
                      isAsked={device.id === asked}
                      tier={device.assignments[0] && tierOf(device.assignments[0])}
                    />
                  ))}
                </ul>
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
};

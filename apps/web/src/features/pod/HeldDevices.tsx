import type { DeviceView, PodView } from "@bayplan/api/views";
import { Panel } from "../../ui/Panel.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { DEVICE_COLUMNS } from "../devices/deviceColumns.ts";
import { DeviceMap } from "../devices/DeviceMap.tsx";

/** The kubelet gives no UID with an assignment: without one, the name decides. */
const isOf = (
  { namespace, pod, uid }: DeviceView["assignments"][number],
  { namespace: ofNamespace, name, uid: ofUid }: PodView,
): boolean => (uid === null ? namespace === ofNamespace && pod === name : uid === ofUid);

export const isHeldBy =
  (pod: PodView) =>
  ({ assignments }: DeviceView): boolean =>
    assignments.some((assignment) => isOf(assignment, pod));

interface HeldDevicesProps {
  node: string;
  pod: PodView;
  /** All of the node: by them those it holds are numbered. */
  devices: readonly DeviceView[];
}

/** The devices that the pod's containers hold, where they lie; nothing where they hold none. */
export const HeldDevices = ({ node, pod, devices }: HeldDevicesProps) => {
  const isHeld = isHeldBy(pod);
  const held = devices.filter(isHeld);
  if (held.length === 0) return null;
  return (
    <Panel title="Devices it holds" aside={<ExportButtons name="devices" rows={held} columns={DEVICE_COLUMNS} />}>
      <DeviceMap node={node} devices={devices} only={isHeld} pods={[pod]} ofPod={`${pod.namespace}/${pod.name}`} />
    </Panel>
  );
};

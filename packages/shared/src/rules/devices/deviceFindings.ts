import type { Allocation, Device } from "../../model/device.ts";
import type { KubeletConfig } from "../../model/kubelet.ts";
import type { Node } from "../../model/node.ts";
import type { Pod } from "../../model/pod.ts";
import type { Finding, FindingSubject } from "../finding.ts";
import { textSetting } from "../kubeletSetting.ts";
import { parseQuantity, toNumber } from "../quantity.ts";
import { allocatedOf } from "../resources/podResources.ts";
import { formatCount } from "../wording.ts";
import { deviceAssignments, reportedHealth, type DeviceAssignment } from "./deviceAssignments.ts";
import { countFindings, SAMPLES_APART } from "./countFindings.ts";
import { hamiShares } from "./hami.ts";
import { holderOf, podsByName, type DeviceHolder, type PodsByName } from "./holder.ts";
import { numaNodesById, numaNodesOf } from "./numaNodes.ts";

export interface DeviceFindingsInput {
  devices: readonly Device[];
  allocations: readonly Allocation[];
  /** Undefined where no source tells the node's pods: then nothing is said of pods that are gone. */
  pods: readonly Pod[] | undefined;
  node?: Pick<Node, "capacity" | "allocatable"> | undefined;
  config?: KubeletConfig | undefined;
  parents?: ReadonlyMap<string, string>;
  /** The NUMA node of each CPU, where something tells it. */
  numaOfCpu?: ReadonlyMap<number, number>;
}

/** What is wrong with the node's devices: each finding is of a device, of a container, or of the node's count. */
export function deviceFindings(input: DeviceFindingsInput): Finding[] {
  const assignments = deviceAssignments({
    devices: input.devices,
    allocations: input.allocations,
    pods: input.pods ?? [],
    ...(input.parents ? { parents: input.parents } : {}),
  });
  const pods = podsByName(input.pods ?? []);
  const inventory: Inventory = {
    resources: [...new Set(assignments.map((item) => item.resource))],
    numaNodes: numaNodesById(assignments),
  };
  return [
    ...assignments.flatMap((item) => ofDevice(item, pods)),
    ...splitDevices(assignments),
    ...(input.pods ? heldByGone(input.allocations, pods) : []),
    ...input.allocations.flatMap((allocation) => ofContainer(allocation, input, pods, inventory)),
    ...(input.node ? countFindings(assignments, input.node) : []),
  ];
}

function ofDevice(item: DeviceAssignment, pods: PodsByName): Finding[] {
  const findings: Finding[] = [];
  const subject = deviceSubject(item);
  if (item.health === "Unhealthy") {
    const held = item.assignments.length > 0;
    findings.push({
      rule: held ? "UnhealthyDeviceHeld" : "UnhealthyDevice",
      severity: held ? "critical" : "warning",
      subject,
      ...(held ? { others: item.assignments.map(holderSubject) } : {}),
      message: held
        ? "Held by a container, and no longer among the healthy devices: its work may have failed already."
        : "No longer among the healthy devices: nothing is scheduled on it.",
      since: null,
      settles: 0,
    });
  }
  const holders = exclusiveHolders(item, pods);
  if (holders.length > 1) {
    findings.push({
      rule: "DeviceHeldTwice",
      severity: "critical",
      subject,
      others: holders.map(holderSubject),
      message: `Given to ${holders.length} containers, though one id is for one container alone.`,
      since: null,
      settles: 0,
    });
  }
  const doubts = item.assignments.filter((holder) => saysUnhealthy(item, holder, pods));
  if (item.health === "Healthy" && doubts.length > 0) {
    findings.push({
      rule: "DeviceHealthDisagrees",
      severity: "warning",
      subject,
      others: doubts.map(holderSubject),
      message: "Among the kubelet's healthy devices, and unhealthy by the status of the pod that holds it.",
      since: null,
      settles: SAMPLES_APART,
    });
  }
  return findings;
}

/** An init container's devices go on to the containers that follow it in its pod: those are not two holders. */
function exclusiveHolders(item: DeviceAssignment, pods: PodsByName): DeviceHolder[] {
  const isOverTaken = ({ namespace, pod, container }: DeviceHolder): boolean =>
    item.assignments.some(
      (other) => other.namespace === namespace && other.pod === pod && other.container !== container,
    ) &&
    (pods.get(`${namespace}/${pod}`) ?? []).some((candidate) =>
      candidate.spec.initContainers?.some((init) => init.name === container && init.restartPolicy !== "Always"),
    );
  return item.assignments.filter((holder) => !isOverTaken(holder));
}

function saysUnhealthy(item: DeviceAssignment, holder: DeviceHolder, pods: PodsByName): boolean {
  const pod = pods.get(`${holder.namespace}/${holder.pod}`)?.find((candidate) => candidate.id === holder.uid);
  return pod !== undefined && reportedHealth(pod, holder.container, item.resource, item.id) === "Unhealthy";
}

/** A physical device that is held whole by one and in parts by another: its sharing was changed while it was held. */
function splitDevices(assignments: readonly DeviceAssignment[]): Finding[] {
  const whole = new Map(
    assignments
      .filter((item) => item.id === item.physicalId && item.assignments.length > 0)
      .map((item) => [item.id, item]),
  );
  const parts = assignments.filter((item) => item.id !== item.physicalId && item.assignments.length > 0);
  const held = Map.groupBy(parts, (part) => part.physicalId);
  return [...held].flatMap(([physical, members]) => {
    const item = whole.get(physical);
    if (!item) return [];
    return {
      rule: "DeviceHeldWholeAndInParts",
      severity: "critical",
      subject: deviceSubject(item),
      others: [...item.assignments, ...members.flatMap((part) => part.assignments)].map(holderSubject),
      message: `Held whole by a container, and ${formatCount(members.length, "part", "parts")} of it by others.`,
      since: null,
      settles: 0,
    };
  });
}

function heldByGone(allocations: readonly Allocation[], pods: PodsByName): Finding[] {
  return allocations
    .filter((allocation) => allocation.devices.length > 0 || allocation.cpuIds.length > 0)
    .filter((allocation) => holderOf(allocation, pods).state === "gone")
    .map((allocation) => ({
      rule: "HeldByGonePod",
      severity: "warning",
      subject: containerSubject(allocation, undefined),
      message: `The pod is gone, and the kubelet still holds ${held(allocation)} for it.`,
      since: null,
      settles: SAMPLES_APART,
    }));
}

const held = ({ devices, cpuIds }: Allocation): string =>
  [
    ...(devices.length > 0 ? [formatCount(devices.length, "device", "devices")] : []),
    ...(cpuIds.length > 0 ? [formatCount(cpuIds.length, "CPU", "CPUs")] : []),
  ].join(" and ");

/** What is asked of the devices once for each container. */
interface Inventory {
  resources: readonly string[];
  numaNodes: ReturnType<typeof numaNodesById>;
}

function ofContainer(
  allocation: Allocation,
  input: DeviceFindingsInput,
  pods: PodsByName,
  inventory: Inventory,
): Finding[] {
  const holder = holderOf(allocation, pods);
  if (holder.state === "finished") return [];
  const pod = holder.state === "held" ? holder.pod : undefined;
  const findings: Finding[] = [];
  const nodes = numaNodesOf(allocation, inventory.numaNodes, input.numaOfCpu);
  if (nodes.length > 1) {
    const policy = textSetting(input.config, "topologyManagerPolicy");
    findings.push({
      rule: "SplitAcrossNumaNodes",
      severity: "warning",
      subject: containerSubject(allocation, pod),
      message: `${whereIs(allocation, nodes, input, inventory)}${policy === null ? "" : `; the topology policy of this node is ${policy}`}.`,
      since: null,
      settles: 0,
    });
  }
  if (!pod) return findings;
  const shares = hamiShares(pod).get(allocation.container);
  const strange = shares?.filter(
    (share) => !allocation.devices.some((device) => device.deviceId.startsWith(share.uuid)),
  );
  if (strange && strange.length > 0 && allocation.devices.length > 0) {
    findings.push({
      rule: "HamiGaveAnother",
      severity: "info",
      subject: containerSubject(allocation, pod),
      message: `HAMi gave it ${strange.map((share) => share.uuid).join(", ")}, not the device of the id that the kubelet chose.`,
      since: null,
      settles: 0,
    });
  }
  return [...findings, ...asked(allocation, pod, inventory.resources)];
}

/** What lies where, devices and CPUs apart where both are told. */
function whereIs(
  { devices, cpuIds }: Allocation,
  nodes: readonly number[],
  { numaOfCpu }: DeviceFindingsInput,
  { numaNodes }: Inventory,
): string {
  const ofDevices = numaNodesOf({ devices, cpuIds: [] }, numaNodes);
  const ofCpus = numaNodesOf({ devices: [], cpuIds }, numaNodes, numaOfCpu);
  if (ofDevices.length === 0 || ofCpus.length === 0) return `What it holds lies on NUMA nodes ${nodes.join(" and ")}`;
  const on = (some: readonly number[]): string => `NUMA ${some.length > 1 ? "nodes" : "node"} ${some.join(" and ")}`;
  return `Its devices lie on ${on(ofDevices)}, its CPUs on ${on(ofCpus)}`;
}

/** A container may hold more or fewer than it asked for only while a list is older than its pod. */
function asked(allocation: Allocation, pod: Pod, resources: readonly string[]): Finding[] {
  // A claim can stand in for an extended resource: then the lists have no id of it.
  if (pod.status.extendedResourceClaim !== undefined) return [];
  const spec = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].find(
    (container) => container.name === allocation.container,
  );
  if (!spec) return [];
  const status = pod.status.containerStatuses?.find((each) => each.name === spec.name);
  const requests = allocatedOf(pod, spec, status) ?? {};
  return resources.flatMap((resource) => {
    const wanted = requests[resource] === undefined ? 0 : toNumber(parseQuantity(requests[resource]));
    const has = allocation.devices.filter((device) => device.resource === resource).length;
    if (wanted === has) return [];
    return {
      rule: "DeviceRequestDisagrees",
      severity: "warning" as const,
      subject: containerSubject(allocation, pod),
      message: `It asks for ${wanted} ${resource} and holds ${has}.`,
      since: null,
      settles: SAMPLES_APART,
    };
  });
}

const deviceSubject = (item: DeviceAssignment): FindingSubject => ({
  kind: "device",
  id: `${item.resource}/${item.id}`,
  device: item.id,
});

const holderSubject = ({ namespace, pod, container, uid }: Omit<DeviceHolder, "gone">): FindingSubject => ({
  kind: "container",
  id: `${namespace}/${pod}/${container}`,
  namespace,
  pod,
  container,
  ...(uid === null ? {} : { uid }),
});

const containerSubject = ({ namespace, pod, container }: Allocation, of: Pod | undefined): FindingSubject =>
  holderSubject({ namespace, pod, container, uid: of?.id ?? null });

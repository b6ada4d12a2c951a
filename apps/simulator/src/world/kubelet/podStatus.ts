import type {
  ContainerState,
  ContainerStatus,
  Pod,
  PodCondition,
  PodStatus,
  ResourceList,
  TerminatedState,
} from "../kubernetes.ts";
import { amount, bytes, cores } from "../quantity.ts";
import type { RuntimeContainer } from "../runtime/state.ts";
import { toSeconds } from "../time/moments.ts";
import type { ContainerSlot, Device, PodEntry } from "./state.ts";

interface StatusContext {
  now: number;
  hostIP: string;
  runtimeName: string;
  devices: readonly Device[];
  /** Kubelets say how a container's devices are since 1.36 (KEP-4680). */
  tellsHealth: boolean;
}

/** The status that the kubelet works out of what its runtime holds, conditions in its order. */
export function podStatus(entry: PodEntry, context: StatusContext): PodStatus {
  const { object, slots, ending } = entry;
  const before = object.status;
  const startTime = before.startTime ?? toSeconds(context.now);
  const observedGeneration = object.metadata.generation ?? 1;
  if (entry.stage === "refused") {
    return {
      observedGeneration,
      phase: "Failed",
      message: ending?.message ?? "",
      reason: ending?.reason ?? "",
      startTime,
      qosClass: before.qosClass,
    };
  }
  const phase = podPhase(entry);
  const addresses = entry.ip === null ? [] : [{ ip: entry.ip }];
  const initStatuses = slots.filter(({ kind }) => kind !== "regular");
  const regular = slots
    .filter(({ kind }) => kind === "regular")
    .toSorted((a, b) => (a.spec.name < b.spec.name ? -1 : 1));
  return {
    observedGeneration,
    phase,
    conditions: conditions(entry, phase, context.now),
    ...(ending && entry.stage === "finished" && { message: ending.message, reason: ending.reason }),
    hostIP: context.hostIP,
    hostIPs: [{ ip: context.hostIP }],
    ...(addresses[0] && { podIP: addresses[0].ip, podIPs: addresses }),
    startTime,
    ...(initStatuses.length > 0 && {
      initContainerStatuses: initStatuses.map((slot) => containerStatus(slot, entry, context)),
    }),
    containerStatuses: regular.map((slot) => containerStatus(slot, entry, context)),
    qosClass: before.qosClass,
    ...(before.resourceClaimStatuses && { resourceClaimStatuses: before.resourceClaimStatuses }),
    ...podResources(entry),
  };
}

export const ended = (slot: ContainerSlot): boolean => slot.current?.state === "exited";

export const running = (slot: ContainerSlot): boolean => slot.current?.state === "running";

export const succeeded = (slot: ContainerSlot): boolean => ended(slot) && slot.current?.exitCode === 0;

const neverRan = (slot: ContainerSlot): boolean =>
  !slot.previous && (!slot.current || slot.current.state === "created");

/** Init containers that have done their part: a sidecar when it has started, another when it succeeded. */
const initialised = (entry: PodEntry): boolean =>
  entry.slots.every((slot) => slot.kind === "regular" || (slot.kind === "sidecar" ? slot.started : succeeded(slot)));

/** The kubelet's `getPhase` (pkg/kubelet/kubelet_pods.go). */
function podPhase(entry: PodEntry): string {
  const regular = entry.slots.filter(({ kind }) => kind === "regular");
  if (entry.ending && entry.stage === "finished") return "Failed";
  const failedInit = entry.slots.some((slot) => slot.kind === "init" && ended(slot) && !succeeded(slot));
  if (failedInit && entry.plan.restartPolicy === "Never") return "Failed";
  // The word of the end is said once nothing of the pod runs any more.
  if (entry.stage === "finished") return regular.every(succeeded) ? "Succeeded" : "Failed";
  return regular.some(neverRan) ? "Pending" : "Running";
}

function conditions(entry: PodEntry, phase: string, now: number): PodCondition[] {
  const { object, slots } = entry;
  const waiting = slots.filter((slot) => slot.kind !== "init" && !slot.ready);
  const over = regularOver(entry);
  const notReady =
    phase === "Failed"
      ? { reason: "PodFailed" }
      : over
        ? { reason: "PodCompleted" }
        : {
            reason: "ContainersNotReady",
            message: `containers with unready status: [${waiting.map(({ spec }) => spec.name).join(" ")}]`,
          };
  const ready = waiting.length === 0 && !over && phase === "Running";
  const initialDone = initialised(entry) || slots.every(({ kind }) => kind === "regular");
  const wanted: Omit<PodCondition, "lastTransitionTime" | "lastProbeTime">[] = [
    ...disruption(entry),
    ...(entry.pendingResize ? [{ type: "PodResizePending", status: "True" as const, ...entry.pendingResize }] : []),
    ...(entry.resize ? [{ type: "PodResizeInProgress", status: "True" as const }] : []),
    { type: "PodReadyToStartContainers", status: entry.sandbox?.ready ? "True" : "False" },
    initialDone || over
      ? { type: "Initialized", status: "True", ...(over && phase !== "Failed" && { reason: "PodCompleted" }) }
      : {
          type: "Initialized",
          status: "False",
          reason: "ContainersNotInitialized",
          message: `containers with incomplete status: [${slots
            .filter((slot) => slot.kind !== "regular" && !(slot.kind === "sidecar" ? slot.started : succeeded(slot)))
            .map(({ spec }) => spec.name)
            .join(" ")}]`,
        },
    ready ? { type: "Ready", status: "True" } : { type: "Ready", status: "False", ...notReady },
    ready ? { type: "ContainersReady", status: "True" } : { type: "ContainersReady", status: "False", ...notReady },
    { type: "PodScheduled", status: "True" },
  ];
  return wanted.map((condition) => dated(condition, object, now));
}

/** Set by who wants the pod to go, and kept by the kubelet; or its own, once nothing of the pod runs any more. */
function disruption({ object, ending, stage }: PodEntry): Omit<PodCondition, "lastTransitionTime" | "lastProbeTime">[] {
  if (ending && ending.disruption !== null && stage === "finished")
    return [{ type: "DisruptionTarget", status: "True", reason: "TerminationByKubelet", message: ending.disruption }];
  return object.status.conditions?.filter(({ type }) => type === "DisruptionTarget") ?? [];
}

/** A condition's moment moves only when its status does. */
function dated(
  condition: Omit<PodCondition, "lastTransitionTime" | "lastProbeTime">,
  { metadata, status }: Pod,
  now: number,
): PodCondition {
  const before = status.conditions?.find(({ type }) => type === condition.type);
  return {
    ...condition,
    observedGeneration: metadata.generation ?? 1,
    lastProbeTime: null,
    lastTransitionTime: before?.status === condition.status ? before.lastTransitionTime : toSeconds(now),
  };
}

/** Nothing will start again: the pod's own containers ended and its policy lets them. */
const regularOver = (entry: PodEntry): boolean => {
  const regular = entry.slots.filter(({ kind }) => kind === "regular");
  if (!regular.every(ended)) return false;
  const policy = entry.object.spec.restartPolicy;
  return policy === "Never" || (policy === "OnFailure" && regular.every(succeeded));
};

function containerStatus(
  slot: ContainerSlot,
  entry: PodEntry,
  { runtimeName, devices, tellsHealth }: StatusContext,
): ContainerStatus {
  const { spec, current, allocated } = slot;
  const last = slot.waiting && current?.state === "exited" ? current : slot.previous;
  const id = current && current.state !== "created" ? current : slot.previous;
  return {
    name: spec.name,
    state: containerState(slot, entry, runtimeName),
    lastState: last ? { terminated: terminated(last, runtimeName) } : {},
    ready: slot.kind === "init" ? succeeded(slot) : slot.ready,
    restartCount: slot.restarts,
    image: spec.image,
    imageID: id?.imageId ?? "",
    ...(id && { containerID: `${runtimeName}://${id.id}` }),
    started: slot.started,
    ...(allocated && Object.keys(allocated).length > 0 && { allocatedResources: allocated }),
    ...(id && { resources: slot.actual }),
    ...(spec.volumeMounts && id && { volumeMounts: spec.volumeMounts }),
    ...(id && { user: { linux: { uid: 0, gid: 0, supplementalGroups: [0] } } }),
    ...(slot.devices.length > 0 &&
      tellsHealth && {
        allocatedResourcesStatus: slot.devices.map(({ resource, ids }) => ({
          name: resource,
          resources: ids.map((resourceID) => ({
            resourceID,
            health: devices.find(({ id }) => id === resourceID)?.healthy ? "Healthy" : "Unhealthy",
          })),
        })),
      }),
  };
}

function containerState(slot: ContainerSlot, entry: PodEntry, runtimeName: string): ContainerState {
  const { current, waiting } = slot;
  if (waiting) return { waiting };
  if (current?.state === "running")
    return { running: { startedAt: toSeconds(current.startedAt ?? current.createdAt) } };
  if (current?.state === "exited") return { terminated: terminated(current, runtimeName) };
  if (slot.previous && current?.state === "created") return { terminated: terminated(slot.previous, runtimeName) };
  const hasInit = entry.slots.some(({ kind }) => kind !== "regular");
  return { waiting: { reason: hasInit ? "PodInitializing" : "ContainerCreating" } };
}

const terminated = (container: RuntimeContainer, runtimeName: string): TerminatedState => ({
  exitCode: container.exitCode,
  reason: container.reason,
  ...(container.message && { message: container.message }),
  startedAt: container.startedAt === null ? null : toSeconds(container.startedAt),
  finishedAt: container.finishedAt === null ? null : toSeconds(container.finishedAt),
  containerID: `${runtimeName}://${container.id}`,
});

/** What the kubelet adds up for the whole pod. */
function podResources({ object, slots }: PodEntry): Pick<PodStatus, "allocatedResources" | "resources"> {
  const counted = slots.filter(({ kind }) => kind !== "init");
  const own = object.spec.resources;
  const allocated = { ...sum(counted.map((slot) => slot.allocated ?? {})), ...own?.requests };
  const requests = { ...sum(counted.map(({ actual }) => actual.requests ?? {})), ...own?.requests };
  const limits = { ...sum(counted.map(({ actual }) => actual.limits ?? {})), ...own?.limits };
  return {
    ...(Object.keys(allocated).length > 0 && { allocatedResources: allocated }),
    resources: {
      ...(Object.keys(limits).length > 0 && { limits }),
      ...(Object.keys(requests).length > 0 && { requests }),
    },
  };
}

function sum(lists: ResourceList[]): ResourceList {
  const sums: Record<string, number> = {};
  for (const list of lists)
    for (const [name, quantity] of Object.entries(list)) sums[name] = (sums[name] ?? 0) + amount(quantity);
  return Object.fromEntries(Object.entries(sums).map(([name, value]) => [name, quantityOf(name, value)]));
}

const quantityOf = (resource: string, value: number): string =>
  resource === "cpu" ? cores(value) : /memory|storage|hugepages/.test(resource) ? bytes(value) : String(value);

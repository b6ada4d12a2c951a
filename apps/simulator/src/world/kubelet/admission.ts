import type { Pod } from "../kubernetes.ts";
import { amount } from "../quantity.ts";
import { toNanosText } from "../time/moments.ts";
import { behaviour as behaviourOf, type ContainerPlan, type PodPlan } from "../workloads/plan.ts";
import type { KubeletCore } from "./core.ts";
import type { ContainerSlot, PodEntry } from "./state.ts";

/** A pod as the kubelet has it when it first sees it. */
export function createEntry(object: Pod, plan: PodPlan, seenAt: number): PodEntry {
  const annotations = {
    "kubernetes.io/config.seen": toNanosText(seenAt, object.metadata.uid),
    "kubernetes.io/config.source": "api",
    ...object.metadata.annotations,
  };
  const init = (plan.init ?? []).map((container, index) =>
    createSlot(container, object.spec.initContainers?.[index], container.sidecar ? "sidecar" : "init"),
  );
  const regular = plan.containers.map((container, index) =>
    createSlot(container, object.spec.containers[index], "regular"),
  );
  return {
    object: { ...object, metadata: { ...object.metadata, annotations } },
    plan,
    stage: "starting",
    seenAt,
    slots: [...init, ...regular].filter((slot) => slot !== null),
    sandbox: null,
    ip: null,
    ending: null,
    resize: null,
    pendingResize: null,
    mirrorUid: null,
    unsent: false,
  };
}

function createSlot(
  plan: ContainerPlan,
  spec: ContainerSlot["spec"] | undefined,
  kind: ContainerSlot["kind"],
): ContainerSlot | null {
  if (!spec) return null;
  return {
    spec,
    kind,
    behaviour: behaviourOf(plan),
    current: null,
    previous: null,
    restarts: 0,
    waiting: null,
    ready: false,
    started: false,
    backOff: { delay: 0, since: 0 },
    pullAttempts: 0,
    allocated: null,
    actual: spec.resources,
    devices: [],
    cpus: [],
    probeFailures: { liveness: 0, readiness: 0 },
  };
}

/** Gives the pod what it asks for, or says why the kubelet refuses it: the reason and what it says beside it. */
export function admitPod(core: KubeletCore, entry: PodEntry): { reason: string; message: string } | null {
  if (entry.plan.refused) return entry.plan.refused;
  const cpu = shortage(core, entry, "cpu", core.profile.cores);
  if (cpu) return cpu;
  const devices = core.devices.allocate(entry);
  if (devices !== null) return { reason: "UnexpectedAdmissionError", message: devices };
  for (const slot of entry.slots) slot.allocated = slot.spec.resources.requests ?? {};
  return null;
}

/** The kubelet counts in thousandths, as the scheduler does. */
function shortage(
  core: KubeletCore,
  entry: PodEntry,
  resource: string,
  capacity: number,
): { reason: string; message: string } | null {
  const asked = requested(entry, resource);
  const used = [...core.pods.values()]
    .filter((other) => other !== entry && other.stage !== "finished" && other.stage !== "refused")
    .reduce((sum, other) => sum + requested(other, resource), 0);
  if (asked === 0 || used + asked <= capacity) return null;
  return {
    reason: `OutOf${resource}`,
    message: `Node didn't have enough resource: ${resource}, requested: ${milli(asked)}, used: ${milli(used)}, capacity: ${milli(capacity)}`,
  };
}

/** What the kubelet has given the pod, or what it asks for before that; in cores or bytes. */
export const requested = (entry: PodEntry, resource: string, wish?: ContainerSlot): number =>
  entry.object.spec.resources
    ? amount(entry.object.spec.resources.requests?.[resource])
    : entry.slots
        .filter(({ kind }) => kind !== "init")
        .map((slot) => (slot === wish ? null : slot.allocated) ?? slot.spec.resources.requests ?? {})
        .reduce((sum, requests) => sum + amount(requests[resource]), 0);

const milli = (value: number) => Math.round(value * 1000);

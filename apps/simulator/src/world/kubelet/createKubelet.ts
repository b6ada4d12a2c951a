import type { Pod, ResourceRequirements } from "../kubernetes.ts";
import type { Sandbox } from "../runtime/state.ts";
import { SECOND } from "../time/clock.ts";
import type { PodPlan } from "../workloads/plan.ts";
import { admitPod, createEntry } from "./admission.ts";
import { type Past, adoptContainer } from "./adoption.ts";
import type { KubeletCore } from "./core.ts";
import { type Lifecycle, createLifecycle } from "./lifecycle.ts";
import { type NodeStatus } from "./nodeStatus.ts";
import { podStatus } from "./podStatus.ts";
import { resizeContainer } from "./resize.ts";
import { type Shutdown, createShutdown } from "./shutdown.ts";
import { minorOf, type PodEntry } from "./state.ts";
import { createTermination } from "./termination.ts";

/** One node's kubelet: what it does with the pods that are bound to it. */
export interface Kubelet {
  core: KubeletCore;
  nodeStatus: NodeStatus;
  /** A pod was bound to this node. */
  admit(object: Pod, plan: PodPlan): void;
  /** A pod that has been running for long when the story begins; returned with the status the API shows of it. */
  adopt(object: Pod, plan: PodPlan, past: Past): PodEntry;
  remove(entry: PodEntry, grace: number, gone: () => void): void;
  evict(entry: PodEntry, eviction: Eviction): void;
  /** A pod of a file on the node; its mirror in the API has that UID. */
  admitStatic(object: Pod, plan: PodPlan, mirrorUid: string): PodEntry;
  shutdown: Shutdown;
  end: Lifecycle["end"];
  resize(entry: PodEntry, container: string, resources: ResourceRequirements): void;
  setDeviceHealth(id: string, healthy: boolean): void;
  counters: EvictionCounters;
}

/** How many pods it put out, by signal, and for critical ones, by what those were short of. */
export interface EvictionCounters {
  evictions: Map<string, number>;
  preemptions: Map<string, number>;
}

export interface Eviction {
  /** `memory.available`, or `ephemeralcontainerfs.limit` and the like for a local-storage limit. */
  signal: string;
  message: string;
  /** What the kubelet notes on the event of a threshold eviction. */
  annotations?: Record<string, string>;
  /** A threshold's victim is marked as disrupted, one of a local-storage limit is not. */
  disruption: boolean;
  /** Milliseconds. */
  grace: number;
  done?: () => void;
}

const CRITICAL_PRIORITY = 2_000_000_000;

export function createKubelet(core: KubeletCore, nodeStatus: NodeStatus): Kubelet {
  const { agenda, runtime } = core;
  const termination = createTermination(core);
  const lifecycle = createLifecycle(core, termination.complete);

  function refuse(entry: PodEntry, { reason, message }: { reason: string; message: string }): void {
    core.podEvent(entry, "Warning", reason, message);
    entry.stage = "refused";
    entry.ending = { reason, message: `Pod was rejected: ${message}`, disruption: null };
    core.statusChanged(entry);
  }

  /** Under pressure the kubelet takes nothing it would have to put out next: of memory the BestEffort, of disk all. */
  function pressed(entry: PodEntry): { reason: string; message: string } | null {
    if (entry.object.spec.priority >= CRITICAL_PRIORITY) return null;
    const bestEffort = entry.object.status.qosClass === "BestEffort";
    const pressure = nodeStatus.has("DiskPressure")
      ? "DiskPressure"
      : bestEffort && nodeStatus.has("MemoryPressure")
        ? "MemoryPressure"
        : null;
    return pressure && { reason: "Evicted", message: `The node had condition: [${pressure}]. ` };
  }

  function runSandbox(entry: PodEntry): void {
    const createdAt = agenda.now();
    agenda.after(core.delay(280, 520), () => {
      if (entry.stage !== "starting") return;
      entry.ip = entry.object.spec.hostNetwork ? core.hostIP : core.nextPodIP();
      entry.sandbox = runtime.runSandbox(sandboxFor(entry, createdAt));
      core.statusChanged(entry);
      agenda.after(core.delay(5, 15), () => lifecycle.startContainers(entry));
    });
  }

  const counters: EvictionCounters = { evictions: new Map(), preemptions: new Map() };
  const shutdown = createShutdown(core, nodeStatus, termination);

  function admit(entry: PodEntry): void {
    if (entry.stage !== "starting") return;
    const refusal = shutdown.refusal() ?? pressed(entry) ?? admitPod(core, entry);
    const victim = refusal?.reason.startsWith("OutOf") ? victimFor(entry) : undefined;
    if (refusal && victim) {
      preempt(victim, refusal.reason.slice("OutOf".length), () => admit(entry));
      return;
    }
    if (refusal) {
      refuse(entry, refusal);
      return;
    }
    core.statusChanged(entry);
    // Volumes are mounted before the sandbox is asked for.
    agenda.after(core.delay(120, 260), () => {
      if (entry.stage === "starting") runSandbox(entry);
    });
  }

  /** Whom the story has in store to make room for that critical pod. */
  const victimFor = ({ plan }: PodEntry): PodEntry | undefined =>
    [...core.pods.values()].find(
      (other) =>
        other.stage === "running" &&
        other.plan.namespace === plan.preempts?.namespace &&
        other.plan.name === plan.preempts.name,
    );

  /** The kubelet's words: pkg/kubelet/preemption/preemption.go. */
  function preempt(victim: PodEntry, resource: string, done: () => void): void {
    const message = "Preempted in order to admit critical pod";
    count(counters.preemptions, resource);
    termination.putOut(victim, {
      event: { reason: "Preempting", message },
      ending: {
        reason: "Preempting",
        message,
        disruption: "Pod was preempted by Kubelet to accommodate a critical pod.",
      },
      grace: victim.object.spec.terminationGracePeriodSeconds * SECOND,
      done,
    });
  }

  return {
    core,
    nodeStatus,
    counters,
    shutdown,
    admit(object, plan) {
      core.whenAlive(() =>
        agenda.after(core.delay(6, 14), () => {
          const entry = createEntry(object, plan, agenda.now());
          core.pods.set(object.metadata.uid, entry);
          admit(entry);
        }),
      );
    },
    admitStatic(object, plan, mirrorUid) {
      const entry = { ...createEntry(object, plan, agenda.now()), mirrorUid };
      core.pods.set(object.metadata.uid, entry);
      agenda.after(core.delay(6, 14), () => admit(entry));
      return entry;
    },
    adopt(object, plan, past) {
      const entry = createEntry(object, plan, past.startedAt);
      core.pods.set(object.metadata.uid, entry);
      const refusal = admitPod(core, entry);
      if (refusal) throw new Error(`${object.metadata.name} cannot be adopted: ${refusal.message}`);
      entry.stage = "running";
      entry.ip = object.spec.hostNetwork ? core.hostIP : core.nextPodIP();
      entry.sandbox = runtime.runSandbox(sandboxFor(entry, past.startedAt));
      for (const slot of entry.slots) adoptContainer(core, entry, slot, past);
      const status = podStatus(entry, {
        now: past.startedAt,
        hostIP: core.hostIP,
        runtimeName: core.runtimeName,
        tellsHealth: minorOf(core.profile) >= 36,
        devices: core.devices.devices(),
      });
      entry.object = { ...entry.object, status };
      for (const slot of entry.slots) if (slot.current?.state === "running") lifecycle.follow(entry, slot);
      return entry;
    },
    remove: termination.remove,
    evict(entry, { signal, message, annotations, disruption, grace, done }) {
      count(counters.evictions, signal);
      termination.putOut(entry, {
        event: { reason: "Evicted", message, ...(annotations && { annotations }) },
        ending: { reason: "Evicted", message, disruption: disruption ? message : null },
        grace,
        ...(done && { done }),
      });
    },
    end: lifecycle.end,
    resize: (entry, container, resources) => resizeContainer(core, entry, container, resources),
    setDeviceHealth(id, healthy) {
      core.devices.setHealth(id, healthy);
      nodeStatus.changed();
      for (const entry of core.pods.values())
        if (entry.slots.some((slot) => slot.devices.some(({ ids }) => ids.includes(id)))) core.statusChanged(entry);
    },
  };
}

const count = (counts: Map<string, number>, what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);

function sandboxFor(entry: PodEntry, createdAt: number): Omit<Sandbox, "id" | "ready"> {
  const { metadata, spec } = entry.object;
  const { uid, name } = metadata;
  const namespace = metadata.namespace ?? "";
  return {
    uid,
    name,
    namespace,
    attempt: 0,
    createdAt,
    ip: spec.hostNetwork ? "" : (entry.ip ?? ""),
    hostNetwork: spec.hostNetwork === true,
    hostPID: spec.hostPID === true,
    userNamespace: spec.hostUsers === false,
    handler: spec.runtimeClassName ?? "",
    labels: {
      ...metadata.labels,
      "io.kubernetes.pod.name": name,
      "io.kubernetes.pod.namespace": namespace,
      "io.kubernetes.pod.uid": uid,
    },
    annotations: metadata.annotations ?? {},
    leaked: false,
  };
}

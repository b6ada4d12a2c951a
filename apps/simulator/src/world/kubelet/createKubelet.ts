import type { Pod, ResourceRequirements } from "../kubernetes.ts";
import type { Sandbox } from "../runtime/state.ts";
import { createLoad } from "../stats/load.ts";
import { SECOND } from "../time/clock.ts";
import type { PodPlan } from "../workloads/plan.ts";
import { admitPod, createEntry } from "./admission.ts";
import { containerSettings } from "./containerSettings.ts";
import type { KubeletCore } from "./core.ts";
import { type Lifecycle, createLifecycle } from "./lifecycle.ts";
import { type NodeStatus } from "./nodeStatus.ts";
import { podStatus } from "./podStatus.ts";
import { resizeContainer } from "./resize.ts";
import type { ContainerSlot, PodEntry } from "./state.ts";
import { type Eviction, createTermination } from "./termination.ts";

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
  end: Lifecycle["end"];
  resize(entry: PodEntry, container: string, resources: ResourceRequirements): void;
  setDeviceHealth(id: string, healthy: boolean): void;
  /** How many pods it put out, by signal. */
  evictions: Map<string, number>;
}

export interface Past {
  startedAt: number;
  restarts?: number;
}

const CRITICAL_PRIORITY = 2_000_000_000;

export function createKubelet(core: KubeletCore, nodeStatus: NodeStatus): Kubelet {
  const { agenda, runtime } = core;
  const termination = createTermination(core);
  const lifecycle = createLifecycle(core, termination.complete);

  function refuse(entry: PodEntry, { reason, message }: { reason: string; message: string }): void {
    core.podEvent(entry, "Warning", reason, message);
    entry.stage = "refused";
    entry.ending = { reason, message: `Pod was rejected: ${message}`, disruption: false };
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

  function adoptContainer(entry: PodEntry, slot: ContainerSlot, past: Past): void {
    const restarts = slot.behaviour.ends && slot.kind === "regular" ? (past.restarts ?? 0) : 0;
    const image = core.images.add(slot.spec.image);
    const settings = containerSettings(core, entry, slot);
    const { namespace, name } = entry.object.metadata;
    const template = {
      sandboxId: entry.sandbox?.id ?? "",
      name: slot.spec.name,
      message: "",
      image: slot.spec.image,
      imageId: image.id,
      annotations: { "io.kubernetes.container.hash": entry.object.metadata.uid.slice(0, 8) },
      resources: settings,
      load: createLoad(slot.behaviour, `${namespace}/${name}/${slot.spec.name}`, settings.memoryLimit || null),
    };
    const ends = slot.behaviour.ends;
    const life = ends?.after ?? 2 * SECOND;
    const sinceRestart = restarts > 0 ? agenda.now() - Math.min(life, 1_500) : past.startedAt;
    const attempt = (number: number) => ({
      ...template,
      attempt: number,
      annotations: { ...template.annotations, "io.kubernetes.container.restartCount": String(number) },
    });
    if (slot.kind === "init") {
      slot.current = runtime.adopt({
        ...attempt(0),
        state: "exited",
        createdAt: past.startedAt,
        startedAt: past.startedAt + 80,
        finishedAt: past.startedAt + 80 + life,
        exitCode: 0,
        reason: "Completed",
      });
      return;
    }
    if (restarts > 0 && ends)
      slot.previous = runtime.adopt({
        ...attempt(restarts - 1),
        state: "exited",
        createdAt: sinceRestart - core.profile.longestBackOff - life - 100,
        startedAt: sinceRestart - core.profile.longestBackOff - life,
        finishedAt: sinceRestart - core.profile.longestBackOff,
        exitCode: ends.exitCode,
        reason: ends.reason,
      });
    slot.current = runtime.adopt({
      ...attempt(restarts),
      state: "running",
      createdAt: sinceRestart - 60,
      startedAt: sinceRestart,
      finishedAt: null,
      exitCode: 0,
      reason: "",
    });
    slot.restarts = restarts;
    slot.started = true;
    slot.ready = slot.behaviour.ready !== "never";
    if (restarts > 0) slot.backOff = { delay: core.profile.longestBackOff, since: sinceRestart };
  }

  const evictions = new Map<string, number>();

  return {
    core,
    nodeStatus,
    evictions,
    admit(object, plan) {
      agenda.after(core.delay(6, 14), () => {
        const entry = createEntry(object, plan, agenda.now());
        core.pods.set(object.metadata.uid, entry);
        const refusal = pressed(entry) ?? admitPod(core, entry);
        if (refusal) {
          refuse(entry, refusal);
          return;
        }
        core.statusChanged(entry);
        // Volumes are mounted before the sandbox is asked for.
        agenda.after(core.delay(120, 260), () => {
          if (entry.stage === "starting") runSandbox(entry);
        });
      });
    },
    adopt(object, plan, past) {
      const entry = createEntry(object, plan, past.startedAt);
      core.pods.set(object.metadata.uid, entry);
      const refusal = admitPod(core, entry);
      if (refusal) throw new Error(`${object.metadata.name} cannot be adopted: ${refusal.message}`);
      entry.stage = "running";
      entry.ip = object.spec.hostNetwork ? core.hostIP : core.nextPodIP();
      entry.sandbox = runtime.runSandbox(sandboxFor(entry, past.startedAt));
      for (const slot of entry.slots) adoptContainer(entry, slot, past);
      const status = podStatus(entry, {
        now: past.startedAt,
        hostIP: core.hostIP,
        runtimeName: core.runtimeName,
        devices: core.devices.devices(),
      });
      entry.object = { ...entry.object, status };
      for (const slot of entry.slots) if (slot.current?.state === "running") lifecycle.follow(entry, slot);
      return entry;
    },
    remove: termination.remove,
    evict(entry, eviction) {
      evictions.set(eviction.signal, (evictions.get(eviction.signal) ?? 0) + 1);
      termination.evict(entry, eviction);
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

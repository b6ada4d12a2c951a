import type { Collection } from "../api/collection.ts";
import type { EventRecorder } from "../api/eventRecorder.ts";
import type { Pod, ResourceClaim } from "../kubernetes.ts";
import { type Random, hash } from "../random.ts";
import type { Runtime } from "../runtime/createRuntime.ts";
import type { Agenda } from "../time/agenda.ts";
import { SECOND } from "../time/clock.ts";
import type { DeviceManager } from "./deviceManager.ts";
import type { ImageStore } from "./imageStore.ts";
import { podStatus } from "./podStatus.ts";
import { minorOf, type NodeProfile, type PodEntry } from "./state.ts";

/** What every part of one kubelet works on. */
export interface KubeletCore {
  profile: NodeProfile;
  agenda: Agenda;
  random: Random;
  runtime: Runtime;
  runtimeName: string;
  images: ImageStore;
  devices: DeviceManager;
  recorder: EventRecorder;
  /** Of all nodes. */
  claims: Collection<ResourceClaim>;
  hostIP: string;
  /** By UID. */
  pods: Map<string, PodEntry>;
  /** While it does not run, nothing that the runtime does reaches the API. */
  alive: boolean;
  setAlive(alive: boolean): void;
  /** Runs as soon as the kubelet runs: at once, or when it is back. */
  whenAlive(action: () => void): void;
  nextPodIP(): string;
  /** A delay between the two, in milliseconds. */
  delay(low: number, high: number): number;
  /** Runs at the next relist of the runtime, which happens once a second. */
  atRelist(action: () => void): void;
  /** Works out the pod's status anew and sends it to the API server a moment later, with whatever changes until then. */
  statusChanged(entry: PodEntry): void;
  podEvent(
    entry: PodEntry,
    type: "Normal" | "Warning",
    reason: string,
    message: string,
    container?: { name: string; init: boolean },
    annotations?: Record<string, string>,
  ): void;
}

interface CoreParts {
  profile: NodeProfile;
  agenda: Agenda;
  random: Random;
  runtime: Runtime;
  images: ImageStore;
  devices: DeviceManager;
  recorder: EventRecorder;
  apiPods: Collection<Pod>;
  claims: Collection<ResourceClaim>;
  hostIP: string;
  podNetwork: string;
}

export function createCore(parts: CoreParts): KubeletCore {
  const { profile, agenda, random, recorder, apiPods } = parts;
  const relistPhase = hash(profile.name) % SECOND;
  const unsettled = new Set<string>();
  const waiting: (() => void)[] = [];
  let address = 1;

  const core: KubeletCore = {
    ...parts,
    runtimeName: "containerd",
    pods: new Map(),
    alive: true,
    setAlive(alive) {
      core.alive = alive;
      if (alive) for (const action of waiting.splice(0)) action();
    },
    whenAlive(action) {
      if (core.alive) action();
      else waiting.push(action);
    },
    nextPodIP() {
      address = (address % 250) + 1;
      return `${parts.podNetwork}.${address}`;
    },
    delay: (low, high) => random.between(low, high),
    atRelist(action) {
      if (!core.alive) {
        agenda.after(SECOND, () => core.atRelist(action));
        return;
      }
      const sinceRelist = (agenda.now() - relistPhase) % SECOND;
      // A relist itself takes some time until the pod's worker has its turn.
      agenda.after(SECOND - sinceRelist + random.between(4, 30), action);
    },
    statusChanged(entry) {
      const status = podStatus(entry, {
        now: agenda.now(),
        hostIP: parts.hostIP,
        runtimeName: core.runtimeName,
        tellsHealth: minorOf(profile) >= 36,
        devices: parts.devices.devices(),
      });
      entry.object = { ...entry.object, status };
      entry.unsent = true;
      const { uid } = entry.object.metadata;
      if (unsettled.has(uid)) return;
      unsettled.add(uid);
      agenda.after(random.between(9, 16), () => {
        unsettled.delete(uid);
        send(entry);
      });
    },
    podEvent(entry, type, reason, message, container, annotations) {
      const { namespace, name, uid, resourceVersion } = entry.object.metadata;
      if (!core.alive) return;
      recorder.record({
        object: {
          kind: "Pod",
          ...(namespace !== undefined && { namespace }),
          name,
          uid,
          apiVersion: "v1",
          resourceVersion,
          ...(container && {
            fieldPath: `spec.${container.init ? "initContainers" : "containers"}{${container.name}}`,
          }),
        },
        type,
        reason,
        message,
        host: profile.name,
        ...(annotations && { annotations }),
      });
    },
  };

  function send(entry: PodEntry): void {
    const { namespace, name, uid } = entry.object.metadata;
    const stored = apiPods.get(namespace ?? "", name);
    if (!core.alive || !entry.unsent || stored?.metadata.uid !== (entry.mirrorUid ?? uid)) return;
    entry.unsent = false;
    const updated = apiPods.put({ ...stored, status: entry.object.status });
    // A static pod is the kubelet's own and has no version.
    if (entry.mirrorUid !== null) return;
    entry.object = {
      ...entry.object,
      metadata: { ...entry.object.metadata, resourceVersion: updated.metadata.resourceVersion },
    };
  }

  return core;
}

import type { ResourceRequirements } from "./kubernetes.ts";
import type { World } from "./createWorld.ts";
import type { ContainerSlot, PodEntry } from "./kubelet/state.ts";
import { memoryAt } from "./stats/load.ts";

/** What a story or a test can do to the world, beyond creating and deleting pods. */
export interface Handles {
  /** The pod that the node's kubelet holds under that name; throws where there is none. */
  pod(namespace: string, name: string): PodEntry;
  /** The container's program ends now. */
  exit(entry: PodEntry, container: string, exitCode: number, reason?: string): void;
  /** From now on the container's memory goes to so many bytes, and stays there. */
  ramp(entry: PodEntry, container: string, bytes: number, duration: number): void;
  resize(entry: PodEntry, container: string, resources: ResourceRequirements): void;
  /** A sandbox that belongs to no pod, as a crashed kubelet leaves one behind. Returns its id. */
  leakSandbox(node: string, namespace: string, name: string): string;
  /** Stops or starts a node's kubelet; its runtime goes on. */
  setKubelet(node: string, runs: boolean): void;
  setDevice(node: string, id: string, healthy: boolean): void;
  /** Forgets the watch history of every kind: all watches must list anew. */
  compact(): void;
}

export function createHandles(world: Omit<World, "handles">): Handles {
  const kubeletOf = (node: string) => {
    const kubelet = world.kubelets.get(node);
    if (!kubelet) throw new Error(`there is no node ${node}`);
    return kubelet;
  };
  const owner = (entry: PodEntry) => kubeletOf(entry.object.spec.nodeName ?? "");
  return {
    pod(namespace, name) {
      const object = world.pods.get(namespace, name);
      const entry = object && kubeletOf(object.spec.nodeName ?? "").core.pods.get(object.metadata.uid);
      if (!entry) throw new Error(`no kubelet holds ${namespace}/${name}`);
      return entry;
    },
    exit(entry, container, exitCode, reason) {
      const word = reason ?? (exitCode === 0 ? "Completed" : "Error");
      owner(entry).end(entry, slotOf(entry, container), exitCode, word);
    },
    ramp(entry, container, to, duration) {
      const slot = slotOf(entry, container);
      const { current } = slot;
      if (!current || current.startedAt === null) return;
      const startedAt = world.agenda.now();
      const from = memoryAt(current.load, current.startedAt, startedAt);
      slot.current =
        owner(entry).core.runtime.update(current.id, {
          load: { ...current.load, ramp: { from, to, startedAt, duration } },
        }) ?? current;
    },
    resize(entry, container, resources) {
      const { namespace = "", name } = entry.object.metadata;
      const object = world.pods.get(namespace, name);
      if (!object) return;
      const updated = world.pods.put({
        ...object,
        metadata: { ...object.metadata, generation: (object.metadata.generation ?? 1) + 1 },
        spec: {
          ...object.spec,
          containers: object.spec.containers.map((spec) =>
            spec.name === container ? Object.assign({}, spec, { resources }) : spec,
          ),
        },
      });
      entry.object = {
        ...entry.object,
        spec: updated.spec,
        metadata: { ...updated.metadata, annotations: entry.object.metadata.annotations ?? {} },
      };
      owner(entry).resize(entry, container, resources);
    },
    leakSandbox(node, namespace, name) {
      const { runtime, random, nextPodIP } = kubeletOf(node).core;
      const uid = random.uuid();
      return runtime.runSandbox({
        uid,
        namespace,
        name,
        attempt: 0,
        createdAt: world.agenda.now(),
        ip: nextPodIP(),
        hostNetwork: false,
        hostPID: false,
        userNamespace: false,
        handler: "",
        labels: {
          "io.kubernetes.pod.name": name,
          "io.kubernetes.pod.namespace": namespace,
          "io.kubernetes.pod.uid": uid,
        },
        annotations: {},
        leaked: true,
      }).id;
    },
    setKubelet(node, runs) {
      const { core, nodeStatus } = kubeletOf(node);
      core.setAlive(runs);
      nodeStatus.setHeard(runs);
      if (!runs) return;
      for (const entry of core.pods.values()) core.statusChanged(entry);
    },
    setDevice: (node, id, healthy) => kubeletOf(node).setDeviceHealth(id, healthy),
    compact() {
      for (const kind of [
        world.nodes,
        world.pods,
        world.events,
        world.namespaces,
        world.resourceClaims,
        world.resourceSlices,
      ])
        kind.compact();
    },
  };
}

const slotOf = (entry: PodEntry, container: string): ContainerSlot => {
  const slot = entry.slots.find(({ spec }) => spec.name === container);
  if (!slot) throw new Error(`${entry.object.metadata.name} has no container ${container}`);
  return slot;
};

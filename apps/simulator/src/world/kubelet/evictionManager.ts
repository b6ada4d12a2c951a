import type { Kubelet } from "./createKubelet.ts";
import type { Pressure } from "./nodeStatus.ts";
import type { PodEntry } from "./state.ts";
import { amount, bytes, kibibytes } from "../quantity.ts";
import type { Cancel } from "../time/clock.ts";
import { SECOND } from "../time/clock.ts";
import {
  diskAvailable,
  logsUsed,
  layerUsed,
  nodeWorkingSet,
  podDiskUsed,
  podWorkingSet,
  runningSlots,
  sampledAt,
  workingSet,
} from "../stats/usage.ts";

type Signal = "memory.available" | "nodefs.available";

const PRESSURE: Record<Signal, Pressure> = {
  "memory.available": "MemoryPressure",
  "nodefs.available": "DiskPressure",
};

const STARVED: Record<Signal, string> = {
  "memory.available": "memory",
  "nodefs.available": "ephemeral-storage",
};

const LOOP = 10 * SECOND;

/**
 * Watches one signal of a node as the kubelet's eviction manager does, one pod at a time. It ranks nothing:
 * `next` names the victim that the story has in store.
 */
export function watchSignal(kubelet: Kubelet, signal: Signal, next: () => PodEntry | undefined): Cancel {
  const { core, nodeStatus } = kubelet;
  const { agenda, profile } = core;
  let lastMet = Number.NEGATIVE_INFINITY;
  let evicting = false;
  let stopped = false;

  function look(): void {
    if (stopped) return;
    agenda.after(LOOP, look);
    if (evicting || !core.alive) return;
    const { available, capacity } = observe(kubelet, signal);
    const quantity = threshold(profile.evictionHard[signal], capacity);
    if (available >= quantity) {
      if (agenda.now() - lastMet > profile.pressureTransition) nodeStatus.setPressure(PRESSURE[signal], false);
      return;
    }
    lastMet = agenda.now();
    nodeStatus.setPressure(PRESSURE[signal], true);
    core.recorder.record({
      object: { kind: "Node", name: profile.name, apiVersion: "v1", uid: profile.name },
      type: "Warning",
      reason: "EvictionThresholdMet",
      message: `Attempting to reclaim ${STARVED[signal]}`,
      host: profile.name,
    });
    const victim = next();
    if (!victim) return;
    evicting = true;
    kubelet.evict(victim, {
      signal,
      ...evictionMessage(kubelet, victim, signal, quantity, available),
      disruption: true,
      grace: SECOND,
      done: () => {
        evicting = false;
      },
    });
  }

  agenda.after(LOOP, look);
  return () => {
    stopped = true;
  };
}

function observe(kubelet: Kubelet, signal: Signal): { available: number; capacity: number } {
  const { core } = kubelet;
  const at = sampledAt(core.profile.name, core.agenda.now());
  return signal === "memory.available"
    ? { available: core.profile.memory - nodeWorkingSet(core, at), capacity: core.profile.memory }
    : { available: diskAvailable(core, at), capacity: core.profile.disk.capacity };
}

/** A threshold in bytes, of the capacity where it is a percentage. */
function threshold(quantity: string | undefined, capacity: number): number {
  if (quantity === undefined) return 0;
  return quantity.endsWith("%") ? Math.floor((capacity * Number.parseFloat(quantity)) / 100) : amount(quantity);
}

/** The kubelet's words (pkg/kubelet/eviction/helpers.go): who of the pod used more than it asked for. */
function evictionMessage(
  kubelet: Kubelet,
  victim: PodEntry,
  signal: Signal,
  quantity: number,
  available: number,
): { message: string; annotations: Record<string, string> } {
  const { core } = kubelet;
  const resource = STARVED[signal];
  const at = sampledAt(core.profile.name, core.agenda.now());
  let message = `The node was low on resource: ${resource}. Threshold quantity: ${bytes(quantity)}, available: ${kibibytes(available)}. `;
  const podRequests = victim.object.spec.resources?.requests;
  if (podRequests) {
    const used = signal === "memory.available" ? podWorkingSet(victim, at) : podDiskUsed(core, victim, at);
    const { name } = victim.object.metadata;
    if (used > amount(podRequests[resource])) {
      message += `Pod ${name} was using ${kibibytes(used)}, request is ${podRequests[resource] ?? "0"}, has larger consumption of ${resource}. `;
      return {
        message,
        annotations: {
          starved_resource: resource,
          offending_containers: "",
          offending_containers_usage: "",
          offending_pod: name,
          offending_pod_usage: kibibytes(used),
        },
      };
    }
  }
  const offenders: { name: string; used: string }[] = [];
  for (const { spec, current } of runningSlots(victim)) {
    if (!current) continue;
    const used = signal === "memory.available" ? workingSet(current, at) : logsUsed(current) + layerUsed(current);
    const request = spec.resources.requests?.[resource];
    if (used <= amount(request)) continue;
    offenders.push({ name: spec.name, used: kibibytes(used) });
    message += `Container ${spec.name} was using ${kibibytes(used)}, request is ${request ?? "0"}, has larger consumption of ${resource}. `;
  }
  return {
    message,
    annotations: {
      offending_containers: offenders.map(({ name }) => name).join(","),
      offending_containers_usage: offenders.map(({ used }) => used).join(","),
      starved_resource: resource,
    },
  };
}

import type { Collection } from "../api/collection.ts";
import type { EventRecorder } from "../api/eventRecorder.ts";
import type { Node, NodeCondition, Taint } from "../kubernetes.ts";
import { type Random, hash } from "../random.ts";
import type { Agenda } from "../time/agenda.ts";
import { type Cancel, MINUTE, SECOND } from "../time/clock.ts";
import { toSeconds } from "../time/moments.ts";
import type { DeviceManager } from "./deviceManager.ts";
import type { ImageStore } from "./imageStore.ts";
import type { NodeVolumes } from "../workloads/volumes.ts";
import { nodeObject } from "./nodeObject.ts";
import { nodeInfo } from "./nodeResources.ts";
import type { NodeProfile } from "./state.ts";

export type Pressure = "MemoryPressure" | "DiskPressure" | "PIDPressure";

/** A node's object in the API: the kubelet's reports, and what the controllers make of them. */
export interface NodeStatus {
  /** Something to report has changed; the kubelet does so every ten seconds. */
  changed(): void;
  setPressure(pressure: Pressure, present: boolean): void;
  has(pressure: Pressure): boolean;
  /** The kubelet went silent or speaks again. */
  setHeard(heard: boolean): void;
  ready(): boolean;
  setUnschedulable(unschedulable: boolean): void;
  /** Someone taints the node, or takes that taint away. */
  setTaint(taint: Taint, present: boolean): void;
  setShuttingDown(going: boolean): void;
  /** The machine has started anew. */
  booted(): void;
}

interface Parts {
  profile: NodeProfile;
  agenda: Agenda;
  random: Random;
  recorder: EventRecorder;
  nodes: Collection<Node>;
  devices: DeviceManager;
  images: ImageStore;
  hostIP: string;
  podNetwork: string;
  volumes(): NodeVolumes;
  /** The node controller has given the node up. */
  lost(): void;
}

const REPORT_INTERVAL = 10 * SECOND;
const HEARTBEAT = 5 * MINUTE;
/** The node controller waits that long for a lease before it calls a node lost. */
const MONITOR_GRACE = 50 * SECOND;

const WORDS: Record<Pressure, { yes: string; no: string; what: string; taint: string }> = {
  MemoryPressure: {
    yes: "KubeletHasInsufficientMemory",
    no: "KubeletHasSufficientMemory",
    what: "sufficient memory available",
    taint: "node.kubernetes.io/memory-pressure",
  },
  DiskPressure: {
    yes: "KubeletHasDiskPressure",
    no: "KubeletHasNoDiskPressure",
    what: "no disk pressure",
    taint: "node.kubernetes.io/disk-pressure",
  },
  PIDPressure: {
    yes: "KubeletHasInsufficientPID",
    no: "KubeletHasSufficientPID",
    what: "sufficient PID available",
    taint: "node.kubernetes.io/pid-pressure",
  },
};

export function createNodeStatus(parts: Parts): NodeStatus {
  const { profile, agenda, random, recorder, nodes } = parts;
  const uid = random.uuid();
  const createdAt = toSeconds(profile.bootedAt);
  const present = new Set<Pressure>();
  const phase = hash(`report ${profile.name}`) % REPORT_INTERVAL;
  let heard = true;
  let lost = false;
  let unschedulable = false;
  let shuttingDown = false;
  const own: Taint[] = [...profile.taints];
  let reporting = false;
  let cancelLoss: Cancel | null = null;
  const conditions = new Map<string, NodeCondition>();

  function condition(type: string, status: NodeCondition["status"], reason: string, message: string): void {
    const before = conditions.get(type);
    const now = toSeconds(agenda.now());
    conditions.set(type, {
      type,
      status,
      lastHeartbeatTime: heard ? now : (before?.lastHeartbeatTime ?? now),
      lastTransitionTime: before?.status === status ? before.lastTransitionTime : now,
      reason,
      message,
    });
  }

  function event(type: "Normal" | "Warning", reason: string, message: string, component = "kubelet"): void {
    recorder.record({
      object: { kind: "Node", name: profile.name, apiVersion: "v1", uid: profile.name },
      type,
      reason,
      message,
      component,
      ...(component === "kubelet" && { host: profile.name }),
    });
  }

  const became = (reason: string, component?: string): void =>
    event("Normal", reason, `Node ${profile.name} status is now: ${reason}`, component);

  function taints(): Taint[] {
    const pressing = [...present].map((pressure) => ({
      key: WORDS[pressure].taint,
      effect: "NoSchedule",
    }));
    const away = lost ? "unreachable" : conditions.get("Ready")?.status === "False" ? "not-ready" : null;
    const gone = away
      ? ["NoSchedule", "NoExecute"].map((effect) => ({
          key: `node.kubernetes.io/${away}`,
          effect,
          timeAdded: conditions.get("Ready")?.lastTransitionTime ?? toSeconds(agenda.now()),
        }))
      : [];
    return [
      ...own,
      ...(unschedulable ? [{ key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" }] : []),
      ...pressing,
      ...gone,
    ];
  }

  const store = (): void => {
    nodes.put(
      nodeObject({ ...parts, uid, createdAt, unschedulable, taints: taints(), conditions: [...conditions.values()] }),
    );
  };

  function report(): void {
    if (!heard) return;
    for (const [pressure, words] of Object.entries(WORDS) as [Pressure, (typeof WORDS)[Pressure]][]) {
      const pressing = present.has(pressure);
      const before = conditions.get(pressure)?.status;
      condition(
        pressure,
        pressing ? "True" : "False",
        pressing ? words.yes : words.no,
        `kubelet has ${pressing ? words.what.replace("sufficient", "insufficient").replace("no disk", "disk") : words.what}`,
      );
      if (before === undefined || (before === "True") === pressing) continue;
      const reason = (pressing ? words.yes : words.no).replace("Kubelet", "Node");
      became(reason);
    }
    const wasReady = conditions.get("Ready")?.status;
    if (shuttingDown) condition("Ready", "False", "KubeletNotReady", "node is shutting down");
    else condition("Ready", "True", "KubeletReady", "kubelet is posting ready status");
    const isReady = shuttingDown ? "False" : "True";
    if (wasReady !== undefined && wasReady !== isReady) became(shuttingDown ? "NodeNotReady" : "NodeReady");
    lost = false;
    store();
  }

  function beat(): void {
    report();
    agenda.after(HEARTBEAT, beat);
  }

  function changed(): void {
    if (reporting) return;
    reporting = true;
    const sinceReport = (agenda.now() - phase) % REPORT_INTERVAL;
    agenda.after(REPORT_INTERVAL - sinceReport, () => {
      reporting = false;
      report();
    });
  }

  function lose(): void {
    const wasReady = conditions.get("Ready")?.status === "True";
    lost = true;
    for (const type of conditions.keys())
      condition(type, "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.");
    store();
    parts.lost();
    if (wasReady) became("NodeNotReady", "node-controller");
  }

  report();
  agenda.after(phase + random.below(HEARTBEAT), beat);

  return {
    changed,
    setPressure(pressure, pressing) {
      if (present.has(pressure) === pressing) return;
      if (pressing) present.add(pressure);
      else present.delete(pressure);
      changed();
    },
    has: (pressure) => present.has(pressure),
    setHeard(now) {
      heard = now;
      cancelLoss?.();
      if (now) report();
      else cancelLoss = agenda.after(MONITOR_GRACE, lose);
    },
    ready: () => heard && !lost,
    setUnschedulable(now) {
      unschedulable = now;
      store();
      agenda.after(random.between(200, 900), () => became(now ? "NodeNotSchedulable" : "NodeSchedulable"));
    },
    setTaint(taint, present) {
      const index = own.findIndex(({ key, effect }) => key === taint.key && effect === taint.effect);
      if (index >= 0) own.splice(index, 1);
      if (present) own.push(taint);
      store();
    },
    setShuttingDown(going) {
      shuttingDown = going;
      report();
    },
    booted() {
      heard = true;
      shuttingDown = false;
      cancelLoss?.();
      event("Normal", "Starting", "Starting kubelet.");
      event("Normal", "NodeAllocatableEnforced", "Updated Node Allocatable limit across pods");
      event(
        "Warning",
        "Rebooted",
        `Node ${profile.name} has been rebooted, boot id: ${nodeInfo(profile, uid)["bootID"]}`,
      );
      report();
    },
  };
}

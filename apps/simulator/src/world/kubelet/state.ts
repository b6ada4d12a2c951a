import type { ContainerSpec, Pod, ResourceList, ResourceRequirements } from "../kubernetes.ts";
import type { RuntimeContainer, Sandbox } from "../runtime/state.ts";
import type { Behaviour, PodPlan } from "../workloads/plan.ts";

/** One device that a plugin told the kubelet of. */
export interface Device {
  resource: string;
  id: string;
  numaNode: number;
  healthy: boolean;
}

export interface ClaimableDevices {
  driver: string;
  /** Before the `=` in the names that the runtime knows them by. */
  cdiKind: string;
  devices: { name: string; attributes: Record<string, { string?: string; int?: number; bool?: boolean }> }[];
}

/** What a simulated machine is and how its kubelet and runtime differ from the usual. */
export interface NodeProfile {
  name: string;
  labels: Record<string, string>;
  taints: { key: string; value?: string; effect: string }[];
  operatingSystem: "linux" | "windows";
  cores: number;
  numaNodes: number;
  /** Bytes. */
  memory: number;
  /** Bytes that daemons and the kernel take. */
  systemMemory: number;
  disk: { capacity: number; used: number };
  /** A file system of its own for images and layers. */
  imageDisk?: { capacity: number; used: number };
  kubeletVersion: string;
  runtimeVersion: string;
  /** Older runtimes have neither the event stream nor RuntimeConfig. */
  runtimeEvents: boolean;
  /** Paths that need the right to nodes/proxy: before 1.33 these are `/configz` and `/pods`. */
  forbidden: string[];
  /** Calls that its pod resources lack, as those of older kubelets do, or that it refuses. */
  podResourcesLack?: { method: "List" | "GetAllocatableResources"; code: number }[];
  agent: boolean;
  exclusiveCpus: boolean;
  evictionHard: Record<string, string>;
  pressureTransition: number;
  /** The longest pause between restarts of a crashing container, in milliseconds. */
  longestBackOff: number;
  devices: Device[];
  /** Devices of dynamic resource allocation, by their driver. */
  claimable?: ClaimableDevices;
  bootedAt: number;
  /** How long a shutdown of the machine waits for ordinary pods, and then for critical ones, in milliseconds. */
  shutdownGrace?: { ordinary: number; critical: number };
}

/** 36 of `v1.36.2`. */
export const minorOf = ({ kubeletVersion }: NodeProfile): number => Number(kubeletVersion.split(".")[1]);

export interface HeldDevices {
  resource: string;
  ids: string[];
}

/** One container of a pod over all its restarts, as the kubelet keeps it. */
export interface ContainerSlot {
  spec: ContainerSpec;
  kind: "init" | "sidecar" | "regular";
  behaviour: Behaviour;
  current: RuntimeContainer | null;
  previous: RuntimeContainer | null;
  restarts: number;
  waiting: { reason: string; message?: string } | null;
  ready: boolean;
  started: boolean;
  backOff: { delay: number; since: number };
  pullAttempts: number;
  /** The kubelet's own record of what it gave, and what is in force. */
  allocated: ResourceList | null;
  actual: ResourceRequirements;
  devices: HeldDevices[];
  cpus: number[];
  probeFailures: { liveness: number; readiness: number };
}

export interface Ending {
  reason: string;
  message: string;
  /** What the condition DisruptionTarget says of it; null where the pod gets none. */
  disruption: string | null;
}

type PodStage = "starting" | "running" | "stopping" | "finished" | "refused";

export interface PodEntry {
  /** As the kubelet holds it, with the status it last worked out. */
  object: Pod;
  plan: PodPlan;
  stage: PodStage;
  seenAt: number;
  slots: ContainerSlot[];
  sandbox: Sandbox | null;
  ip: string | null;
  /** Why it ended, where its own containers do not tell. */
  ending: Ending | null;
  resize: { startedAt: number } | null;
  /** A resize that was asked for and that the node has no room for. */
  pendingResize: { reason: "Deferred" | "Infeasible"; message: string } | null;
  /** Of a static pod: the UID of its mirror in the API. */
  mirrorUid: string | null;
  /** A status that waits to be sent. */
  unsent: boolean;
}

import type { Condition, Millis, NodeResource, QosClass, Signal, SourceState, SystemUse, Time } from "@bayplan/shared";
import type { Keyed } from "./feed.ts";
import type { FindingCounts } from "./finding.ts";

/** How one call of one source fares, with its age. `/api/v1` calls this one entry of `sources`. */
export interface SourceView {
  source: SourceState["source"];
  call: string;
  state: SourceState["state"];
  since: Time;
  message: string;
  /** When it last answered; null if never. The page counts the age from it, `/api/v1` gives `age` in seconds. */
  heardAt: Time | null;
}

/**
 * reporting: its reports arrive. silent: they did, and stopped. none: no agent has ever spoken for this node.
 */
export type AgentState = "reporting" | "silent" | "none";

export interface AgentView {
  state: AgentState;
  since: Time | null;
  version: string | null;
  /** A second agent claims this node: the newer one is believed, and this says which was set aside, when. */
  conflict: { instance: string; at: Time } | null;
}

/** One resource of a node in base units: cores, bytes, pieces. Null: not known, and a source says why. */
export interface ResourceView {
  name: string;
  capacity: number | null;
  allocatable: number | null;
  requests: number | null;
  limits: number | null;
  usage: number | null;
  /**
   * Of the usage, what all pods together take by the same sample: cpu and memory alone have it. The rest is of none:
   * kernel, caches, daemons.
   */
  usageOfPods: number | null;
}

/** A resource with what is kept from pods and what is left. */
export interface NodeResourceView extends ResourceView {
  /** Kept from pods: capacity − allocatable. */
  reserved: number | null;
  /** What that is made of, by the kubelet's configuration; null without it. */
  reservedFor: NodeResource["reservedFor"];
  /** Pods that have no limit for it: those can use whatever is there. Null where the pods are not known. */
  unlimited: number | null;
  /** Of the requests, what a claim stands in for: it takes nothing of what is allocatable. Null as above. */
  claimed: number | null;
  /** What pods can still ask for. */
  free: number | null;
  /** limits ÷ allocatable: above 1, the pods cannot all have what they may take. */
  limitsShare: number | null;
}

/** How close a node is to evicting: its most pressed signal. */
export interface EvictionSummary {
  /** False: the kubelet's configuration may not be read, so nobody knows how close it is. */
  thresholdsKnown: boolean;
  /** The signal that is met, else the one with the least headroom for its capacity; null where none has a threshold. */
  signal: Signal | null;
  unit: "bytes" | "inodes" | "pids" | null;
  available: number | null;
  capacity: number | null;
  /** Of the hard threshold. */
  quantity: number | null;
  /** Of memory's hard threshold, whichever signal is the most pressed; null where there is none or it is not known. */
  memoryQuantity: number | null;
  /** available − quantity. */
  headroom: number | null;
  /** headroom ÷ capacity. */
  headroomShare: number | null;
  /** Some hard or soft threshold of any signal is met, and since when. */
  met: boolean;
  since: Time | null;
  /** When it will be met, if it goes on like this; null where it is not falling, or nobody can say. */
  meetsAt: Time | null;
  /** Seconds from the sample to that moment; null also where the samples span less than a minute. */
  meetsIn: number | null;
}

/** A port of the node that a container takes. */
export interface HostPortView {
  namespace: string;
  pod: string;
  uid: string;
  container: string;
  port: number;
  protocol: string;
  hostIP: string | null;
}

/** The device ids that the kubelet gives out; an unhealthy one can be held all the same. */
export interface NodeDevices {
  total: number;
  held: number;
  unhealthy: number;
  unhealthyHeld: number;
  /** The extended resources' names. */
  resources: string[];
}

/** A node among others: one row of the fleet, one item of `/api/v1/nodes`. */
export interface NodeRow extends Keyed {
  name: string;
  /** Null: the API server has not said, or there is none. */
  ready: boolean | null;
  /** Why it is not ready, in the condition's words; empty when it is. */
  readyMessage: string;
  /** Types of the pressure conditions that are true: `MemoryPressure`, `DiskPressure`, `PIDPressure`. */
  pressure: string[];
  /** Types of all other conditions that are true, the node's own ones too: `NetworkUnavailable`, `KernelDeadlock`. */
  conditions: string[];
  unschedulable: boolean;
  labels: Record<string, string>;
  zone: string | null;
  pool: string | null;
  kubeletVersion: string | null;
  runtimeVersion: string | null;
  operatingSystem: string | null;
  /**
   * Pods the node holds, as the kubelet and the scheduler count them: those that have ended (Failed, Succeeded) are
   * `ended`. Null where no source tells.
   */
  pods: number | null;
  ended: number | null;
  /** How many of `pods` are of each class; null as above. */
  qos: Record<QosClass, number | null>;
  /**
   * Working sets of the pods of each QoS class in whole MiB (as bytes), largest first: the cells of the row's small
   * bay plan. Pods without a sample are left out. Null where no source tells which pods are there.
   */
  cells: Record<QosClass, number[]> | null;
  /** Containers in a crash loop, also just after their end, or unable to start; null as above. */
  troubled: number | null;
  restarts: number | null;
  cpu: ResourceView;
  memory: ResourceView;
  devices: NodeDevices;
  /** Evictions by the kubelet that are known of the last 24 h. */
  evictions: number;
  /** Known of the same time: for a taint, by the scheduler, by whoever asked the API for it. */
  evictionsByOthers: number;
  /** Null without a sample. */
  eviction: EvictionSummary | null;
  findings: FindingCounts;
  agent: AgentView;
  sources: SourceView[];
  /**
   * How much the node needs to be looked at: 4 and more evicts, 3 is under pressure, 2 is close to a load line, 1.5 is
   * lost; below 1 the less headroom the more, by memory in use where no line is known; −1 where nothing is.
   */
  urgency: number;
}

/** A row of the fleet's feed. */
export interface FleetRow extends NodeRow {
  /** Only the calls that do not answer. */
  sources: SourceView[];
}

/** Everything about a node that is not a pod or a device. */
export interface NodeHeader extends Keyed {
  part: "node";
  row: NodeRow;
  conditions: Condition[];
  taints: { key: string; value: string | null; effect: string }[];
  addresses: { type: string; address: string }[];
  info: { kernelVersion: string; osImage: string; architecture: string; bootID: string } | null;
  resources: NodeResourceView[];
  runtime: { name: string; version: string; cgroupDriver: string | null; conditions: Condition[] } | null;
  /** Since when changes are followed; null: no agent has ever spoken for it. */
  watchedSince: Time | null;
  /** When the kubelet took the sample the usage comes from. */
  sampledAt: Time | null;
  images: { count: number; bytes: number } | null;
  hostPorts: HostPortView[];
  runtimeHandlers: { name: string; recursiveReadOnlyMounts: boolean; userNamespaces: boolean }[];
  /** What the node's own daemons use, beside what is set aside for them. */
  system: SystemUse;
  now: Millis;
}

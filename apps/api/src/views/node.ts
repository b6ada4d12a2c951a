import type { Condition, Millis, QosClass, SourceState, Time } from "@bayplan/shared";
import type { Keyed } from "./feed.ts";

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
  unschedulable: boolean;
  labels: Record<string, string>;
  zone: string | null;
  pool: string | null;
  kubeletVersion: string | null;
  runtimeVersion: string | null;
  operatingSystem: string | null;
  /** Pods the node holds, finished ones too; null where no source tells. */
  pods: number | null;
  qos: Record<QosClass, number>;
  /**
   * Working sets of the pods of each QoS class in whole MiB (as bytes), largest first: the cells of the row's small
   * bay plan. Pods without a sample are left out.
   */
  cells: Record<QosClass, number[]>;
  /** Containers waiting in a crash loop or unable to start. */
  troubled: number;
  restarts: number;
  cpu: ResourceView;
  memory: ResourceView;
  devices: { total: number; held: number; unhealthy: number };
  /** Evictions that are known of the last 24 h. */
  evictions: number;
  agent: AgentView;
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
  resources: ResourceView[];
  runtime: { name: string; version: string; cgroupDriver: string | null; conditions: Condition[] } | null;
  /** When the kubelet took the sample the usage comes from. */
  sampledAt: Time | null;
  images: { count: number; bytes: number } | null;
  now: Millis;
}

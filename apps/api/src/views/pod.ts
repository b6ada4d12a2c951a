import type { NextTry, QosClass, Time } from "@bayplan/shared";
import type { Keyed } from "./feed.ts";
import type { SourceView } from "./node.ts";

export type ContainerType = "container" | "init" | "sidecar" | "ephemeral";

/** The state a container is in: Waiting with its reason, Running, Exited, or as the runtime alone knows it. */
export interface ContainerView {
  name: string;
  type: ContainerType;
  state: "Waiting" | "Created" | "Running" | "Exited" | "Unknown";
  /** `CrashLoopBackOff`, `OOMKilled`, `Completed`, …; null when running. */
  reason: string | null;
  message: string | null;
  since: Time | null;
  ready: boolean;
  restarts: number;
  exitCode: number | null;
  /** In a crash loop, also just after its end, or unable to start. */
  troubled: boolean;
  /** Null where it is in no back-off, or nobody can say surely. */
  nextTry: NextTry | null;
  lastExit: { exitCode: number; signal: number | null; reason: string | null; at: Time | null } | null;
  image: string;
  containerId: string | null;
  /** What the runtime says of the same container; null where it was not asked or has none. */
  runtimeState: string | null;
  requests: Record<string, number>;
  limits: Record<string, number>;
  /** Billionths of a core; null without a sample. */
  cpuNanoCores: number | null;
  workingSetBytes: number | null;
  devices: { resource: string; id: string }[];
  cpuIds: number[];
  probes: { probe: string; successful: number; failed: number }[];
  throttledShare: number | null;
}

/** A pod of a node, with what each source says of it. */
export interface PodView extends Keyed {
  part: "pod";
  uid: string;
  /** By which the runtime knows it; a static pod's is another than its mirror's, and null where it is not told. */
  runtimeUid: string | null;
  namespace: string;
  name: string;
  /** What the API says; computed where it says nothing. */
  qosClass: QosClass;
  /** What the spec makes of it, where that is something else than the status says. */
  qosClassExpected: QosClass | null;
  phase: string;
  /** `Evicted`, `UnexpectedAdmissionError`, …; null for an ordinary pod. */
  reason: string | null;
  message: string | null;
  priority: number;
  static: boolean;
  createdAt: Time | null;
  startedAt: Time | null;
  /** When it was asked to go. */
  deletedAt: Time | null;
  labels: Record<string, string>;
  owner: { kind: string; name: string } | null;
  /** By resource, in base units. */
  requests: Record<string, number>;
  limits: Record<string, number>;
  cpuNanoCores: number | null;
  workingSetBytes: number | null;
  ephemeralStorageBytes: number | null;
  containers: ContainerView[];
  sandboxes: { id: string; state: string; attempt: number; createdAt: Time | null }[];
  /** Where the spec and status come from. */
  source: SourceView["source"];
}

/** A container or sandbox that the runtime has and no pod of the node accounts for. */
export interface StrayView extends Keyed {
  part: "stray";
  type: "container" | "sandbox";
  id: string;
  namespace: string;
  pod: string;
  podUid: string;
  container: string | null;
  state: string;
  createdAt: Time | null;
}

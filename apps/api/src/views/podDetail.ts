import type {
  EvictionRow,
  LocalStorageLimit,
  PodResize,
  PodVolume,
  Signal,
  StartStep,
  Step,
  StopStep,
  Condition,
} from "@bayplan/shared";
import type { EventView } from "./event.ts";
import type { Keyed } from "./feed.ts";
import type { FindingView } from "./finding.ts";
import type { PodNetwork } from "./network.ts";
import type { PodView } from "./pod.ts";
import type { TransitionView } from "./transition.ts";

/** What keeps a container from the node and from others, as its spec says; null: not said. */
export interface ContainerIsolation {
  name: string;
  privileged: boolean;
  runAsUser: number | null;
  runAsNonRoot: boolean | null;
  readOnlyRootFilesystem: boolean | null;
  allowPrivilegeEscalation: boolean | null;
  /** `RuntimeDefault`, `Unconfined`, `Localhost/…` */
  seccomp: string | null;
  appArmor: string | null;
  capabilitiesAdded: string[];
  capabilitiesDropped: string[];
}

export interface PodIsolation {
  hostNetwork: boolean;
  hostPID: boolean;
  hostIPC: boolean;
  /** It has a user namespace of its own: its root is nobody on the node. */
  userNamespace: boolean;
  runtimeClassName: string | null;
  serviceAccountName: string | null;
  /** Directories of the node that it mounts, by volume. */
  hostPaths: { volume: string; path: string | null }[];
  containers: ContainerIsolation[];
}

/** A pod's place in the order of a signal. */
export interface PodPlace {
  signal: Signal;
  /** From 1, among those that can go; null where it is passed over. */
  place: number | null;
  /** How many can go. */
  of: number;
  row: EvictionRow;
}

/** Everything about one pod that its row on the node does not say. */
export interface PodDetail extends Keyed {
  part: "detail";
  node: string;
  pod: PodView;
  conditions: Condition[];
  ips: string[];
  /** Why it is here: its scheduler and priority class. */
  scheduling: { schedulerName: string | null; priorityClassName: string | null; preemptionPolicy: string | null };
  terminationGracePeriodSeconds: number | null;
  /** Its way to readiness, and its way out once it is asked to go, as waterfalls. */
  start: Step<StartStep>[];
  stop: Step<StopStep>[];
  /** The step it is stuck in now; null where it is in none. */
  current: Step<StartStep> | Step<StopStep> | null;
  volumes: PodVolume[];
  resize: PodResize;
  containers: {
    name: string;
    /** What the kubelet adds to the kernel's score: higher dies first. Null where the node's memory is not known. */
    oomScoreAdj: number | null;
    /** What the runtime applied; null where it does not tell. */
    appliedOomScoreAdj: number | null;
  }[];
  /** Its own local-storage limits. */
  limits: LocalStorageLimit[];
  /** Its place in the order of each signal; empty for a pod that is in none. */
  places: PodPlace[];
  isolation: PodIsolation;
  network: PodNetwork;
  hostPorts: { container: string; port: number; protocol: string; hostIP: string | null }[];
}

/** One row of a pod's feed (`pod.watch`), told by `part`. */
export type PodPart = PodDetail | TransitionView | EventView | FindingView;

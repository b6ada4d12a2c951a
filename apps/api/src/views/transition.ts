import type { Source, Time, Transition } from "@bayplan/shared";
import type { Keyed } from "./feed.ts";

/** One change of a container, a sandbox or a pod, told once whatever the number of sources that saw it. */
export interface TransitionView extends Keyed {
  part: "transition";
  at: Time;
  kind: Transition["kind"];
  namespace: string;
  pod: string;
  uid: string;
  /** Null unless it is a container's. */
  container: string | null;
  containerId: string | null;
  sandboxId: string | null;
  /** The kubelet's restart count. */
  restart: number | null;
  /** The state before; null where it is the first that is known. */
  from: string | null;
  /**
   * Of a container `Created`, `Running`, `Exited`, `Removed`, `Waiting`, `Ready`, `NotReady`, `Killing`; of a sandbox the
   * first four; of a pod its phase, `<Condition>=<Status>`, or `Removed`.
   */
  to: string;
  /** `CrashLoopBackOff`, `OOMKilled`, `LivenessProbe`, … */
  reason: string | null;
  message: string | null;
  exitCode: number | null;
  signal: number | null;
  /** On an `Exited`: why the kubelet killed it, where it said so: `LivenessProbe`, `StartupProbe`, `PodStopped`, … */
  killedBy: string | null;
  /** Its last run was in another sandbox. */
  newSandbox: boolean;
  /** Whose word it is. */
  source: Source;
}

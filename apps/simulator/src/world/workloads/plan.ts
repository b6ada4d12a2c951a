import type { ContainerSpec, Probe, ResourceRequirements, VolumeSpec } from "../kubernetes.ts";

/** How a container's program behaves: what it takes, when it ends, how it takes being asked to. */
export interface Behaviour {
  /** Bytes it settles at. */
  memory: number;
  /** The share by which that moves up and down. */
  swing: number;
  /** Bytes it adds each minute. */
  growth: number;
  /** Cores on average. */
  cpu: number;
  /** Ends by itself so long after its start; `OOMKilled` is how the kernel ends it. */
  ends?: { after: number; exitCode: number; reason: string; message?: string };
  /** Ready so long after its start, or never. */
  ready: number | "never";
  /** The liveness probe fails from so long after the start on. */
  sick?: number;
  /** Milliseconds it takes to end once it is asked to; one that is deaf waits for the kill. */
  stops: number | "deaf";
  /** Milliseconds of its preStop hook. */
  preStop: number;
  /** Bytes it has written to its own layer, and to its log, and what the log gains a minute. */
  writable: number;
  logs: number;
  processes: number;
}

/** One container as a scenario writes it; what is left out is ordinary. */
export interface ContainerPlan extends Partial<Behaviour> {
  name: string;
  image: string;
  resources?: ResourceRequirements;
  ports?: ContainerSpec["ports"];
  env?: ContainerSpec["env"];
  command?: string[];
  args?: string[];
  mounts?: ContainerSpec["volumeMounts"];
  liveness?: Probe;
  readiness?: Probe;
  startup?: Probe;
  preStopHook?: ContainerSpec["lifecycle"];
  imagePullPolicy?: string;
  securityContext?: Record<string, unknown>;
  /** On an init container: it stays and runs beside the others. */
  sidecar?: boolean;
}

interface VolumePlan {
  volume: VolumeSpec;
  /** Bytes in it, and what it gains a minute. */
  used?: number;
  growth?: number;
}

/** A pod as a scenario writes it. */
export interface PodPlan {
  namespace: string;
  /** The workload's name; a pod of it gets this and a suffix. */
  name: string;
  kind: "Deployment" | "StatefulSet" | "DaemonSet" | "Job" | "Pod" | "Static";
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  containers: ContainerPlan[];
  init?: ContainerPlan[];
  volumes?: VolumePlan[];
  /** Pod-level resources. */
  resources?: ResourceRequirements;
  priority?: { className: string; value: number };
  restartPolicy?: "Always" | "OnFailure" | "Never";
  gracePeriod?: number;
  hostNetwork?: boolean;
  hostUsers?: boolean;
  runtimeClass?: string;
  nodeSelector?: Record<string, string>;
  /** Keys of the taints it does not mind. */
  tolerates?: string[];
  /** What the kubelet says when it refuses the pod; device shortage it finds by itself. */
  refused?: { reason: string; message: string };
  /** What its first container claims of the node's devices, one each. */
  claims?: { name: string; deviceClass: string; driver: string }[];
  /** Where a controller puts the next one when this one is gone; nothing: it stays gone. */
  replace?: boolean;
  /** Of a critical pod: the workload that the kubelet puts out where it would have no room otherwise. */
  preempts?: { namespace: string; name: string };
}

export const behaviour = (plan: ContainerPlan): Behaviour => ({
  memory: plan.memory ?? 48 * 2 ** 20,
  swing: plan.swing ?? 0.02,
  growth: plan.growth ?? 0,
  cpu: plan.cpu ?? 0.02,
  ...(plan.ends && { ends: plan.ends }),
  ready: plan.ready ?? (plan.readiness ? 4_000 : 0),
  ...(plan.sick !== undefined && { sick: plan.sick }),
  stops: plan.stops ?? 700,
  preStop: plan.preStop ?? 0,
  writable: plan.writable ?? 24 * 1024,
  logs: plan.logs ?? 256 * 1024,
  processes: plan.processes ?? 2,
});

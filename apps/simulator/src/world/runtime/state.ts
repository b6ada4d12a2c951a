import type { Load } from "../stats/load.ts";

export interface Sandbox {
  id: string;
  uid: string;
  namespace: string;
  name: string;
  attempt: number;
  ready: boolean;
  createdAt: number;
  ip: string;
  hostNetwork: boolean;
  hostPID: boolean;
  userNamespace: boolean;
  handler: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** The kubelet has lost it: nobody collects it. */
  leaked: boolean;
}

export interface RuntimeContainer {
  id: string;
  sandboxId: string;
  name: string;
  attempt: number;
  state: "created" | "running" | "exited";
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  exitCode: number;
  reason: string;
  message: string;
  image: string;
  imageId: string;
  annotations: Record<string, string>;
  resources: {
    cpuQuota: number;
    cpuShares: number;
    memoryLimit: number;
    oomScoreAdj: number;
    cpuset: string;
  };
  load: Load;
}

export type RuntimeEventType = "created" | "started" | "stopped" | "deleted";

export interface RuntimeEvent {
  type: RuntimeEventType;
  /** Of the container, or of the sandbox where the event is the sandbox's own. */
  id: string;
  at: number;
  sandbox: Sandbox;
  containers: RuntimeContainer[];
}

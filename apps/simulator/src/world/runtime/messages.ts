import {
  type Container,
  type ContainerEventResponse,
  ContainerEventType,
  ContainerState,
  type ContainerStats,
  type ContainerStatus,
  NamespaceMode,
  type PodSandbox,
  type PodSandboxStats,
  PodSandboxState,
  type PodSandboxStatus,
  Signal,
} from "@bayplan/protocols/runtime";
import { cpuAt, cpuSecondsAt, memoryAt } from "../stats/load.ts";
import { SANDBOX_MEMORY } from "../stats/usage.ts";
import { toNanos } from "../time/moments.ts";
import type { RuntimeContainer, RuntimeEvent, RuntimeEventType, Sandbox } from "./state.ts";

const STATES = {
  created: ContainerState.CONTAINER_CREATED,
  running: ContainerState.CONTAINER_RUNNING,
  exited: ContainerState.CONTAINER_EXITED,
} as const;

const EVENTS: Record<RuntimeEventType, ContainerEventType> = {
  created: ContainerEventType.CONTAINER_CREATED_EVENT,
  started: ContainerEventType.CONTAINER_STARTED_EVENT,
  stopped: ContainerEventType.CONTAINER_STOPPED_EVENT,
  deleted: ContainerEventType.CONTAINER_DELETED_EVENT,
};

const IMAGE_MOUNT = "/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs";

const sandboxMetadata = ({ name, uid, namespace, attempt }: Sandbox) => ({
  name,
  uid,
  namespace,
  attempt,
});

const sandboxState = ({ ready }: Sandbox) => (ready ? PodSandboxState.SANDBOX_READY : PodSandboxState.SANDBOX_NOTREADY);

export const sandboxItem = (sandbox: Sandbox): PodSandbox => ({
  id: sandbox.id,
  metadata: sandboxMetadata(sandbox),
  state: sandboxState(sandbox),
  createdAt: toNanos(sandbox.createdAt, sandbox.id),
  labels: sandbox.labels,
  annotations: sandbox.annotations,
  runtimeHandler: sandbox.handler,
});

export const sandboxStatus = (sandbox: Sandbox): PodSandboxStatus => ({
  ...sandboxItem(sandbox),
  network: { ip: sandbox.ip, additionalIps: [] },
  linux: {
    namespaces: {
      options: {
        network: sandbox.hostNetwork ? NamespaceMode.NODE : NamespaceMode.POD,
        pid: sandbox.hostPID ? NamespaceMode.NODE : NamespaceMode.CONTAINER,
        ipc: NamespaceMode.POD,
        targetId: "",
        usernsOptions: { mode: sandbox.userNamespace ? NamespaceMode.POD : NamespaceMode.NODE },
      },
    },
  },
});

const containerLabels = (container: RuntimeContainer, sandbox: Sandbox): Record<string, string> => ({
  "io.kubernetes.container.name": container.name,
  "io.kubernetes.pod.name": sandbox.name,
  "io.kubernetes.pod.namespace": sandbox.namespace,
  "io.kubernetes.pod.uid": sandbox.uid,
});

export const containerItem = (container: RuntimeContainer, sandbox: Sandbox): Container => ({
  id: container.id,
  podSandboxId: container.sandboxId,
  metadata: { name: container.name, attempt: container.attempt },
  image: { image: container.imageId, userSpecifiedImage: container.image },
  imageRef: container.imageId,
  state: STATES[container.state],
  createdAt: toNanos(container.createdAt, container.id),
  labels: containerLabels(container, sandbox),
  annotations: container.annotations,
  imageId: "",
});

export function containerStatus(container: RuntimeContainer, sandbox: Sandbox): ContainerStatus {
  const { resources } = container;
  const moment = (at: number | null, which: string) => (at === null ? 0n : toNanos(at, container.id + which));
  return {
    id: container.id,
    metadata: { name: container.name, attempt: container.attempt },
    state: STATES[container.state],
    createdAt: toNanos(container.createdAt, container.id),
    startedAt: moment(container.startedAt, "started"),
    finishedAt: moment(container.finishedAt, "finished"),
    exitCode: container.exitCode,
    image: { image: container.image, userSpecifiedImage: "" },
    imageRef: container.imageId,
    reason: container.reason,
    message: container.message,
    labels: containerLabels(container, sandbox),
    annotations: container.annotations,
    logPath: `/var/log/pods/${sandbox.namespace}_${sandbox.name}_${sandbox.uid}/${container.name}/${container.attempt}.log`,
    resources: {
      linux: {
        cpuPeriod: 100_000n,
        cpuQuota: BigInt(resources.cpuQuota),
        cpuShares: BigInt(resources.cpuShares),
        memoryLimitInBytes: BigInt(Math.round(resources.memoryLimit)),
        oomScoreAdj: BigInt(resources.oomScoreAdj),
        cpusetCpus: resources.cpuset,
        cpusetMems: "",
        hugepageLimits: [],
        // With cgroup v2 the kubelet asks for no swap by this.
        unified: { "memory.swap.max": "0" },
        memorySwapLimitInBytes: BigInt(Math.round(resources.memoryLimit)),
      },
    },
    imageId: "",
    stopSignal: Signal.SIGNAL_RUNTIME_DEFAULT,
  };
}

export const eventMessage = (event: RuntimeEvent): ContainerEventResponse => ({
  containerId: event.id,
  containerEventType: EVENTS[event.type],
  createdAt: toNanos(event.at, event.id + event.type),
  podSandboxStatus: sandboxStatus(event.sandbox),
  containersStatuses: event.containers.map((container) => containerStatus(container, event.sandbox)),
});

const count = (value: number) => ({ value: BigInt(Math.max(0, Math.floor(value))) });

export function containerStats(container: RuntimeContainer, sandbox: Sandbox, now: number): ContainerStats {
  const startedAt = container.state === "running" ? container.startedAt : null;
  const timestamp = toNanos(now, container.id);
  const memory = startedAt === null ? 0 : memoryAt(container.load, startedAt, now);
  return {
    attributes: {
      id: container.id,
      metadata: { name: container.name, attempt: container.attempt },
      labels: containerLabels(container, sandbox),
    },
    cpu:
      startedAt === null
        ? undefined
        : {
            timestamp,
            usageCoreNanoSeconds: count(cpuSecondsAt(container.load, startedAt, now) * 1e9),
            usageNanoCores: count(cpuAt(container.load, now) * 1e9),
          },
    memory: startedAt === null ? undefined : memoryUsage(timestamp, memory, container.load.limit),
    writableLayer: {
      timestamp,
      fsId: { mountpoint: IMAGE_MOUNT },
      usedBytes: count(container.load.behaviour.writable),
      inodesUsed: count(8),
    },
  };
}

/** Without a limit the runtime says 0 bytes available, where the kubelet says nothing. */
const memoryUsage = (timestamp: bigint, memory: number, limit: number | null) => ({
  timestamp,
  workingSetBytes: count(memory),
  availableBytes: count(limit === null ? 0 : limit - memory),
  usageBytes: count(memory * 1.06),
  rssBytes: count(memory * 0.86),
  pageFaults: count(memory / 4096),
  majorPageFaults: count(0),
});

export function sandboxStats(sandbox: Sandbox, containers: RuntimeContainer[], now: number): PodSandboxStats {
  const timestamp = toNanos(now, sandbox.id);
  let memory = SANDBOX_MEMORY;
  let seconds = 0;
  let processes = 1;
  for (const { state, startedAt, load } of containers) {
    if (state !== "running" || startedAt === null) continue;
    memory += memoryAt(load, startedAt, now);
    seconds += cpuSecondsAt(load, startedAt, now);
    processes += load.behaviour.processes;
  }
  return {
    attributes: { id: sandbox.id, metadata: sandboxMetadata(sandbox), labels: sandbox.labels },
    linux: {
      cpu: { timestamp, usageCoreNanoSeconds: count(seconds * 1e9), usageNanoCores: undefined },
      memory: memoryUsage(timestamp, memory, null),
      process: { timestamp, processCount: count(processes) },
    },
  };
}

export const imageMount = (dedicated: boolean): string => (dedicated ? "/var/lib/images/overlayfs" : IMAGE_MOUNT);

import {
  ContainerState,
  Signal,
  type Container,
  type ContainerResources,
  type ContainerStatus,
  type ImageSpec,
} from "@bayplan/protocols/runtime";
import { fromUnixNanos, type RuntimeContainer, type RuntimeContainerState } from "@bayplan/shared";
import { given } from "@bayplan/shared/kubernetes";

/** A container as the runtime's list tells it; what only its status tells is taken from before. */
export function fromListedContainer(listed: Container, before: RuntimeContainer | undefined): RuntimeContainer {
  return {
    ...before,
    kind: "container",
    id: listed.id,
    ...podOf(listed.labels),
    name: listed.metadata?.name ?? "",
    sandboxId: listed.podSandboxId,
    attempt: listed.metadata?.attempt ?? 0,
    state: laterState(before?.state, stateOf(listed.state)),
    image: imageOf(listed.image, before?.image),
    imageRef: listed.imageRef,
    createdAt: fromUnixNanos(listed.createdAt),
  };
}

/** A container as its status tells it. The status names no sandbox: that comes from the list or the event it came with. */
export function fromContainerStatus(
  status: ContainerStatus,
  sandboxId: string,
  before: RuntimeContainer | undefined,
): RuntimeContainer {
  const state = laterState(before?.state, stateOf(status.state));
  const ended = state === "Exited" && status.state === ContainerState.CONTAINER_EXITED;
  return given({
    kind: "container" as const,
    id: status.id,
    ...podOf(status.labels),
    name: status.metadata?.name ?? "",
    sandboxId,
    attempt: status.metadata?.attempt ?? 0,
    state,
    image: imageOf(status.image, before?.image),
    imageRef: status.imageRef,
    createdAt: fromUnixNanos(status.createdAt),
    startedAt: fromUnixNanos(status.startedAt) ?? before?.startedAt,
    finishedAt: fromUnixNanos(status.finishedAt) ?? before?.finishedAt,
    exitCode: ended ? status.exitCode : before?.exitCode,
    reason: status.reason || before?.reason,
    message: status.message || before?.message,
    logPath: status.logPath || undefined,
    stopSignal: signalName(status.stopSignal),
    resources: resourcesOf(status.resources),
  });
}

/** Whether only a new status can tell what the list hints at: the container is new, or its state is another. */
export const wantsStatus = (listed: Container, before: RuntimeContainer | undefined): boolean =>
  before?.state !== laterState(before?.state, stateOf(listed.state));

const podOf = (labels: Readonly<Record<string, string>>) => ({
  namespace: labels["io.kubernetes.pod.namespace"] ?? "",
  pod: labels["io.kubernetes.pod.name"] ?? "",
  podUid: labels["io.kubernetes.pod.uid"] ?? "",
});

const STATES: Readonly<Record<number, RuntimeContainerState>> = {
  [ContainerState.CONTAINER_CREATED]: "Created",
  [ContainerState.CONTAINER_RUNNING]: "Running",
  [ContainerState.CONTAINER_EXITED]: "Exited",
};
const stateOf = (state: ContainerState): RuntimeContainerState => STATES[state] ?? "Unknown";

const ORDER: readonly RuntimeContainerState[] = ["Unknown", "Created", "Running", "Exited"];

/** One container is created, runs and exits once: an older answer that comes late is not believed. */
const laterState = (before: RuntimeContainerState | undefined, now: RuntimeContainerState): RuntimeContainerState =>
  before !== undefined && now !== "Unknown" && ORDER.indexOf(before) > ORDER.indexOf(now) ? before : now;

/** The name a person gave the image; containerd's list has its digest in that place and the name in another. */
function imageOf(image: ImageSpec | undefined, before: string | undefined): string {
  const name = image?.userSpecifiedImage || image?.image || "";
  return name.startsWith("sha256:") && before ? before : name;
}

function signalName(signal: Signal): string | undefined {
  if (signal === Signal.SIGNAL_RUNTIME_DEFAULT) return undefined;
  const name = Object.entries(Signal).find(([, number]) => number === signal)?.[0];
  return name?.startsWith("SIGNAL_") ? name.slice("SIGNAL_".length) : undefined;
}

function resourcesOf(resources: ContainerResources | undefined): RuntimeContainer["resources"] {
  const linux = resources?.linux;
  if (!linux) return undefined;
  const hugepages = linux.hugepageLimits
    .filter(({ limit }) => limit > 0n)
    .map(({ pageSize, limit }) => ({ pageSize, limit: Number(limit) }));
  const unified = Object.fromEntries(Object.entries(linux.unified).filter(([file]) => UNIFIED.has(file)));
  return given({
    cpuPeriod: Number(linux.cpuPeriod),
    cpuQuota: Number(linux.cpuQuota),
    cpuShares: Number(linux.cpuShares),
    memoryLimit: Number(linux.memoryLimitInBytes),
    oomScoreAdj: Number(linux.oomScoreAdj),
    cpusetCpus: linux.cpusetCpus,
    cpusetMems: linux.cpusetMems,
    // What is not there bounds nothing, and is not sent.
    hugepages: hugepages.length > 0 ? hugepages : undefined,
    unified: Object.keys(unified).length > 0 ? unified : undefined,
  });
}

/** The files of cgroup v2 that are shown. */
const UNIFIED: ReadonlySet<string> = new Set(["cpu.weight", "memory.min", "memory.low", "memory.high", "pids.max"]);

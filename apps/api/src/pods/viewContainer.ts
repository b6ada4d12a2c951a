import {
  isTroubled,
  nextTry,
  type ContainerSpec,
  type ContainerStatus,
  type Pod,
  type RuntimeContainer,
  type TerminatedState,
} from "@bayplan/shared";
import type { ContainerType, ContainerView } from "../views/pod.ts";
import { amountsOf } from "./amount.ts";
import type { Joins } from "./joins.ts";
import { podSummary } from "./summarize.ts";

type Told = Pick<ContainerView, "state" | "reason" | "message" | "since" | "exitCode">;

const exited = (state: TerminatedState): Told => ({
  state: "Exited",
  reason: state.reason ?? null,
  message: state.message ?? null,
  since: state.finishedAt ?? null,
  exitCode: state.exitCode,
});

const waiting = (reason: string | undefined, message: string | undefined): Told => ({
  state: "Waiting",
  reason: reason ?? null,
  message: message ?? null,
  since: null,
  exitCode: null,
});

const fromRuntime = (runtime: RuntimeContainer): Told => ({
  state: runtime.state,
  reason: runtime.reason ?? null,
  message: runtime.message ?? null,
  since: runtime.finishedAt ?? runtime.startedAt ?? runtime.createdAt,
  exitCode: runtime.exitCode ?? null,
});

/** The state that the API tells; where it tells none yet, what the runtime says. */
const stateOf = (pod: Pod, status: ContainerStatus | undefined, runtime: RuntimeContainer | undefined): Told => {
  const state = status?.state;
  if (state?.terminated) return exited(state.terminated);
  if (state?.running)
    return { state: "Running", reason: null, message: null, since: state.running.startedAt ?? null, exitCode: null };
  if (state?.waiting) return waiting(state.waiting.reason, state.waiting.message);
  if (runtime) return fromRuntime(runtime);
  return podSummary(pod).finished
    ? { ...waiting(undefined, undefined), state: "Unknown" }
    : waiting(undefined, undefined);
};

/** `containerd://1234` → `1234` */
const runtimeId = (containerID: string | undefined): string | null => containerID?.replace(/^[^:]+:\/\//, "") || null;

const newest = (containers: readonly RuntimeContainer[]): RuntimeContainer | undefined =>
  containers.reduce<RuntimeContainer | undefined>(
    (best, one) =>
      !best ||
      one.attempt > best.attempt ||
      (one.attempt === best.attempt && (one.createdAt ?? "") > (best.createdAt ?? ""))
        ? one
        : best,
    undefined,
  );

const lastExitOf = (last: TerminatedState | undefined): ContainerView["lastExit"] =>
  last
    ? { exitCode: last.exitCode, signal: last.signal ?? null, reason: last.reason ?? null, at: last.finishedAt ?? null }
    : null;

/** One container of a pod, with what the API, the runtime, the samples and the devices say of it. */
export const viewContainer = (
  pod: Pod,
  spec: ContainerSpec,
  type: ContainerType,
  status: ContainerStatus | undefined,
  joins: Joins,
): ContainerView => {
  const id = runtimeId(status?.containerID);
  const own = joins.containers(pod).filter((container) => container.name === spec.name);
  const runtime = id === null ? newest(own) : own.find((container) => container.id === id);
  const sample = joins.stats(pod)?.containers.find((container) => container.name === spec.name);
  // A kubelet before 1.34 goes on listing what a finished pod held.
  const allocation = podSummary(pod).finished ? undefined : joins.allocation(pod, spec.name);
  const throttling = joins.throttling(pod, spec.name);
  return {
    name: spec.name,
    type,
    ...stateOf(pod, status, runtime),
    ready: status?.ready ?? false,
    troubled: status !== undefined && !podSummary(pod).finished && isTroubled(pod, status),
    nextTry: status ? nextTry(pod, status, joins.backOff) : null,
    restarts: status?.restartCount ?? runtime?.attempt ?? 0,
    lastExit: lastExitOf(status?.lastState.terminated),
    image: status?.image || spec.image,
    containerId: id ?? runtime?.id ?? null,
    runtimeState: runtime?.state ?? null,
    requests: amountsOf(spec.resources?.requests),
    limits: amountsOf(spec.resources?.limits),
    cpuNanoCores: sample?.cpu?.usageNanoCores ?? null,
    workingSetBytes: sample?.memory?.workingSetBytes ?? null,
    devices: (allocation?.devices ?? []).map(({ resource, deviceId }) => ({ resource, id: deviceId })),
    cpuIds: allocation?.cpuIds ?? [],
    probes: joins
      .probes(pod, spec.name)
      .map(({ probe, results }) => ({ probe, successful: results["successful"] ?? 0, failed: results["failed"] ?? 0 })),
    throttledShare: throttling && throttling.periods > 0 ? throttling.throttledPeriods / throttling.periods : null,
  };
};

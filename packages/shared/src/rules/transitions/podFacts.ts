import type { ContainerSpec, ContainerState, ContainerStatus, Pod, TerminatedState } from "../../model/pod.ts";
import { fromMillis, toMillis, type Time } from "../../model/time.ts";
import { bareId, present, signalOf, type Fact } from "./fact.ts";
import { containerMark } from "./runtimeFacts.ts";

/**
 * What the API tells of a pod: its phases, its being asked to go, its conditions, and the states of its containers of
 * every kind. A container state that names its id has the same mark as the runtime's word of it.
 */
export function podFacts(pod: Pod): Fact[] {
  const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [] } = pod.status;
  return [
    ...lifeFacts(pod),
    ...conditionFacts(pod),
    ...[...initContainerStatuses, ...containerStatuses, ...ephemeralContainerStatuses].flatMap((status) =>
      statusFacts(pod, status),
    ),
  ];
}

const podSubject = (pod: Pod) => ({ kind: "pod", namespace: pod.namespace, pod: pod.name, uid: pod.id }) as const;

export const podMark = (uid: string, to: string): string => `pod/${uid}/${to}`;

function lifeFacts(pod: Pod): Fact[] {
  const facts: Fact[] = [];
  const { phase, reason, message } = pod.status;
  const fact = (to: string, at: Time | null, words: { reason?: string; message?: string } = {}): Fact => ({
    mark: podMark(pod.id, to),
    at,
    recurs: false,
    details: { ...podSubject(pod), to, ...words },
  });
  if (pod.deletedAt !== undefined) {
    facts.push(fact("Terminating", askedToGoAt(pod.deletedAt, pod.deletionGracePeriodSeconds ?? 0)));
  }
  if (phase !== undefined && phase !== "") {
    facts.push(
      fact(phase, phaseSince(pod, phase), {
        ...(reason ? { reason } : {}),
        ...(message ? { message } : {}),
      }),
    );
  }
  return facts;
}

/** `deletionTimestamp` is when the grace is over, not when it was asked. Source: `k8s.io/apiserver` `rest.BeforeDelete`. */
export const askedToGoAt = (deletedAt: Time, graceSeconds: number): Time =>
  `${fromMillis(toMillis(deletedAt) - graceSeconds * 1000).slice(0, 19)}Z`;

/** The API does not say since when; what it says of the containers does, where they brought the phase about. */
function phaseSince(pod: Pod, phase: string): Time | null {
  if (phase === "Pending") return pod.createdAt ?? null;
  if (phase !== "Succeeded" && phase !== "Failed") return null;
  const ends = (pod.status.containerStatuses ?? []).map((status) => status.state.terminated?.finishedAt);
  if (ends.length === 0) return pod.status.startTime ?? null;
  return ends.every((end) => end !== undefined) ? (ends.toSorted().at(-1) ?? null) : null;
}

function conditionFacts(pod: Pod): Fact[] {
  return (pod.status.conditions ?? []).map((condition) => {
    const since = condition.lastTransitionTime;
    const to = `${condition.type}=${condition.status}`;
    return {
      mark: since === undefined ? podMark(pod.id, to) : `${podMark(pod.id, to)}/${since}`,
      at: since ?? null,
      recurs: since === undefined,
      details: {
        ...podSubject(pod),
        to,
        ...(condition.reason ? { reason: condition.reason } : {}),
        ...(condition.message ? { message: condition.message } : {}),
      },
    };
  });
}

/** A condition can go, as `PodResizeInProgress` does when the resize is done: then it is `<type>=Removed`. */
export function endedConditions(before: Pod, after: Pod): Fact[] {
  const types = new Set((after.status.conditions ?? []).map((condition) => condition.type));
  return (before.status.conditions ?? [])
    .filter((condition) => !types.has(condition.type))
    .map(({ type }) => ({
      mark: podMark(after.id, `${type}=Removed`),
      at: null,
      recurs: true,
      details: { ...podSubject(after), to: `${type}=Removed` },
    }));
}

function statusFacts(pod: Pod, status: ContainerStatus): Fact[] {
  const { state, lastState, restartCount } = status;
  const id = bareId(status.containerID);
  const facts: Fact[] = [];

  const last = lastState.terminated;
  if (last) {
    const lastId = bareId(last.containerID);
    facts.push(
      ...endFacts(pod, status, last, lastId, isRunCounted(pod, status) ? restartCount : Math.max(0, restartCount - 1)),
    );
  }
  if (state.terminated)
    facts.push(...endFacts(pod, status, state.terminated, bareId(state.terminated.containerID), restartCount));
  if (state.running) {
    facts.push(stateFact(pod, status.name, id, restartCount, "Running", state.running.startedAt));
    facts.push(readyFact(pod, status, id, state.running.startedAt));
  }
  if (state.waiting) facts.push(waitingFact(pod, status, id, state.waiting));
  return facts;
}

/**
 * Whether the status counts the run that has ended: so it does while it waits for the next one. A run that the kubelet
 * lost (`ContainerStatusUnknown`, without an id) it has already counted past, but for a pod that is asked to go.
 * Source: kubelet `pkg/kubelet/kubelet_pods.go` (convertToAPIContainerStatuses).
 */
function isRunCounted(pod: Pod, { state, lastState, containerID }: ContainerStatus): boolean {
  if (!state.waiting) return false;
  const id = bareId(containerID);
  const lastId = bareId(lastState.terminated?.containerID);
  return lastId === undefined ? pod.deletedAt !== undefined : id === undefined || id === lastId;
}

function endFacts(
  pod: Pod,
  status: ContainerStatus,
  end: TerminatedState,
  id: string | undefined,
  restart: number,
): Fact[] {
  const signal = end.signal || signalOf(end.exitCode);
  const exited = stateFact(pod, status.name, id, restart, "Exited", end.finishedAt, {
    exitCode: end.exitCode,
    ...(signal ? { signal } : {}),
    ...(end.reason ? { reason: end.reason } : {}),
    ...(end.message ? { message: end.message } : {}),
  });
  // The API writes "1970" where it does not know; a container that never started has no start either.
  const started = end.startedAt !== undefined && toMillis(end.startedAt) > 0;
  return started ? [stateFact(pod, status.name, id, restart, "Running", end.startedAt), exited] : [exited];
}

function stateFact(
  pod: Pod,
  name: string,
  id: string | undefined,
  restart: number,
  to: string,
  at: Time | undefined,
  details: Partial<Fact["details"]> = {},
): Fact {
  return {
    mark: id === undefined ? `${runMark(pod, name, restart)}/${to}` : containerMark(id, to),
    at: at !== undefined && toMillis(at) > 0 ? at : null,
    recurs: false,
    details: {
      ...runSubject(pod, name, restart),
      ...(id === undefined ? {} : { containerId: id }),
      to,
      ...details,
    },
  };
}

const runMark = (pod: Pod, name: string, restart: number): string => `pod/${pod.id}/${name}/${restart}`;

const runSubject = (pod: Pod, name: string, restart: number) =>
  ({ ...podSubject(pod), kind: "container", container: name, restart }) as const;

function readyFact(pod: Pod, status: ContainerStatus, id: string | undefined, startedAt: Time | undefined): Fact {
  const run = runMark(pod, status.name, status.restartCount);
  const subject = {
    ...runSubject(pod, status.name, status.restartCount),
    ...(id === undefined ? {} : { containerId: id }),
  };
  if (!status.ready) {
    return {
      mark: `${run}/NotReady`,
      at: null,
      recurs: true,
      after: `${run}/Ready`,
      details: { ...subject, to: "NotReady" },
    };
  }
  // Without a probe the kubelet calls it ready as soon as it runs: `pkg/kubelet/prober/prober_manager.go`.
  const spec = containerSpecOf(pod, status.name);
  const probed = spec?.readinessProbe !== undefined || spec?.startupProbe !== undefined;
  return {
    mark: `${run}/Ready`,
    at: spec && !probed ? (startedAt ?? null) : null,
    recurs: true,
    details: { ...subject, to: "Ready" },
  };
}

const containerSpecOf = (pod: Pod, name: string): ContainerSpec | undefined =>
  [pod.spec.containers, pod.spec.initContainers ?? [], pod.spec.ephemeralContainers ?? []]
    .flat()
    .find((container) => container.name === name);

/** Entered once a run, before anything of it exists. */
const FIRST_WAITS = new Set(["ContainerCreating", "PodInitializing"]);

function waitingFact(
  pod: Pod,
  status: ContainerStatus,
  id: string | undefined,
  waiting: NonNullable<ContainerState["waiting"]>,
): Fact {
  const { reason, message } = waiting;
  return {
    mark: `${runMark(pod, status.name, status.restartCount)}/Waiting/${reason ?? ""}`,
    at: null,
    recurs: !FIRST_WAITS.has(reason ?? ""),
    details: {
      ...runSubject(pod, status.name, status.restartCount),
      // Of the run that has ended: this tells a wait after it from one before the first.
      ...present({ containerId: id ?? bareId(status.lastState.terminated?.containerID) }),
      to: "Waiting",
      ...(reason ? { reason } : {}),
      ...(message ? { message } : {}),
    },
  };
}

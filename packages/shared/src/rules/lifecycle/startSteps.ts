import type { Event } from "../../model/event.ts";
import type { ContainerSpec, Pod } from "../../model/pod.ts";
import type { Millis, Time } from "../../model/time.ts";
import { compareTimes } from "../../model/time.ts";
import { isSidecar } from "../resources/podResources.ts";
import type { TimelineItem } from "../transitions/timeline.ts";
import { startedFacts, type ContainerPast } from "./startedFacts.ts";
import { secondsBetween, type Obstacle, type Step, type StepState } from "./step.ts";

export const START_STEPS = ["scheduled", "seen", "volumes", "sandbox", "image", "created", "started", "ready"] as const;
export type StartStep = (typeof START_STEPS)[number];

/**
 * The way of a pod to readiness, by its first run: scheduled, seen by the kubelet, volumes mounted, sandbox made; then
 * of each container in the order they start: image there, created, started, ready. An init container that is no sidecar
 * ends instead of becoming ready. A sidecar is followed by the next one as soon as it runs and its startup probe, if it
 * has one, has succeeded; nobody waits until it is ready. `items` are the pod's timeline, `events` those about it.
 *
 * What the pod's status shows to be over, though nobody saw it, is unknown: as for a pod older than the watch.
 *
 * Nobody tells when the last volume was mounted: the sandbox is made next, so its creation ends that step.
 * Source: kubelet `pkg/kubelet/kubelet.go` (SyncPod), `kuberuntime/kuberuntime_manager.go` (SyncPod),
 * `kuberuntime/kuberuntime_container.go` (computeInitContainerActions).
 */
export function startSteps(
  pod: Pod,
  items: readonly TimelineItem[],
  events: readonly Event[],
  now: Millis,
): Step<StartStep>[] {
  const track = newTrack(now);
  const own = events.filter((event) => event.object.uid === pod.id);
  const facts = startedFacts(pod);
  const scheduled = pod.status.conditions?.find((condition) => condition.type === "PodScheduled");
  const sandbox = (to: string): Time | null =>
    items.find((item) => item.kind === "sandbox" && item.uid === pod.id && item.to === to)?.at ?? null;

  track.begin(pod.createdAt ?? null);
  if (pod.configSource === undefined || pod.configSource === "api") {
    const at = scheduled?.status === "True" ? (scheduled.lastTransitionTime ?? null) : null;
    const { reason = "", message = "" } = scheduled ?? {};
    track.step(
      "scheduled",
      null,
      at,
      scheduled?.status === "False" ? { reason, message, at: null } : null,
      facts.hasSandbox,
    );
  }
  track.step("seen", null, pod.seenAt ?? pod.status.startTime ?? null, null, facts.hasSandbox);
  track.step(
    "volumes",
    null,
    sandbox("Created"),
    obstacleOf(own, ["FailedMount", "FailedAttachVolume", "FailedMapVolume"]),
    facts.hasSandbox,
  );
  const sandboxObstacle = obstacleOf(own, ["FailedCreatePodSandBox"]);
  track.step("sandbox", null, sandbox("Running"), sandboxObstacle, facts.hasSandbox);

  for (const container of pod.spec.initContainers ?? []) {
    const isOver = containerSteps(
      pod,
      container,
      facts.initContainer(container),
      isSidecar(container),
      items,
      own,
      track,
    );
    if (!isOver) track.block();
  }
  for (const container of pod.spec.containers) {
    const branch = track.branch();
    containerSteps(pod, container, facts.container(container), true, items, own, branch);
  }
  return settle(track.steps);
}

/** Adds one container's steps; whether the next in order may start. */
function containerSteps(
  pod: Pod,
  { name, startupProbe }: ContainerSpec,
  past: ContainerPast,
  becomesReady: boolean,
  items: readonly TimelineItem[],
  events: readonly Event[],
  track: Track,
): boolean {
  const own = items.filter((item) => item.kind === "container" && item.uid === pod.id && item.container === name);
  // What follows the first end is of a later run.
  const end = own.findIndex((item) => item.to === "Exited");
  const firstRun = end === -1 ? own : own.slice(0, end + 1);
  const at = (to: string): Time | null => firstRun.find((item) => item.to === to)?.at ?? null;
  const said = events.filter((event) => event.object.container === name);
  const wait = own.findLast((item) => item.to === "Waiting");
  const waiting: Obstacle | null =
    wait && own.at(-1) === wait && wait.reason !== "ContainerCreating" && wait.reason !== "PodInitializing"
      ? { reason: wait.reason ?? "", message: wait.message ?? "", at: wait.at }
      : null;
  const isImage = /Image|Registry|Signature/.test(waiting?.reason ?? "");

  const created = at("Created");
  const started = at("Running");
  track.step("image", name, pulledAt(said, created ?? started), isImage ? waiting : null, past.started);
  track.step("created", name, created, isImage ? null : waiting, past.started);
  track.step("started", name, started, isImage ? null : waiting, past.started);
  if (!becomesReady) return (at("Exited") !== null || past.over) && track.end(at("Exited"));
  // Of one that nobody saw start, nobody knows either whether it was ready before.
  const wasReady = past.over || (past.started && started === null);
  track.branch().step("ready", name, at("Ready"), obstacleOf(said, ["Unhealthy"]), wasReady);
  if (startupProbe === undefined) return started !== null || past.started;
  // Nobody tells when the startup probe succeeded, so neither since when the next one has its turn.
  track.begin(null);
  return past.up;
}

/** When the image was there for the first run, by the event about it: one of a later run's says nothing of it. */
function pulledAt(events: readonly Event[], created: Time | null): Time | null {
  const pulled = events.find((event) => event.reason === "Pulled")?.firstAt ?? null;
  return pulled !== null && (created === null || compareTimes(pulled, created) <= 0) ? pulled : null;
}

function obstacleOf(events: readonly Event[], reasons: readonly string[]): Obstacle | null {
  const event = events
    .filter(({ reason }) => reasons.includes(reason))
    .reduce<Event | undefined>((last, each) => ((each.lastAt ?? "") >= (last?.lastAt ?? "") ? each : last), undefined);
  return event ? { reason: event.reason, message: event.message, at: event.lastAt } : null;
}

interface Track {
  steps: Step<StartStep>[];
  begin(at: Time | null): void;
  /** @param isPast it is over, even where no moment is known at which it ended. */
  step(step: StartStep, container: string | null, to: Time | null, obstacle: Obstacle | null, isPast: boolean): void;
  /** What comes next starts at this moment. */
  end(at: Time | null): boolean;
  /** Nothing that comes next has begun. */
  block(): void;
  /** Steps that begin where this one stands and run beside others. */
  branch(): Track;
}

/** Each step begins where the one before it ended; the first without an end is the current one. */
function newTrack(now: Millis, steps: Step<StartStep>[] = [], cursor: Time | null = null, isBlocked = false): Track {
  let from = cursor;
  let blocked = isBlocked;
  return {
    steps,
    begin: (at) => void (from = at),
    step(step, container, at, obstacle, isPast) {
      const to = at !== null && from !== null && compareTimes(at, from) < 0 ? from : at;
      const state: StepState = to !== null ? "done" : isPast ? "unknown" : blocked ? "pending" : "current";
      const shown = state === "current" ? obstacle : null;
      const start = state === "pending" ? null : from;
      steps.push({
        step,
        container,
        from: start,
        to,
        seconds: secondsBetween(start, to, state, now),
        state,
        obstacle: shown,
      });
      if (to !== null) [from, blocked] = [to, false];
      // An image that was there already takes no time: what comes next begins where it did.
      else if (isPast) [from, blocked] = [step === "image" ? from : null, false];
      else blocked = true;
    },
    end(at) {
      [from, blocked] = [at ?? from, false];
      return true;
    },
    block: () => void (blocked = true),
    branch: () => newTrack(now, steps, from, blocked),
  };
}

/** A step without an end that was followed by one with an end is over: only when is not known. */
function settle(steps: readonly Step<StartStep>[]): Step<StartStep>[] {
  return steps.map((step, index) => {
    const isFollowed = steps.slice(index + 1).some((later) => later.state === "done" && follows(later, step));
    if (step.state === "done" || !isFollowed) return step;
    return Object.assign({}, step, { state: "unknown", seconds: null, obstacle: null });
  });
}

const follows = (later: Step<StartStep>, step: Step<StartStep>): boolean =>
  step.container === null || later.container === step.container;

import type { ContainerSpec, Pod, PodSpec } from "../../model/pod.ts";
import { compareTimes, fromMillis, toMillis, type Millis, type Time } from "../../model/time.ts";
import { isSidecar } from "../resources/podResources.ts";
import { askedToGoAt } from "../transitions/podFacts.ts";
import type { TimelineItem } from "../transitions/timeline.ts";
import { secondsBetween, type Step, type StepState } from "./step.ts";

export const STOP_STEPS = ["asked", "preStop", "grace", "killed", "sandbox", "gone"] as const;
export type StopStep = (typeof STOP_STEPS)[number];

/** A container gets this much, in milliseconds, though its hook or its wait for others has used up the grace. */
const LEAST_GRACE = 2000;

/**
 * The way of a pod out, from the moment it was asked to go: of each container the hook that runs first, the grace it
 * has to end by itself, and where it did not, its killing; then its sandbox and the pod itself. Empty where nobody has
 * asked it to go.
 *
 * A sidecar is told to end when all that it waits for have ended, or the grace has. Its own grace is pending until then,
 * and unknown where it ended before.
 *
 * The hook's time counts against the grace, and nobody tells when it ended and the signal was sent: such a step is
 * unknown once the container has ended. Source: kubelet `pkg/kubelet/kuberuntime/kuberuntime_container.go`
 * (killContainer), `kuberuntime_manager.go` (minimumGracePeriodInSeconds), `kuberuntime_termination_order.go`.
 */
export function stopSteps(pod: Pod, items: readonly TimelineItem[], now: Millis): Step<StopStep>[] {
  if (pod.deletedAt === undefined) return [];
  const asked = askedToGoAt(pod.deletedAt, pod.deletionGracePeriodSeconds ?? 0);
  const deadline = pod.deletedAt;
  const own = items.filter((item) => item.uid === pod.id);
  const steps: Step<StopStep>[] = [step("asked", null, asked, asked, "done", now)];
  const going = [...pod.spec.containers, ...(pod.spec.initContainers ?? []).toReversed()].flatMap((container) => {
    const states = own.filter((item) => item.container === container.name && isState(item));
    const last = states.at(-1);
    // One that had ended before, or never ran, has no way out.
    if (!last || (last.to === "Exited" && compareTimes(last.at, asked) < 0)) return [];
    return { container, exit: states.findLast((item) => item.to === "Exited") ?? null };
  });
  const endOfAll = (some: typeof going): Time | null =>
    lastOf(
      asked,
      some.map(({ exit }) => exit?.at ?? null),
    );

  for (const { container, exit } of going) {
    const { name, preStop } = container;
    if (preStop !== undefined) steps.push(step("preStop", name, asked, null, exit ? "unknown" : "current", now));
    const waitsFor = waitedFor(pod.spec, container);
    const others = endOfAll(going.filter((one) => waitsFor.includes(one.container)));
    const isLate = others === null ? now >= toMillis(deadline) : compareTimes(others, deadline) > 0;
    const turn = isLate ? deadline : others;
    if (turn === null || (exit && compareTimes(exit.at, turn) < 0)) {
      steps.push(step("grace", name, null, null, exit ? "unknown" : "pending", now));
      continue;
    }
    const least = toMillis(turn) + LEAST_GRACE;
    const killedAt = least > toMillis(deadline) ? fromMillis(least) : deadline;
    const wasKilled =
      exit === null ? now >= toMillis(killedAt) : exit.signal === 9 && compareTimes(exit.at, deadline) >= 0;
    const graceEnd = exit && compareTimes(exit.at, killedAt) < 0 ? exit.at : wasKilled ? killedAt : (exit?.at ?? null);
    steps.push(step("grace", name, turn, graceEnd, graceEnd === null ? "current" : "done", now));
    if (wasKilled) steps.push(killed(name, preStop !== undefined, graceEnd ?? killedAt, exit, now));
  }

  const lastEnd = endOfAll(going);
  const sandbox = own.find(
    (item) => item.kind === "sandbox" && item.to === "Exited" && compareTimes(item.at, asked) >= 0,
  );
  const gone = own.find((item) => item.kind === "pod" && item.to === "Removed");
  steps.push(after("sandbox", lastEnd, sandbox?.at ?? null, gone !== undefined, now));
  steps.push(after("gone", sandbox?.at ?? null, gone?.at ?? null, false, now));
  return steps;
}

/** A sidecar waits for all ordinary containers and for the sidecar after it; any other for none. */
function waitedFor({ containers, initContainers = [] }: PodSpec, container: ContainerSpec): ContainerSpec[] {
  const index = initContainers.indexOf(container);
  if (index === -1 || !isSidecar(container)) return [];
  const later = initContainers.slice(index + 1).find(isSidecar);
  return later ? [...containers, later] : containers;
}

/** The last of the moments, none before the first given; null where one of them is not there yet. */
const lastOf = (first: Time, moments: readonly (Time | null)[]): Time | null =>
  moments.reduce<Time | null>(
    (last, each) => (last === null || each === null ? null : compareTimes(each, last) > 0 ? each : last),
    first,
  );

const isState = ({ to }: TimelineItem): boolean => to === "Created" || to === "Running" || to === "Exited";

function killed(name: string, hasHook: boolean, from: Time, exit: TimelineItem | null, now: Millis): Step<StopStep> {
  const killing = step("killed", name, from, exit?.at ?? null, exit ? "done" : "current", now);
  const overdue = now - toMillis(from) - (hasHook ? LEAST_GRACE : 0);
  if (exit || overdue < 1000) return killing;
  const message = "It still runs after its grace: the runtime cannot kill it, or the kubelet does not get to it.";
  return { ...killing, obstacle: { reason: "StillRunning", message, at: fromMillis(toMillis(from)) } };
}

function after(name: StopStep, from: Time | null, to: Time | null, isPast: boolean, now: Millis): Step<StopStep> {
  const state: StepState = to !== null ? "done" : isPast ? "unknown" : from === null ? "pending" : "current";
  return step(name, null, from, to, state, now);
}

function step(
  name: StopStep,
  container: string | null,
  from: Time | null,
  to: Time | null,
  state: StepState,
  now: Millis,
): Step<StopStep> {
  const seconds = secondsBetween(from, to, state, now);
  return { step: name, container, from, to, seconds, state, obstacle: null };
}

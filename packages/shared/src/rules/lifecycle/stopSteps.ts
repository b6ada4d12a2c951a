import type { Pod } from "../../model/pod.ts";
import { compareTimes, fromMillis, toMillis, type Millis, type Time } from "../../model/time.ts";
import { askedToGoAt } from "../transitions/podFacts.ts";
import type { TimelineItem } from "../transitions/timeline.ts";
import { secondsBetween, type Step, type StepState } from "./step.ts";

export const STOP_STEPS = ["asked", "preStop", "grace", "killed", "sandbox", "gone"] as const;
export type StopStep = (typeof STOP_STEPS)[number];

/** A container whose hook has used up the grace gets this much of its own, in milliseconds. */
const LEAST_GRACE = 2000;

/**
 * The way of a pod out, from the moment it was asked to go: of each container the hook that runs first, the grace it
 * has to end by itself, and where it did not, its killing; then its sandbox and the pod itself. Empty where nobody has
 * asked it to go.
 *
 * The hook's time counts against the grace, and nobody tells when it ended and the signal was sent: such a step is
 * unknown once the container has ended. Source: kubelet `pkg/kubelet/kuberuntime/kuberuntime_container.go`
 * (killContainer, minimumGracePeriodInSeconds).
 */
export function stopSteps(pod: Pod, items: readonly TimelineItem[], now: Millis): Step<StopStep>[] {
  if (pod.deletedAt === undefined) return [];
  const asked = askedToGoAt(pod.deletedAt, pod.deletionGracePeriodSeconds ?? 0);
  const deadline = pod.deletedAt;
  const own = items.filter((item) => item.uid === pod.id);
  const steps: Step<StopStep>[] = [step("asked", null, asked, asked, "done", now)];
  const ends: (Time | null)[] = [];

  for (const { name, preStop } of [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]) {
    const states = own.filter((item) => item.container === name && isState(item));
    const last = states.at(-1);
    // One that had ended before, or never ran, has no way out.
    if (!last || (last.to === "Exited" && compareTimes(last.at, asked) < 0)) continue;
    const exit = states.findLast((item) => item.to === "Exited") ?? null;
    ends.push(exit?.at ?? null);
    if (preStop !== undefined) steps.push(step("preStop", name, asked, null, exit ? "unknown" : "current", now));
    const wasKilled =
      exit === null ? now >= toMillis(deadline) : exit.signal === 9 && compareTimes(exit.at, deadline) >= 0;
    steps.push(
      step(
        "grace",
        name,
        asked,
        wasKilled ? deadline : (exit?.at ?? null),
        exit || wasKilled ? "done" : "current",
        now,
      ),
    );
    if (wasKilled) steps.push(killed(name, preStop !== undefined, deadline, exit, now));
  }

  const lastEnd = ends.includes(null)
    ? null
    : (ends.toSorted((a, b) => compareTimes(a ?? "", b ?? "")).at(-1) ?? asked);
  const sandbox = own.find(
    (item) => item.kind === "sandbox" && item.to === "Exited" && compareTimes(item.at, asked) >= 0,
  );
  const gone = own.find((item) => item.kind === "pod" && item.to === "Removed");
  steps.push(after("sandbox", lastEnd, sandbox?.at ?? null, gone !== undefined, now));
  steps.push(after("gone", sandbox?.at ?? null, gone?.at ?? null, false, now));
  return steps;
}

const isState = ({ to }: TimelineItem): boolean => to === "Created" || to === "Running" || to === "Exited";

function killed(
  name: string,
  hasHook: boolean,
  deadline: Time,
  exit: TimelineItem | null,
  now: Millis,
): Step<StopStep> {
  const killing = step("killed", name, deadline, exit?.at ?? null, exit ? "done" : "current", now);
  const overdue = now - toMillis(deadline) - (hasHook ? LEAST_GRACE : 0);
  if (exit || overdue < 1000) return killing;
  const message = "It still runs after its grace: the runtime cannot kill it, or the kubelet does not get to it.";
  return { ...killing, obstacle: { reason: "StillRunning", message, at: fromMillis(toMillis(deadline)) } };
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

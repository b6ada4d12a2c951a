import type { ContainerView, PodView, TransitionView } from "@bayplan/api/views";
import type { Time } from "@bayplan/shared";
import { formatQuantity } from "../../format/quantity.ts";
import type { Tone } from "../../ui/Symbol.tsx";
import { exitTone, exitWords } from "./containerState.ts";

/** The last end of a container. */
export interface Ending {
  container: string;
  tone: Tone;
  /** `OOM killed`, `exit 1` */
  words: string;
  at: Time | null;
  /** What is known of why; empty where that is nothing. */
  why: string;
  /** How often it was started anew since it first ran. */
  restarts: number;
  /** It has not run since. */
  lasting: boolean;
}

const SIGNALS: Record<number, string> = {
  9: "ended by SIGKILL, which no program can refuse",
  11: "ended by SIGSEGV: it touched memory that is not its own",
  15: "ended by SIGTERM: it was asked to stop",
};

/** Above this a code tells the signal that ended the program: 128 and its number. */
const BY_SIGNAL = 128;

const KILLERS: Record<string, string> = {
  LivenessProbe: "The kubelet stopped it: its liveness probe failed.",
  StartupProbe: "The kubelet stopped it: its startup probe failed.",
  PodStopped: "The kubelet stopped it with its pod.",
};

/** Who ended that run of a container, where the node saw it. */
const killerOf = (name: string, at: Time | null, transitions: readonly TransitionView[]): string | undefined => {
  const end = transitions
    .filter(({ kind, container, to }) => kind === "container" && container === name && to === "Exited")
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
  const same = end && at !== null && Math.abs(Date.parse(end.at) - Date.parse(at)) < 5_000;
  return same && end.killedBy !== null ? KILLERS[end.killedBy] : undefined;
};

const whyOf = (
  { reason, exitCode }: Pick<ContainerView, "reason" | "exitCode">,
  { limits }: ContainerView,
  message: string | null,
  killer: string | undefined,
): string => {
  if (reason === "OOMKilled")
    return limits.memory
      ? `The kernel killed it for memory: its limit is ${formatQuantity("memory", limits.memory)}.`
      : "The kernel killed it for memory; it has no limit of its own.";
  if (killer !== undefined) return killer;
  const said = message?.trim() ?? "";
  if (said !== "") return said;
  return exitCode !== null && SIGNALS[exitCode - BY_SIGNAL] ? `It was ${SIGNALS[exitCode - BY_SIGNAL]}.` : "";
};

/**
 * How the containers of a pod last ended, those that have not run since first. An init container that did its work is
 * no ending; of a pod that is over, all are.
 */
export const endingsOf = (
  { containers, phase }: Pick<PodView, "containers" | "phase">,
  transitions: readonly TransitionView[],
): Ending[] => {
  const over = phase === "Succeeded" || phase === "Failed";
  return containers
    .flatMap((container): Ending[] => {
      const { name, type, state, lastExit, since, message, restarts } = container;
      if (state !== "Exited" && lastExit === null) return [];
      const lasting = state === "Exited" || state === "Waiting";
      // Of one that waits, the message tells of the wait.
      const end =
        state === "Exited" ? { ...container, at: since } : { ...container, ...lastExit, at: lastExit?.at ?? null };
      if (!over && type === "init" && end.exitCode === 0) return [];
      const why = whyOf(end, container, state === "Exited" ? message : null, killerOf(name, end.at, transitions));
      return [{ container: name, tone: exitTone(end), words: exitWords(end), at: end.at, why, restarts, lasting }];
    })
    .toSorted((a, b) => Number(b.lasting) - Number(a.lasting));
};

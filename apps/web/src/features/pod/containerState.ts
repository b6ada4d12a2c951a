import type { ContainerView, PodView } from "@bayplan/api/views";
import type { SymbolName, Tone } from "../../ui/Symbol.tsx";

export interface StateLook {
  tone: Tone;
  symbol: SymbolName;
  words: string;
}

/** In a crash loop, or waits for something that will not come by itself: an image, a setting. */
export const isTroubled = ({ troubled }: Pick<ContainerView, "troubled">): boolean => troubled;

/** How a container ended, in a word. */
export const exitWords = ({
  reason,
  exitCode,
  signal = null,
}: {
  reason: string | null;
  exitCode: number | null;
  signal?: number | null;
}): string => {
  if (reason === "OOMKilled") return "OOM killed";
  const known = reason === null || reason === "Error" || reason === "Completed";
  const code = exitCode === null ? "exited" : `exit ${exitCode}`;
  const by = signal ? `, signal ${signal}` : "";
  return known ? `${code}${by}` : `${reason} (${code}${by})`;
};

export const exitTone = ({ reason, exitCode }: { reason: string | null; exitCode: number | null }): Tone =>
  reason === "OOMKilled" ? "danger" : exitCode === 0 ? "quiet" : "warn";

export const lookOfContainer = (
  container: Pick<ContainerView, "state" | "reason" | "ready" | "exitCode" | "type" | "troubled">,
): StateLook => {
  switch (container.state) {
    case "Running":
      return container.ready || container.type === "init" || container.type === "ephemeral"
        ? { tone: "ok", symbol: "dot", words: "running" }
        : { tone: "warn", symbol: "dashed", words: "running, not ready" };
    case "Created":
      return { tone: "quiet", symbol: "square", words: "created" };
    case "Exited":
      return {
        tone: exitTone(container),
        symbol: container.troubled ? "restart" : container.exitCode === 0 ? "check" : "cross",
        words: exitWords(container),
      };
    case "Waiting":
      return isTroubled(container)
        ? { tone: "warn", symbol: "restart", words: container.reason ?? "waiting" }
        : { tone: "quiet", symbol: "wait", words: container.reason ? `waiting: ${container.reason}` : "waiting" };
    case "Unknown":
      return { tone: "unknown", symbol: "question", words: "not known" };
  }
};

const PHASES: Record<string, StateLook> = {
  Running: { tone: "ok", symbol: "dot", words: "running" },
  Pending: { tone: "quiet", symbol: "wait", words: "pending" },
  Succeeded: { tone: "quiet", symbol: "check", words: "succeeded" },
  Failed: { tone: "warn", symbol: "cross", words: "failed" },
};

/** The state of the pod as a whole: what is wrong comes before the phase. */
export const lookOfPod = (pod: Pick<PodView, "phase" | "reason" | "deletedAt" | "containers">): StateLook => {
  if (pod.reason === "Evicted") return { tone: "danger", symbol: "down", words: "evicted" };
  if (pod.phase === "Failed")
    return { tone: "warn", symbol: "cross", words: pod.reason ? `failed: ${pod.reason}` : "failed" };
  if (pod.deletedAt !== null) return { tone: "quiet", symbol: "wait", words: "terminating" };
  const troubled = pod.containers.find(isTroubled);
  if (troubled) return lookOfContainer(troubled);
  const ended = pod.containers.find(
    ({ type, state, exitCode }) =>
      (type === "container" || type === "sidecar") && state === "Exited" && exitCode !== null && exitCode !== 0,
  );
  if (pod.phase === "Running" && ended) return lookOfContainer(ended);
  const unready = pod.containers.filter(
    ({ type, state, ready }) => (type === "container" || type === "sidecar") && state === "Running" && !ready,
  ).length;
  if (pod.phase === "Running" && unready > 0)
    return {
      tone: "warn",
      symbol: "dashed",
      words: unready === 1 ? "1 container not ready" : `${unready} containers not ready`,
    };
  return PHASES[pod.phase] ?? { tone: "unknown", symbol: "question", words: pod.phase || "phase not known" };
};

export const restartsOf = (pod: Pick<PodView, "containers">): number =>
  pod.containers.reduce((total, { restarts }) => total + restarts, 0);

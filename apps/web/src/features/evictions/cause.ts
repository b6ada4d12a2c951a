import type { EvictionView } from "@bayplan/api/views";
import type { SymbolName, Tone } from "../../ui/Symbol.tsx";

export const CAUSES: Record<EvictionView["kind"], string> = {
  threshold: "eviction threshold",
  "local-storage": "its own limit on local storage",
  api: "asked for by the eviction API",
  "scheduler-preemption": "preempted by the scheduler",
  "kubelet-preemption": "preempted by the kubelet",
  taint: "a taint on the node",
  "device-taint": "a taint on its device",
  "node-shutdown": "the node shut down",
  "pod-gc": "collected with its node",
  refused: "refused by the kubelet",
  unknown: "cause not known",
};

/** Why a pod had to go, in words: for a threshold the signal that met it. Red is only what crossed the load line. */
export const causeOf = ({
  kind,
  signal,
}: Pick<EvictionView, "kind" | "signal">): { tone: Tone; symbol: SymbolName; words: string } => {
  if (kind === "threshold") return { tone: "danger", symbol: "down", words: signal ?? CAUSES.threshold };
  if (kind === "refused") return { tone: "warn", symbol: "slash", words: CAUSES.refused };
  return {
    tone: kind === "unknown" ? "unknown" : "warn",
    symbol: kind === "unknown" ? "question" : "down",
    words: CAUSES[kind],
  };
};

import type { KubeletConfig } from "../../model/kubelet.ts";
import type { NodeStats } from "../../model/stats.ts";
import { fromMillis, toMillis, type Millis, type Time } from "../../model/time.ts";
import type { FileSystemLayout } from "./fileSystems.ts";
import { signalObservations, type SignalObservation } from "./observation.ts";
import { SIGNALS, signalUnit, type Signal } from "./signal.ts";
import { amountOf, evictionThresholds, withContainerFs, type EvictionThreshold } from "./threshold.ts";

/** How one threshold stands. Amounts in the signal's unit. */
export interface ThresholdState {
  kind: "hard" | "soft";
  quantity: number;
  /** As configured: `100Mi`, `10%`. */
  text: string;
  gracePeriodSeconds: number;
  /** What must be free beyond the quantity before a met threshold is cleared. */
  minimumReclaim: number;
  /** available − quantity: below zero exactly where available lies below the quantity. */
  headroom: number;
  met: boolean;
  /** Of the sample that first met it; null while it is not met. */
  since: Time | null;
  /** When the grace of a met one is over and pods go; null while it is not met. */
  actsAt: Time | null;
}

/** How a signal stands; `headroom` and `met` are the hard threshold's, null where there is none or it is not known. */
export interface SignalState {
  signal: Signal;
  unit: "bytes" | "inodes" | "pids";
  available: number | null;
  capacity: number | null;
  thresholds: ThresholdState[];
  headroom: number | null;
  met: boolean | null;
}

/** What the next step must know of this one: since when each threshold is met, and whether its grace was over. */
export type PressureMemory = Readonly<Record<string, { since: Time; acted: boolean }>>;

export interface EvictionPressure {
  /** When the kubelet took the sample; null without one. */
  at: Time | null;
  /** False: `/configz` may not be read, so no threshold is known. */
  thresholdsKnown: boolean;
  errors: string[];
  signals: SignalState[];
  memory: PressureMemory;
}

export interface PressureInput {
  nodeStats: NodeStats | undefined;
  config: KubeletConfig | undefined;
  layout: FileSystemLayout;
  now: Millis;
  /** Of the step before; without it nothing was met before. */
  memory?: PressureMemory | undefined;
}

/**
 * How each signal stands against its thresholds, one step further: after `pkg/kubelet/eviction/eviction_manager.go`
 * (`synchronize`). A threshold whose grace is over stays met until minimum reclaim is free too. Repeating a step with the
 * same sample changes nothing. Without a sample nothing is known, and the memory is kept for the next one.
 */
export function evictionSignals({ nodeStats, config, layout, now, memory = {} }: PressureInput): EvictionPressure {
  const { known, thresholds: configured, errors } = evictionThresholds(config);
  const thresholds = withContainerFs(configured, layout);
  const observed = nodeStats === undefined ? {} : signalObservations(nodeStats);
  const at = nodeStats?.at ?? (nodeStats === undefined ? null : fromMillis(now));
  const next: Record<string, { since: Time; acted: boolean }> = {};

  const signals = SIGNALS.flatMap((signal): SignalState[] => {
    const own = thresholds.filter((threshold) => threshold.signal === signal);
    const observation = observed[signal];
    if (observation === undefined && own.length === 0) return [];
    if (observation === undefined || at === null) return [unseen(signal)];
    const states = own.map((threshold) => {
      const key = `${signal} ${threshold.kind} ${threshold.text}`;
      const state = step(threshold, observation, at, memory[key]);
      if (state.since !== null) next[key] = { since: state.since, acted: now >= toMillis(state.actsAt ?? state.since) };
      return state;
    });
    const [hard] = states.filter((state) => state.kind === "hard").toSorted((a, b) => a.headroom - b.headroom);
    return [
      {
        signal,
        unit: signalUnit(signal),
        ...observation,
        thresholds: states,
        headroom: hard?.headroom ?? null,
        met: hard?.met ?? null,
      },
    ];
  });
  return { at, thresholdsKnown: known, errors, signals, memory: nodeStats === undefined ? memory : next };
}

function step(
  threshold: EvictionThreshold,
  { available, capacity }: SignalObservation,
  at: Time,
  before: PressureMemory[string] | undefined,
): ThresholdState {
  const quantity = amountOf(threshold.value, capacity);
  const minimumReclaim = threshold.minimumReclaim === null ? 0 : amountOf(threshold.minimumReclaim, capacity);
  const met = available < quantity || (before?.acted === true && available < quantity + minimumReclaim);
  const since = met ? (before?.since ?? at) : null;
  return {
    kind: threshold.kind,
    quantity,
    text: threshold.text,
    gracePeriodSeconds: threshold.gracePeriodSeconds,
    minimumReclaim,
    headroom: available - quantity,
    met,
    since,
    actsAt: since === null ? null : fromMillis(toMillis(since) + threshold.gracePeriodSeconds * 1000),
  };
}

const unseen = (signal: Signal): SignalState => ({
  signal,
  unit: signalUnit(signal),
  available: null,
  capacity: null,
  thresholds: [],
  headroom: null,
  met: null,
});

import {
  evictionForecast,
  evictionOrders,
  evictionTrend,
  localStorageLimits,
  nodeReclaim,
  pressureCondition,
  staysShort,
  type EvictionForecast,
  type EvictionRow,
  type KubeletMetrics,
  type Millis,
  type Signal,
  type SignalState,
} from "@bayplan/shared";
import { plainRow } from "../feeds/rows.ts";
import { pictureOf } from "../nodes/picture.ts";
import { sourceViewOf } from "../nodes/sources.ts";
import type { NodeState } from "../nodes/state.ts";
import type {
  EvictionOrderView,
  EvictionOutlook,
  EvictionPart,
  NodeEvictionView,
  ReclaimView,
  SignalView,
} from "../views/nodeEviction.ts";
import type { HeldInputs } from "./held.ts";
import { layoutOf, orderInputs } from "./inputs.ts";
import { stepPressure } from "./pressure.ts";
import { hardThreshold } from "./summary.ts";

const FEWEST_STEPS = 10;

type Orders = Partial<Record<Signal, EvictionRow[]>>;
type Inputs = HeldInputs["input"];

/** The orders of every signal that the kubelet watches, from what is known at this moment. */
export const ordersOf = (input: Inputs, evictedAt: ReadonlyMap<string, Millis>, now: Millis): Orders =>
  evictionOrders({ ...input, evictedAt, now });

const shortened = (forecast: EvictionForecast | null): EvictionForecast | null =>
  forecast && { ...forecast, steps: forecast.steps.slice(0, Math.max(FEWEST_STEPS, forecast.pods ?? FEWEST_STEPS)) };

const reclaimOf = (signal: Signal, state: NodeState, input: Inputs, now: Millis): ReclaimView | null => {
  const { sockets } = pictureOf(state, now);
  if (!sockets || input.containers === undefined) return null;
  const { deadContainers, unusedImages, bytes } = nodeReclaim(signal, {
    layout: layoutOf(state, now),
    pods: input.pods,
    containers: input.containers,
    containerStats: sockets.all("containerStats"),
    images: sockets.all("image"),
  });
  if (deadContainers.ids.length + unusedImages.ids.length === 0) return null;
  return {
    deadContainers: { count: deadContainers.ids.length, bytes: deadContainers.bytes },
    unusedImages: { count: unusedImages.ids.length, bytes: unusedImages.bytes },
    bytes,
  };
};

const BYTES = /\.available$/;

const signalView = (
  state: NodeState,
  signal: SignalState,
  {
    input,
    signals,
    order,
    metrics,
    now,
  }: {
    input: Inputs;
    signals: readonly SignalState[];
    order: readonly EvictionRow[];
    metrics: KubeletMetrics | undefined;
    now: Millis;
  },
): SignalView => {
  const hard = hardThreshold(signal);
  const reclaim = reclaimOf(signal.signal, state, input, now);
  // Files of images and layers are not told: what reclaiming gives back is known in bytes alone.
  const reclaimed = reclaim !== null && BYTES.test(signal.signal) ? reclaim.bytes : 0;
  const layout = layoutOf(state, now);
  const othersStayShort = staysShort(signals, { signal: signal.signal, reclaimed, layout });
  const samples = state.history.of(signal.signal);
  return {
    ...signal,
    key: `signal/${signal.signal}`,
    part: "signal",
    condition: pressureCondition(signal.signal),
    trend: hard ? evictionTrend(samples, hard.quantity, now) : null,
    forecast: shortened(evictionForecast(signal, order, { kind: "hard", reclaimed, othersStayShort })),
    softForecast: shortened(evictionForecast(signal, order, { kind: "soft", reclaimed, othersStayShort })),
    reclaim,
    samples,
    evictions: metrics ? (metrics.evictions[signal.signal] ?? 0) : null,
  };
};

const thresholdsUnknown = (state: NodeState, now: Millis): string => {
  const told = sourceViewOf(state, "kubelet GET /configz", now);
  if (told && told.message !== "") return told.message;
  return state.session
    ? "The agent has not told the kubelet's configuration yet."
    : "Only the node's agent reads the kubelet's configuration, and none reports for this node.";
};

/** Who would be evicted next from a node, and how close that is; null where no source tells of its pods. */
const viewNodeEviction = (
  state: NodeState,
  evictedAt: ReadonlyMap<string, Millis>,
  now: Millis,
): { outlook: EvictionOutlook; signals: SignalView[]; order: Orders } | null => {
  const inputs = orderInputs(state, now);
  if (!inputs) return null;
  const { input } = inputs;
  const { at, thresholdsKnown, errors, signals } = stepPressure(state, now);
  const order = ordersOf(input, evictedAt, now);
  const metrics = pictureOf(state, now).sockets?.get("kubeletMetrics", "kubeletMetrics");
  const layout = layoutOf(state, now);
  return {
    outlook: {
      key: "outlook",
      part: "outlook",
      node: state.name,
      at,
      thresholdsKnown,
      thresholdsUnknown: thresholdsKnown ? null : thresholdsUnknown(state, now),
      errors,
      layout,
      limits: localStorageLimits({ pods: input.pods, podStats: input.podStats, layout, config: input.config }),
    },
    signals: signals.map((signal) =>
      signalView(state, signal, { input, signals, order: order[signal.signal] ?? [], metrics, now }),
    ),
    order,
  };
};

const orderParts = (order: Orders): EvictionOrderView[] => {
  const alike = Map.groupBy(Object.entries(order) as [Signal, EvictionRow[]][], ([, rows]) => rows);
  return [...alike].map(([rows, entries]) => {
    const signals = entries.map(([signal]) => signal);
    return { key: `order/${signals.join("+")}`, part: "order", signals, rows };
  });
};

/** The same as the rows of a feed. */
export const evictionParts = (
  state: NodeState,
  evictedAt: ReadonlyMap<string, Millis>,
  now: Millis,
): EvictionPart[] => {
  const view = viewNodeEviction(state, evictedAt, now);
  return view ? [view.outlook, ...view.signals, ...orderParts(view.order)] : [];
};

/** The same as `/api/v1/nodes/{name}/eviction` gives it. */
export const nodeEviction = (
  state: NodeState,
  evictedAt: ReadonlyMap<string, Millis>,
  now: Millis,
): NodeEvictionView | null => {
  const view = viewNodeEviction(state, evictedAt, now);
  if (!view) return null;
  return { ...plainRow(view.outlook), signals: view.signals.map(plainRow), order: view.order };
};

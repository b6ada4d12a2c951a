export { isActive, isStatic, neverEvicted, priorityOf, SYSTEM_CRITICAL_PRIORITY } from "./active.ts";
export { EVICTION_KINDS, evictionFromEvent, evictionFromPod, type Eviction, type EvictionKind } from "./cause.ts";
export {
  checkPrediction,
  drivingTaint,
  explainEviction,
  resolveSignal,
  type EvictionExplanation,
  type ExplainInput,
  type HeldOrders,
  type PredictionCheck,
  type PredictionInput,
} from "./explain.ts";
export { fileSystemLayout, type FileSystemLayout } from "./fileSystems.ts";
export { evictionForecast, staysShort, type EvictionForecast, type EvictionForecastStep } from "./forecast.ts";
export { localStorageLimits, type LocalStorageLimit } from "./limits.ts";
export type { Offender, StorageLimit } from "./message.ts";
export { signalObservations, type SignalObservation } from "./observation.ts";
export { evictionOrder, evictionOrders, firstEvictable, type EvictionOrderInput, type EvictionRow } from "./order.ts";
export {
  evictionSignals,
  type EvictionPressure,
  type PressureInput,
  type PressureMemory,
  type SignalState,
  type ThresholdState,
} from "./pressure.ts";
export { nodeReclaim, type NodeReclaim, type NodeReclaimInput } from "./reclaim.ts";
export type { Shortage } from "./refusal.ts";
export {
  isSignal,
  pressureCondition,
  signalUnit,
  SIGNALS,
  starvedResource,
  type PressureCondition,
  type Signal,
  type StarvedResource,
} from "./signal.ts";
export {
  amountOf,
  evictionThresholds,
  withContainerFs,
  type EvictionThreshold,
  type EvictionThresholds,
  type ThresholdValue,
} from "./threshold.ts";
export { evictionTrend, type SignalSample, type EvictionTrend } from "./trend.ts";

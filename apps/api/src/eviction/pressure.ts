import { evictionSignals, type EvictionPressure, type Millis } from "@bayplan/shared";
import { pictureOf } from "../nodes/picture.ts";
import type { NodeState } from "../nodes/state.ts";
import { takeSample } from "./history.ts";
import { layoutOf } from "./inputs.ts";

/**
 * Takes a node's newest sample in: since when a threshold is met, and where a signal is going, is known only to who looked
 * at each sample. The same sample again changes nothing.
 */
export const stepPressure = (state: NodeState, now: Millis): EvictionPressure => {
  const { usage, sockets } = pictureOf(state, now);
  const pressure = evictionSignals({
    nodeStats: usage?.get("nodeStats", "node"),
    config: sockets?.get("kubeletConfig", "kubeletConfig"),
    layout: layoutOf(state, now),
    now,
    memory: state.pressure?.memory,
  });
  state.pressure = pressure;
  takeSample(state.history, pressure);
  return pressure;
};

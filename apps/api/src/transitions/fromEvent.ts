import { eventTransition, toMillis, type Event, type Millis } from "@bayplan/shared";
import type { NodeState } from "../nodes/state.ts";

/** The API cuts the moment of an event to the second. */
const CUT: Millis = 1_000;

/** Adds what only an event tells: why the kubelet killed a container. What was before the watch is no part of it. */
export const takeEventTransition = (state: NodeState | undefined, event: Event): boolean => {
  const transition = state?.transitions && eventTransition(event);
  if (!state?.transitions || !transition) return false;
  if (toMillis(transition.at) < state.transitions.watchedSince - CUT) return false;
  state.transitions.take([transition]);
  return true;
};

import { setImmediate } from "node:timers/promises";
import { misfits, roomFor, type FitRequest, type Millis } from "@bayplan/shared";
import type { Fleet } from "../nodes/fleet.ts";
import { pictureOf } from "../nodes/picture.ts";
import type { NodeState } from "../nodes/state.ts";
import type { FitView } from "../views/fit.ts";

/** After so long others get their turn. Real milliseconds. */
const SLICE = 20;

const unknownOf = (state: NodeState, hasPods: boolean): string | null => {
  if (!state.api) return "The API server does not tell what it has.";
  return hasPods ? null : "Its pods are not known: no agent tells of them, and nobody looks at it.";
};

const fitOn = (state: NodeState, request: FitRequest, now: Millis): FitView => {
  const { pods, sockets } = pictureOf(state, now);
  const unknown = unknownOf(state, pods !== null);
  if (unknown !== null || !state.api || !pods) {
    return { node: state.name, fits: null, unknown, misfits: [], room: [] };
  }
  const found = misfits(request, {
    node: state.api,
    pods,
    config: sockets?.get("kubeletConfig", "kubeletConfig"),
    devices: sockets?.all("device"),
    allocations: sockets?.all("allocation"),
  });
  const room = roomFor(request, { node: state.api, pods });
  return { node: state.name, fits: found.length === 0, unknown: null, misfits: found, room };
};

/** Whether a pod with these requests would find its place, for every node in the order of their names. */
export const fitOnNodes = async (fleet: Fleet, request: FitRequest, now: () => Millis): Promise<FitView[]> => {
  const views: FitView[] = [];
  let began = performance.now();
  for (const state of fleet.states()) {
    views.push(fitOn(state, request, now()));
    if (performance.now() - began < SLICE) continue;
    await setImmediate();
    began = performance.now();
  }
  const { compare } = new Intl.Collator("en", { numeric: true });
  return views.sort((a, b) => compare(a.node, b.node));
};

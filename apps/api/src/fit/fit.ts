import { setImmediate } from "node:timers/promises";
import { misfits, roomFor, type FitRequest, type Millis } from "@bayplan/shared";
import type { Fleet } from "../nodes/fleet.ts";
import { needsReading, pictureOf } from "../nodes/picture.ts";
import { sourceViewOf } from "../nodes/sources.ts";
import type { NodeState } from "../nodes/state.ts";
import type { FitView } from "../views/fit.ts";

/** After so long others get their turn. Real milliseconds. */
const SLICE = 20;

/** Why nobody knows its pods, and what the agent says to do about it. */
const podsUnknown = (state: NodeState, now: Millis): string => {
  if (!state.session) return "Its pods are not known: no agent reports for it.";
  const source = sourceViewOf(state, "kubelet GET /pods", now);
  if (!source || source.state === "ok") return "Its pods are not known: its agent has not told them yet.";
  return `Its pods are not known. ${source.message}`.trim();
};

const fitOn = (state: NodeState, request: FitRequest, now: Millis): FitView => {
  const { pods, sockets } = pictureOf(state, now);
  const memoryHeadroom = state.pressure?.signals.find(({ signal }) => signal === "memory.available")?.headroom ?? null;
  const unanswered = { node: state.name, fits: null, misfits: [], room: [], memoryHeadroom };
  if (!state.api) return { ...unanswered, unknown: "The API server does not tell what it has.", loadable: false };
  if (!pods) return { ...unanswered, unknown: podsUnknown(state, now), loadable: needsReading(state, now) };
  const found = misfits(request, {
    node: state.api,
    pods,
    config: sockets?.get("kubeletConfig", "kubeletConfig"),
    devices: sockets?.all("device"),
    allocations: sockets?.all("allocation"),
  });
  const room = roomFor(request, { node: state.api, pods });
  return {
    node: state.name,
    fits: found.length === 0,
    unknown: null,
    loadable: false,
    misfits: found,
    room,
    memoryHeadroom,
  };
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

import { randomUUID } from "node:crypto";
import { toMillis, type Acknowledgement, type Clock, type EntityKind, type Millis, type Report } from "@bayplan/shared";
import { TRPCError } from "@trpc/server";
import { isNear, keepHeld, withinReach } from "../eviction/held.ts";
import { orderInputs } from "../eviction/inputs.ts";
import type { EvictionLedger } from "../eviction/ledger.ts";
import { observePod } from "../eviction/observe.ts";
import { stepPressure } from "../eviction/pressure.ts";
import type { Fleet } from "../nodes/fleet.ts";
import type { NodeState } from "../nodes/state.ts";
import { createNodeTransitions } from "../transitions/log.ts";
import { openSession, takeReport } from "./session.ts";

export interface ReceiveOptions {
  fleet: Fleet;
  evictions: EvictionLedger;
  clock: Clock;
}

/** What tells how the signals stand, and what the orders are made from besides. */
const PRESSURE = new Set<EntityKind>(["nodeStats", "kubeletConfig", "imageFileSystem"]);
const ORDER = new Set<EntityKind>([...PRESSURE, "pod", "podStats", "container"]);

const kindOf = (key: string): string => key.slice(0, key.indexOf("/"));

const tellsOf = (kinds: ReadonlySet<string>, { upserts, removals }: Report): boolean =>
  upserts.some(({ kind }) => kinds.has(kind)) || removals.some((key) => kinds.has(kindOf(key)));

/** Keeps what the node's orders were made from until now, if someone may ask for it. */
const holdBefore = (state: NodeState, report: Report, now: Millis): void => {
  const wanted =
    isNear(state.pressure) || report.upserts.some((one) => one.kind === "pod" && observePod(one, state.name) !== null);
  const before = wanted ? orderInputs(state, now) : null;
  if (before) state.held = keepHeld(state.held, { ...before, since: state.heldSince });
  else if (state.held.length > 0) state.held = withinReach(state.held, now);
};

/** Takes agents' reports in, whichever way they came. Throws a TRPCError that says why one does not count. */
export const createReceiver = ({ fleet, evictions, clock }: ReceiveOptions): ((report: Report) => Acknowledgement) => {
  const aggregator = randomUUID();
  return (report) => {
    const state = fleet.ensure(report.node);
    if (!state)
      throw new TRPCError({
        code: "TOO_MANY_REQUESTS",
        message: `Node ${report.node} is one too many: so many names can only be made up.`,
      });
    const now = clock.now();
    state.session ??= openSession(report, now);
    state.transitions ??= createNodeTransitions(Math.min(now, toMillis(report.at)));
    fleet.catchUp(report.node);
    fleet.touch(report.node);
    const reorders = tellsOf(ORDER, report);
    if (reorders) holdBefore(state, report, now);
    const { acknowledgement, applied, pictureBegun } = takeReport(state.session, report, now);
    if (applied) {
      // What had happened before a whole picture was begun: an agent tells only what came since.
      if (pictureBegun !== null) state.transitions.found(report.upserts, Math.min(now, pictureBegun) - 1);
      state.transitions.take(report.transitions);
      if (reorders) state.heldSince = now;
      if (tellsOf(PRESSURE, report)) stepPressure(state, now);
      for (const entity of report.upserts) if (entity.kind === "pod") evictions.fromPod(entity, report.node);
    }
    return { aggregator, ...acknowledgement };
  };
};

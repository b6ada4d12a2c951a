import { randomUUID } from "node:crypto";
import { toMillis, type Acknowledgement, type Clock, type Entity, type Report } from "@bayplan/shared";
import { TRPCError } from "@trpc/server";
import type { EvictionLedger } from "../eviction/ledger.ts";
import { stepPressure } from "../eviction/pressure.ts";
import type { Fleet } from "../nodes/fleet.ts";
import { createNodeTransitions } from "../transitions/log.ts";
import { openSession, takeReport } from "./session.ts";

export interface ReceiveOptions {
  fleet: Fleet;
  evictions: EvictionLedger;
  clock: Clock;
}

const tellsOfPressure = ({ kind }: Entity): boolean => kind === "nodeStats" || kind === "kubeletConfig";

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
    fleet.touch(report.node);
    const { acknowledgement, applied } = takeReport(state.session, report, now);
    if (applied) {
      state.transitions.take(report.transitions);
      if (report.upserts.some(tellsOfPressure)) state.pressure = stepPressure(state, now);
      for (const entity of report.upserts) if (entity.kind === "pod") evictions.fromPod(entity, report.node);
    }
    return { aggregator, ...acknowledgement };
  };
};

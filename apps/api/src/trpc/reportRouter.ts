import type { Acknowledgement, Report } from "@bayplan/shared/report";
import { initTRPC } from "@trpc/server";
import { parseReport } from "../agents/parseReport.ts";

export interface ReportContext {
  /** Takes one report in; throws a TRPCError that says why when it is refused. */
  receive(report: Report): Acknowledgement;
}

const trpc = initTRPC.context<ReportContext>().create();

/**
 * What agents call, over HTTP at `/reports`. Refusals: PRECONDITION_FAILED for another version of the format,
 * PAYLOAD_TOO_LARGE, BAD_REQUEST for what is no report, CONFLICT for an agent that a newer one has replaced.
 */
export const reportRouter = trpc.router({
  report: trpc.router({
    send: trpc.procedure.input(parseReport).mutation(({ ctx, input }): Acknowledgement => ctx.receive(input)),
  }),
});

export type ReportRouter = typeof reportRouter;

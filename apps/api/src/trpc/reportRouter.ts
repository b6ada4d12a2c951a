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
    // Parsed here and not as its input: tRPC makes a BAD_REQUEST of whatever an input parser throws.
    send: trpc.procedure
      .input((input: unknown) => input as Report)
      .mutation(({ ctx, input }): Acknowledgement => ctx.receive(parseReport(input))),
  }),
});

export type ReportRouter = typeof reportRouter;

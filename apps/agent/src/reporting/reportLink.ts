import type { Acknowledgement, Report } from "@bayplan/shared/report";

/** The way to one aggregator. */
export interface ReportLink {
  /** How the log names it. */
  name?: string;
  /** Throws a `ReportRefused` when it was refused; any other error means that it may not have arrived. */
  send(report: Report, signal: AbortSignal): Promise<Acknowledgement>;
  close?(): void;
}

/**
 * version: another version of the report format. denied: who sends it may not. superseded: a newer agent claims the node.
 * tooLarge: over the aggregator's bound. malformed: not understood.
 */
export type RefusalReason = "version" | "denied" | "superseded" | "tooLarge" | "malformed";

/** An aggregator that answered, and took nothing. */
export class ReportRefused extends Error {
  override readonly name = "ReportRefused";
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

export { startAgent } from "./agent.ts";
export type { Agent, AgentOptions, KubeletAccess, Log, Tap, TappedAnswer } from "./options.ts";
export { httpReportLink, type HttpReportLinkOptions } from "./reporting/httpReportLink.ts";
export { ReportRefused, type RefusalReason, type ReportLink } from "./reporting/reportLink.ts";

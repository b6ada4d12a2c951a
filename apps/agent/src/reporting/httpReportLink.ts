import type { ReportRouter } from "@bayplan/api/report-router";
import { http, https } from "../http/nodeHttp.ts";
import { readText, request } from "../http/request.ts";
import { ReportRefused, type RefusalReason, type ReportLink } from "./reportLink.ts";

export interface HttpReportLinkOptions {
  /** The aggregator's address, with its base path: `http://127.0.0.1:7420`. */
  url: string;
  /** Who sends; asked for each report, because projected tokens rotate. */
  token?: () => string | Promise<string>;
  /** PEM text of the CA that signed the aggregator's certificate, where it is none that the machine knows. */
  ca?: string;
}

const MOST_ANSWER_BYTES = 1024 * 1024;

const REASONS: Readonly<Record<string, RefusalReason>> = {
  PRECONDITION_FAILED: "version",
  UNAUTHORIZED: "denied",
  FORBIDDEN: "denied",
  CONFLICT: "superseded",
  PAYLOAD_TOO_LARGE: "tooLarge",
  BAD_REQUEST: "malformed",
  PARSE_ERROR: "malformed",
};

const REASONS_BY_STATUS: Readonly<Record<number, RefusalReason>> = { 401: "denied", 403: "denied", 413: "tooLarge" };

type Send = ReportRouter["report"]["send"]["_def"]["$types"];

/** tRPC's answer to a mutation, or what something in between answers instead. */
interface Answer {
  result?: { data: Send["output"] };
  error?: { message?: string; data?: { code?: string } };
}

/**
 * Reports over HTTP, on one connection that is kept. It posts as tRPC's `httpLink` does and is none: that looks for
 * `FormData`, which loads Node's whole fetch.
 */
export function httpReportLink({ url, token, ca }: HttpReportLinkOptions): ReportLink {
  const settings = { keepAlive: true, maxSockets: 1 };
  const agent = url.startsWith("https:")
    ? new https.Agent({ ...settings, ...(ca !== undefined && { ca }) })
    : new http.Agent(settings);
  const address = new URL(`${url.replace(/\/$/, "")}/reports/report.send`);
  return {
    name: url,
    async send(report: Send["input"], signal) {
      const bearer = await token?.();
      const answer = await request(address, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
        },
        body: JSON.stringify(report),
        agent,
        signal,
      });
      const status = answer.statusCode ?? 0;
      const said = parse(await readText(answer, MOST_ANSWER_BYTES), status);
      if (status < 400 && said.result) return said.result.data;
      throw refusal(status, said) ?? new Error(said.error?.message ?? `it answered ${status}`);
    },
    close: () => agent.destroy(),
  };
}

function parse(text: string, status: number): Answer {
  try {
    return Object(JSON.parse(text)) as Answer;
  } catch (cause) {
    throw new Error(`it answered ${status} and no JSON: is this address an aggregator's?`, { cause });
  }
}

function refusal(status: number, { error }: Answer): ReportRefused | null {
  const code = error?.data?.code;
  const reason = (code === undefined ? undefined : REASONS[code]) ?? REASONS_BY_STATUS[status];
  if (!reason) return null;
  return new ReportRefused(reason, (code !== undefined && error?.message) || `it answered ${status}`);
}

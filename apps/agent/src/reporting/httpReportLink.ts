import type { ReportRouter } from "@bayplan/api/report-router";
import { createTRPCClient, httpLink, TRPCClientError } from "@trpc/client";
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

/** Reports over HTTP, on one connection that is kept. */
export function httpReportLink({ url, token, ca }: HttpReportLinkOptions): ReportLink {
  const settings = { keepAlive: true, maxSockets: 1 };
  const agent = url.startsWith("https:")
    ? new https.Agent({ ...settings, ...(ca !== undefined && { ca }) })
    : new http.Agent(settings);
  const client = createTRPCClient<ReportRouter>({
    links: [
      httpLink({
        url: `${url.replace(/\/$/, "")}/reports`,
        async headers() {
          const bearer = await token?.();
          return bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
        },
        async fetch(address, init) {
          const answer = await request(new URL(String(address)), {
            method: "POST",
            headers: init?.headers as Record<string, string>,
            body: String(init?.body),
            agent,
            signal: init?.signal ?? AbortSignal.timeout(60_000),
          });
          const text = await readText(answer, MOST_ANSWER_BYTES);
          const status = answer.statusCode ?? 0;
          return { ok: status < 400, status, json: async () => parse(text, status) };
        },
      }),
    ],
  });
  return {
    name: url,
    async send(report, signal) {
      try {
        return await client.report.send.mutate(report, { signal });
      } catch (error) {
        throw refusal(error) ?? error;
      }
    },
    close: () => agent.destroy(),
  };
}

function parse(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`it answered ${status} and no JSON: is this address an aggregator's?`, { cause });
  }
}

function refusal(error: unknown): ReportRefused | null {
  if (!(error instanceof TRPCClientError)) return null;
  const code = (error.data as { code?: string } | undefined)?.code;
  const status = (error.meta?.["response"] as { status?: number } | undefined)?.status;
  const reason =
    (code === undefined ? undefined : REASONS[code]) ?? (status === undefined ? undefined : REASONS_BY_STATUS[status]);
  if (!reason) return null;
  const said = code === undefined ? `it answered ${status}` : error.message;
  return new ReportRefused(reason, said, { cause: error });
}

import { MAX_REPORT_BYTES, type Acknowledgement, type Report } from "@bayplan/shared/report";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { FastifyInstance, FastifyReply } from "fastify";
import { refusalOf, type Refusal } from "../agents/refusal.ts";
import { refuseOtherOrigins } from "../http/origin.ts";
import { reportRouter } from "./reportRouter.ts";

export interface ServeReportsOptions {
  receive(report: Report): Acknowledgement;
  refused(reason: Refusal): void;
}

const MIB = 2 ** 20;

const fail = (reply: FastifyReply, code: TRPCError["code"], httpStatus: number, message: string): FastifyReply =>
  reply
    .code(httpStatus)
    .send({ error: { message, code: TRPC_ERROR_CODES_BY_KEY[code], data: { code, httpStatus, path: "report.send" } } });

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new TRPCError({ code: "PARSE_ERROR", message: `The report is no JSON: ${String(error)}`, cause: error });
  }
};

/**
 * Takes agents' reports at `/reports`, as tRPC's own adapter would: hundreds come each second, and that one turns each
 * body into a web stream and back, and copies each answer several times. What Fastify refuses before the procedure sees it
 * is answered in tRPC's form all the same.
 */
export const serveReports = async (
  server: FastifyInstance,
  basePath: string,
  { receive, refused }: ServeReportsOptions,
): Promise<void> => {
  const { report } = reportRouter.createCaller({ receive });
  await server.register(async (scope) => {
    scope.addHook("onRequest", refuseOtherOrigins);
    scope.setErrorHandler((error, request, reply) => {
      if (error instanceof TRPCError) {
        refused(refusalOf(error));
        server.log.warn({ from: request.ip, reason: error.message }, "a report was refused");
        return fail(reply, error.code, getHTTPStatusCodeFromError(error), error.message);
      }
      const tooLarge = error instanceof Error && "code" in error && error.code === "FST_ERR_CTP_BODY_TOO_LARGE";
      const message = tooLarge
        ? `The report is larger than ${MAX_REPORT_BYTES / MIB} MiB, the most that is taken: send it in parts.`
        : error instanceof Error
          ? error.message
          : String(error);
      refused(tooLarge ? "size" : "malformed");
      return tooLarge ? fail(reply, "PAYLOAD_TOO_LARGE", 413, message) : fail(reply, "BAD_REQUEST", 400, message);
    });
    // As it is: what may stand in a report is checked by its own words.
    scope.removeContentTypeParser("application/json");
    scope.addContentTypeParser("application/json", { parseAs: "string" }, async (_request: unknown, body: string) =>
      parsed(body),
    );
    scope.post(`${basePath}/reports/report.send`, async ({ body }) => ({
      result: { data: await report.send(body as Report) },
    }));
  });
};

import { MAX_REPORT_BYTES, type Acknowledgement, type Report } from "@bayplan/shared/report";
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from "@trpc/server/adapters/fastify";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { FastifyInstance } from "fastify";
import { refusalOf, type Refusal } from "../agents/refusal.ts";
import { refuseOtherOrigins } from "../http/origin.ts";
import { reportRouter, type ReportRouter } from "./reportRouter.ts";

export interface ServeReportsOptions {
  receive(report: Report): Acknowledgement;
  refused(reason: Refusal): void;
}

const MIB = 2 ** 20;

/** Takes agents' reports at `/reports`. What Fastify refuses before tRPC sees it is answered in tRPC's form all the same. */
export const serveReports = async (
  server: FastifyInstance,
  basePath: string,
  { receive, refused }: ServeReportsOptions,
): Promise<void> => {
  await server.register(async (scope) => {
    scope.addHook("onRequest", refuseOtherOrigins);
    scope.setErrorHandler((error, _request, reply) => {
      const tooLarge = error instanceof Error && "code" in error && error.code === "FST_ERR_CTP_BODY_TOO_LARGE";
      const code = tooLarge ? "PAYLOAD_TOO_LARGE" : "BAD_REQUEST";
      const message = tooLarge
        ? `The report is larger than ${MAX_REPORT_BYTES / MIB} MiB, the most that is taken: send it in parts.`
        : error instanceof Error
          ? error.message
          : String(error);
      refused(tooLarge ? "size" : "malformed");
      const httpStatus = tooLarge ? 413 : 400;
      return reply
        .code(httpStatus)
        .send({ error: { message, code: TRPC_ERROR_CODES_BY_KEY[code], data: { code, httpStatus } } });
    });
    const trpcOptions: FastifyTRPCPluginOptions<ReportRouter>["trpcOptions"] = {
      router: reportRouter,
      createContext: () => ({ receive }),
      onError: ({ error, req }) => {
        refused(refusalOf(error));
        server.log.warn({ from: req.ip, reason: error.message }, "a report was refused");
      },
    };
    await scope.register(fastifyTRPCPlugin, { prefix: `${basePath}/reports`, trpcOptions });
  });
};

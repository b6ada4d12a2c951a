import fastifyCompress from "@fastify/compress";
import fastifyHelmet from "@fastify/helmet";
import { MAX_REPORT_BYTES } from "@bayplan/shared/report";
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { answerBadAddress } from "./badAddress.ts";
import { answerError, sendFailure } from "./failure.ts";
import { servePage, type PageOptions } from "./page.ts";

export interface ServerOptions extends PageOptions {
  log: Logger;
}

/** A file's name, so no place in the page: a missing one is said to be missing. */
const FILE = /\.[a-z0-9]{2,5}$/i;

/** The server with everything that all its answers have in common; routes are added to it. */
export const createServer = async ({ log, ...options }: ServerOptions): Promise<FastifyInstance> => {
  const { basePath } = options;
  const server: FastifyInstance = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_REPORT_BYTES,
    routerOptions: { maxParamLength: 512 },
    forceCloseConnections: true,
    frameworkErrors: answerBadAddress(basePath),
  });
  server.setErrorHandler((error, _request, reply) =>
    answerError(error instanceof Error ? error : new Error(String(error)), reply),
  );
  await server.register(fastifyHelmet, {
    // Answers that are no page load nothing; the page brings its own policy.
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    // Spoken as plain HTTP on a loopback address, or behind a proxy that decides this itself.
    hsts: false,
    xFrameOptions: { action: "sameorigin" },
  });
  await server.register(fastifyCompress, { threshold: 1024 });
  const page = await servePage(server, options);
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0] ?? "";
    const isPlace =
      request.method === "GET" && (basePath === "" || path.startsWith(`${basePath}/`)) && !FILE.test(path);
    return isPlace
      ? page.send(request, reply)
      : sendFailure(reply, 404, "unknown_path", `There is nothing at ${request.method} ${path}.`);
  });
  return server;
};

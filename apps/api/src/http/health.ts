import type { FastifyInstance } from "fastify";

/** What `/readyz` answers with. */
export interface Readiness {
  /** What is still waited for, in words; empty: ready. */
  awaited: string[];
}

export const serveHealth = (server: FastifyInstance, basePath: string, readiness: () => Readiness): void => {
  server.get(`${basePath}/healthz`, () => ({ status: "ok" }));
  server.get(`${basePath}/readyz`, (_request, reply) => {
    const { awaited } = readiness();
    return reply
      .code(awaited.length === 0 ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ status: awaited.length === 0 ? "ready" : "waiting", awaited });
  });
};

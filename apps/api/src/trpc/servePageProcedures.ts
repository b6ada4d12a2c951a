import fastifyWebsocket from "@fastify/websocket";
import { getWSConnectionHandler } from "@trpc/server/adapters/ws";
import type { FastifyInstance } from "fastify";
import type { WebSocket } from "ws";
import { refuseOtherOrigins } from "../http/origin.ts";
import { pause } from "../pace/pause.ts";
import { appRouter, type PageContext } from "./router.ts";

/** A subscriber with more than this under way is slow: what changes meanwhile is put together for it. Bytes. */
const MOST_UNDER_WAY = 256 * 1024;
const LOOK_AGAIN = 50;
/** What a page asks for is short. Bytes. */
const LONGEST_QUESTION = 64 * 1024;

const drained =
  (socket: WebSocket) =>
  async (signal: AbortSignal): Promise<void> => {
    while (socket.bufferedAmount > MOST_UNDER_WAY && !signal.aborted) await pause(LOOK_AGAIN, signal);
  };

/** Serves the page's procedures on one WebSocket a tab. Half-open sockets are found by a ping every 30 s. */
export const servePageProcedures = async (
  server: FastifyInstance,
  basePath: string,
  context: Omit<PageContext, "drained">,
): Promise<void> => {
  await server.register(async (scope) => {
    await scope.register(fastifyWebsocket, {
      options: { maxPayload: LONGEST_QUESTION },
      // A page that does not answer must not hold up the end; to the others it is a dropped connection like any.
      preClose(done) {
        for (const client of scope.websocketServer.clients) client.terminate();
        scope.websocketServer.close(done);
      },
    });
    scope.addHook("onRequest", refuseOtherOrigins);
    const connect = getWSConnectionHandler({
      router: appRouter,
      wss: scope.websocketServer,
      keepAlive: { enabled: true, pingMs: 30_000, pongWaitMs: 10_000 },
      createContext: ({ res }): PageContext => ({ ...context, drained: drained(res) }),
      onError: ({ error, path }) => {
        if (error.code === "INTERNAL_SERVER_ERROR") server.log.error({ err: error, path }, "a subscription failed");
      },
    });
    scope.get(`${basePath}/trpc`, { websocket: true }, (socket, request) => connect(socket, request.raw));
  });
};

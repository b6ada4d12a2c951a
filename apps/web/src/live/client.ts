import type { AppRouter } from "@bayplan/api/router";
import { createTRPCClient, createWSClient, wsLink, type TRPCClient } from "@trpc/client";
import { backOff } from "./backOff.ts";
import { nextConnection, type Connection, type ConnectionEvent } from "./connection.ts";
import { elapsed } from "./elapsed.ts";
import { promptWebSocket } from "./promptWebSocket.ts";
import type { Subject } from "./subject.ts";

export type Client = TRPCClient<AppRouter>;

/** A connection that held this long was a good one: the next loss starts with a short wait again. */
const STEADY = 10_000;

/** `/trpc` under the page's base path, wherever the server put it. */
const socketAddress = (): string => {
  const address = new URL("trpc", document.baseURI);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
};

/** The tab's one WebSocket: it reconnects by itself, and each subscription goes on from the last id it saw. */
export const connect = (connection: Subject<Connection>): Client => {
  let attempts = 0;
  let openedAt = elapsed();
  const tell = (event: ConnectionEvent): void => connection.set(nextConnection(connection.get(), event, elapsed()));
  const socket = createWSClient({
    url: socketAddress(),
    WebSocket: promptWebSocket({ handshake: 10_000, farewell: 1_000 }),
    keepAlive: { enabled: true, intervalMs: 10_000, pongTimeoutMs: 5_000 },
    retryDelayMs: () => {
      if (connection.get().state === "live" && elapsed() - openedAt > STEADY) attempts = 0;
      const delay = backOff(attempts, Math.random());
      attempts += 1;
      tell({ type: "waiting", retryAt: elapsed() + delay });
      return delay;
    },
    onOpen: () => {
      openedAt = elapsed();
      tell({ type: "opened" });
    },
  });
  return createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] });
};

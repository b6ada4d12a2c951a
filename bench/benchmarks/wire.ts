import { setTimeout as pause } from "node:timers/promises";
import type { Figure } from "../figure.ts";
import { startFleetServer } from "../processes/startFleetServer.ts";

const FLEET = { nodes: 5000, spread: 10_000 };
const SECONDS = 30;
const KIB = 1024;
const MIB = 2 ** 20;

interface Answer {
  result?: {
    type: string;
    data?: { data: { reset: boolean; total?: number; upserts: unknown[]; changes: unknown[] } };
  };
}

/** What a page that shows the whole fleet receives. */
export async function wire(): Promise<Figure[]> {
  await using started = new AsyncDisposableStack();
  const server = started.adopt(await startFleetServer(FLEET), (one) => one.stop());
  const socket = started.adopt(new WebSocket(`${server.url.replace("http", "ws")}/trpc`), (one) => one.close());
  let first = 0;
  let whole = 0;
  let isWhole = false;
  let bytes = 0;
  let rows = 0;
  const begun = Promise.withResolvers<void>();
  socket.addEventListener("open", () =>
    socket.send(JSON.stringify({ id: 1, method: "subscription", params: { path: "nodes.watch" } })),
  );
  socket.addEventListener("error", () => begun.reject(new Error(`${server.url} takes no WebSocket.`)));
  socket.addEventListener("message", ({ data: text }: MessageEvent<string>) => {
    if (text === "PING") return socket.send("PONG");
    const message = (JSON.parse(text) as Answer).result?.data?.data;
    if (!message) return;
    if (!isWhole) {
      // It comes in parts: all but the last tell how many rows there will be.
      if (message.reset) first = text.length;
      whole += text.length;
      isWhole = message.total === undefined;
      if (isWhole) begun.resolve();
      return;
    }
    bytes += text.length;
    rows += message.upserts.length + message.changes.length;
  });
  await begun.promise;
  await pause(SECONDS * 1000);
  return [
    { name: `fleet of ${FLEET.nodes} to a page: the first answer, most urgent rows`, value: first / KIB, unit: "KiB" },
    { name: "and with all the others", value: whole / MIB, unit: "MiB" },
    { name: "then, while changes go on", value: bytes / KIB / SECONDS, unit: "KiB a second" },
    { name: "rows that changed, of those", value: rows / SECONDS, unit: "a second" },
  ];
}

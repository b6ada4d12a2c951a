// oxlint-disable-next-line no-restricted-imports -- the peer that does not answer is a real one
import { createHash } from "node:crypto";
// oxlint-disable-next-line no-restricted-imports -- the peer that does not answer is a real one
import { createServer, type AddressInfo, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { promptWebSocket } from "./promptWebSocket.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A peer that takes every connection and does with its first words what the test says; then it is silent. */
const startPeer = async (greet: (socket: Socket, words: string) => void): Promise<string> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", (data) => greet(socket, String(data)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const accept = (socket: Socket, words: string): void => {
  const key = /sec-websocket-key: (.*)\r\n/i.exec(words)?.[1] ?? "";
  const answer = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${answer}\r\n\r\n`,
  );
};

const next = (socket: WebSocket, type: string): Promise<Event> =>
  new Promise((resolve) => socket.addEventListener(type, resolve, { once: true }));

const LONG = 60_000;

test("a peer that never answers the handshake is given up", async () => {
  const Prompt = promptWebSocket({ handshake: 50, farewell: LONG });
  const socket = new Prompt(await startPeer(() => {}));
  const failed = next(socket, "error");
  const closed = next(socket, "close");
  await failed;
  expect(((await closed) as CloseEvent).code).toBe(1006);
});

test("a peer that does not answer a farewell is given up, and closes only once", async () => {
  const Prompt = promptWebSocket({ handshake: LONG, farewell: 50 });
  const socket = new Prompt(await startPeer(accept));
  await next(socket, "open");
  let closes = 0;
  socket.addEventListener("close", () => (closes += 1));
  const closed = next(socket, "close");
  socket.close();
  await closed;
  expect(closes).toBe(1);
});

test("one that answers is left alone", async () => {
  const Prompt = promptWebSocket({ handshake: 5_000, farewell: 50 });
  const url = await startPeer((socket, words) => {
    accept(socket, words);
    // A frame with the text "hi".
    socket.write(Buffer.from([0x81, 2, 0x68, 0x69]));
  });
  const socket = new Prompt(url);
  expect(((await next(socket, "message")) as MessageEvent).data).toBe("hi");
  expect(socket.readyState).toBe(WebSocket.OPEN);
  socket.close();
  await next(socket, "close");
});

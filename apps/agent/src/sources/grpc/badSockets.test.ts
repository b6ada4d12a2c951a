import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createAskedAgent, type AskedAgent } from "../../../test/agents.ts";
import { USUAL_SOCKETS, findRuntime } from "../criRuntime/endpoint.ts";

const RUNTIME = "runtime.v1.RuntimeService/ListContainerStats";
const POD_RESOURCES = "v1.PodResourcesLister/List";
const CALLS = [RUNTIME, POD_RESOURCES];

let folder: string;
const servers: { server: Server; sockets: Set<Socket> }[] = [];
const agents: AskedAgent[] = [];

beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "bayplan-bad-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(async () => {
  await Promise.all(agents.splice(0).map(({ agent }) => agent.stop()));
  for (const { server, sockets } of servers.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(onConnection: (socket: Socket) => void): Promise<string> {
  const path = join(folder, `${servers.length}-${Math.random().toString(36).slice(2, 8)}.sock`);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    onConnection(socket);
  });
  servers.push({ server, sockets });
  await new Promise<void>((resolve) => void server.listen(path, resolve));
  return path;
}

const agentOn = (path: string): AskedAgent => {
  const asked = createAskedAgent({ runtimeEndpoint: path, podResourcesEndpoint: `unix://${path}` });
  agents.push(asked);
  return asked;
};

test.each(CALLS)("no socket (%s)", async (call) => {
  const path = join(folder, "nothing.sock");
  expect(await agentOn(path).ask(call)).toMatchObject({
    state: "unreachable",
    message: expect.stringContaining(`There is no socket ${path}`),
  });
});

test.each(CALLS)("a socket that nobody listens on (%s)", async (call) => {
  const path = join(folder, `left-${CALLS.indexOf(call)}.sock`);
  // A process that is killed leaves its socket behind.
  spawnSync(process.execPath, [
    "-e",
    `require("node:net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`,
  ]);
  expect(await agentOn(path).ask(call)).toMatchObject({
    state: "unreachable",
    message: expect.stringContaining(`Nobody listens at ${path}`),
  });
});

test.each(CALLS)("a socket that never answers (%s)", { timeout: 20_000 }, async (call) => {
  const path = await listen(() => {});
  expect(await agentOn(path).ask(call)).toMatchObject({
    state: "unreachable",
    message: expect.stringMatching(/No answer within 5 s/),
  });
});

test.each(CALLS)("half a frame and the end (%s)", async (call) => {
  // The beginning of a SETTINGS frame of HTTP/2, cut off.
  const path = await listen((socket) => socket.once("data", () => socket.end(Buffer.from([0, 0, 6, 4, 0]))));
  expect(await agentOn(path).ask(call)).toMatchObject({ state: "unreachable", message: expect.stringContaining(path) });
});

test.each(CALLS)("something that is no gRPC (%s)", async (call) => {
  const path = await listen((socket) => socket.end("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
  expect(await agentOn(path).ask(call)).toMatchObject({ state: "unreachable", message: expect.stringContaining(path) });
});

test("a socket that may not be opened", { timeout: 30_000 }, async () => {
  const path = await listen(() => {});
  chmodSync(path, 0o600);
  chmodSync(folder, 0o755);
  // Root may open any socket, so nobody asks.
  const identity = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  if (process.getuid?.() !== 0) chmodSync(path, 0o000);
  const asked = spawnSync(process.execPath, [join(import.meta.dirname, "../../../test/askSocket.ts"), path, ...CALLS], {
    ...identity,
    encoding: "utf8",
  });
  expect(asked.stderr).toBe("");
  const states = JSON.parse(asked.stdout) as { state: string; message: string }[];
  expect(states).toHaveLength(2);
  for (const { state, message } of states) {
    expect(state).toBe("denied");
    expect(message).toContain(`The socket ${path} may not be opened`);
  }
});

test("null says that there is none to ask", async () => {
  const asked = createAskedAgent({ runtimeEndpoint: null, podResourcesEndpoint: null });
  agents.push(asked);
  for (const call of CALLS) expect(await asked.ask(call)).toMatchObject({ state: "unsupported" });
});

test("the runtime's socket: the setting before the kubelet's word, that before the usual places", async () => {
  const there = await listen(() => {});
  const usual = [join(folder, "a.sock"), there];
  expect(await findRuntime({ setting: "unix:///set.sock", kubelet: "unix:///kubelet.sock", usual })).toBe("/set.sock");
  expect(await findRuntime({ setting: undefined, kubelet: "unix:///kubelet.sock", usual })).toBe("/kubelet.sock");
  expect(await findRuntime({ setting: undefined, kubelet: "", usual })).toBe(there);
  await expect(
    findRuntime({ setting: undefined, kubelet: undefined, usual: [join(folder, "a.sock")] }),
  ).rejects.toThrow(/was found at .*a\.sock: name its socket/);
  await expect(
    findRuntime({ setting: undefined, kubelet: "npipe:////./pipe/containerd-containerd" }),
  ).rejects.toMatchObject({ state: "unsupported" });
  await expect(findRuntime({ setting: "tcp://1.2.3.4:5", kubelet: undefined })).rejects.toThrow(/is no unix socket/);
  expect(USUAL_SOCKETS).toHaveLength(6);
});

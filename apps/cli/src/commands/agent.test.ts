import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startApi } from "@bayplan/api";
import { pino } from "pino";
import { expect, onTestFinished, test, vi } from "vitest";
import { startCommand, testFolder } from "../../test/command.ts";
import { machineClock } from "../machineClock.ts";
import { LEAN_FLAGS } from "../runLean.ts";

/** A node of which nothing answers: the agent still has that to tell. */
const agentOf = (node: string, aggregator: string) => {
  const folder = testFolder();
  return startCommand([
    "agent",
    "--node",
    node,
    "--aggregator",
    aggregator,
    "--kubelet-url",
    "http://127.0.0.1:9",
    "--runtime-endpoint",
    `unix://${folder}/runtime.sock`,
    "--pod-resources-endpoint",
    `unix://${folder}/pod-resources.sock`,
  ]);
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
};

test("an agent whose aggregator is not there says so, keeps trying, and tells all once it comes", async () => {
  const port = await freePort();
  const agent = agentOf("quay", `http://127.0.0.1:${port}`);
  await agent.prints(
    new RegExp(
      `http://127.0.0.1:${port} cannot be reached: connect ECONNREFUSED.* What changes is kept and sent when it is back\\.`,
    ),
  );

  const api = await startApi({
    host: "127.0.0.1",
    port,
    basePath: "",
    clock: machineClock,
    log: pino({ level: "silent" }),
    cluster: null,
    mode: "cluster",
    webRoot: null,
  });
  onTestFinished(api.stop);
  await vi.waitFor(
    async () => {
      const { items } = (await (await fetch(`${api.url}/api/v1/nodes`)).json()) as { items: object[] };
      expect(items).toMatchObject([{ name: "quay", agent: { state: "reporting" } }]);
    },
    { timeout: 30_000, interval: 100 },
  );

  agent.kill("SIGTERM");
  expect(await agent.ended).toMatchObject({ code: 0, signal: null, out: "" });
});

test("an address that is no aggregator's is told as that", async () => {
  const other = createServer((_request, response) => response.end("<h1>It works!</h1>")).listen(0, "127.0.0.1");
  await once(other, "listening");
  onTestFinished(() => {
    other.closeAllConnections();
    other.close();
  });
  const agent = agentOf("quay", `http://127.0.0.1:${(other.address() as AddressInfo).port}`);
  await agent.prints(/it answered 200 and no JSON: is this address an aggregator's\?/);
  agent.kill("SIGINT");
  expect(await agent.ended).toMatchObject({ code: 0 });
});

test.runIf(process.platform === "linux")("an agent is run to be small, and ends when it is told to", async () => {
  const agent = agentOf("quay", "http://127.0.0.1:9");
  await agent.prints(/cannot be reached/);
  const words = (await readFile(`/proc/${agent.pid}/cmdline`, "utf8")).split("\0");
  expect(words.slice(1)).toEqual(expect.arrayContaining([...LEAN_FLAGS]));
  expect(words.filter((word) => word === LEAN_FLAGS[0])).toHaveLength(1);
  expect(await readFile(`/proc/${agent.pid}/environ`, "utf8")).toContain("MALLOC_ARENA_MAX=1");
  agent.kill("SIGTERM");
  expect(await agent.ended).toMatchObject({ code: 0, signal: null });
});

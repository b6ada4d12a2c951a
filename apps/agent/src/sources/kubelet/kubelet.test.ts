import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { createAskedAgent, type AskedAgent } from "../../../test/agents.ts";
import { createCertificate } from "../../../test/certificate.ts";
import { fixture } from "../../../test/fixture.ts";
import { fixture as kubeletAnswer } from "../../../../../packages/shared/test/fixture.ts";
import type { KubeletAccess } from "../../index.ts";

const running: { server?: Server; asked?: AskedAgent }[] = [];

afterEach(async () => {
  for (const { server, asked } of running.splice(0)) {
    await asked?.agent.stop();
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  }
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  running.push({ server });
  return (server.address() as AddressInfo).port;
}

async function agentOf(listener: RequestListener, access: Partial<KubeletAccess> = {}): Promise<AskedAgent> {
  const port = await listen(createServer(listener));
  const asked = createAskedAgent({ kubelet: { url: `http://127.0.0.1:${port}`, ...access } });
  running.push({ asked });
  return asked;
}

const ANSWERS: Record<string, string> = {
  "/pods": kubeletAnswer("pods.json"),
  "/stats/summary": kubeletAnswer("summary.json"),
  "/configz":
    '{"kubeletconfig":{"evictionHard":{"memory.available":"200Mi"},"staticPodURLHeader":{"Authorization":["secret"]}}}',
  "/metrics": fixture("metrics.txt"),
  "/metrics/probes": fixture("metrics-probes.txt"),
  "/metrics/cadvisor": "# HELP x\n",
};

test("every call of a kubelet that answers becomes entities of the model", async () => {
  const { ask, collector, agent } = await agentOf((request, response) => void response.end(ANSWERS[request.url ?? ""]));
  for (const path of Object.keys(ANSWERS)) {
    const { state } = await ask(`GET ${path}`);
    // The recorded sample is from another day.
    expect([path, state]).toEqual([path, path === "/stats/summary" ? "stale" : "ok"]);
  }
  expect(collector.all("pod").map(({ name }) => name)).toContain("train");
  expect(collector.all("podStats")).toHaveLength(3);
  expect(collector.all("nodeStats")).toHaveLength(1);
  expect(collector.get("kubeletConfig", "kubeletConfig")?.config).toEqual({
    evictionHard: { "memory.available": "200Mi" },
  });
  expect(collector.all("kubeletMetrics")).toHaveLength(1);
  expect(collector.all("probeResults")).toHaveLength(2);
  expect(JSON.stringify(collector.reports)).not.toContain("secret");
  await agent.answered("GET /pods", 1);
});

test("a second sample tells what each interface receives and sends, as plain numbers", async () => {
  const first = JSON.parse(kubeletAnswer("summary.json"));
  const second = structuredClone(first);
  const later = (network: { time: string; interfaces: { name: string; rxBytes: number; txBytes: number }[] }): void => {
    network.time = new Date(Date.parse(network.time) + 10_000).toISOString();
    for (const one of network.interfaces)
      Object.assign(one, { rxBytes: one.rxBytes + 5_000, txBytes: one.txBytes + 10 });
  };
  later(second.node.network);
  const [{ podRef }] = second.pods;
  later(second.pods[0].network);
  // The second pod began anew.
  Object.assign(second.pods[1].network.interfaces[0], { rxBytes: 1, txBytes: 1 });
  const answers = [first, second, second].map((body) => JSON.stringify(body));
  const { ask, collector, agent } = await agentOf((_request, response) => void response.end(answers.shift()));
  const ofPod = (uid: string) => collector.get("podStats", uid)?.networkInterfaces?.[0];
  await ask("GET /stats/summary");
  await agent.flush();
  expect(ofPod(podRef.uid)).not.toHaveProperty("rxRate");
  for (const _ of answers.slice()) {
    await ask("GET /stats/summary");
    await agent.flush();
    expect(ofPod(podRef.uid)).toMatchObject({ rxRate: 500, txRate: 1 });
    expect(ofPod(second.pods[1].podRef.uid)).not.toHaveProperty("rxRate");
    expect(collector.get("nodeStats", "node")?.networkInterfaces).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: "eth0", rxRate: 500, rxBytes: "2456827063" })]),
    );
  }
});

describe("bad answers", () => {
  const refuse = (status: number, body = "") =>
    agentOf((_request, response) => void response.writeHead(status).end(body));

  test("401 without a token asks for one, with one says that it is not accepted", async () => {
    expect(await (await refuse(401)).ask("GET /pods")).toMatchObject({
      state: "denied",
      message: expect.stringContaining("give the agent a service account's token"),
    });
    const withToken = await agentOf((_request, response) => void response.writeHead(401).end(), { token: () => "t" });
    expect(await withToken.ask("GET /pods")).toMatchObject({
      state: "denied",
      message: expect.stringContaining("does not accept the token"),
    });
  });

  test.each([
    ["GET /pods", "nodes/pods (before Kubernetes 1.33 only nodes/proxy"],
    ["GET /configz", "nodes/configz (before Kubernetes 1.33 only nodes/proxy"],
    ["GET /stats/summary", "get on nodes/stats."],
    ["GET /metrics", "get on nodes/metrics."],
    ["GET /metrics/cadvisor", "get on nodes/metrics."],
  ])("403 to %s names the right that is missing", async (call, right) => {
    const { state, message } = await (await refuse(403, "Forbidden (user=x, verb=get)")).ask(call);
    expect(state).toBe("denied");
    expect(message).toContain(right);
  });

  test("404 is unsupported, 500 unreachable with what it said", async () => {
    expect(await (await refuse(404)).ask("GET /configz")).toMatchObject({ state: "unsupported" });
    expect(await (await refuse(500, "runtime is down\nstack")).ask("GET /stats/summary")).toMatchObject({
      state: "unreachable",
      message: "The kubelet answered 500 to /stats/summary: runtime is down.",
    });
  });

  test.each([
    ["GET /pods", "<html>Sign in</html>", "is no JSON (Unexpected token '<', \"<html>Sign"],
    ["GET /pods", '{"items":[{"metadata":', "is no JSON"],
    ["GET /pods", '{"kind":"Status"}', "JSON without “items”"],
    ["GET /stats/summary", "[]", "JSON without “node”"],
    ["GET /configz", "null", "JSON without “kubeletconfig”"],
    ["GET /metrics", "<html>Sign in</html>", "no list of metrics"],
  ])("%s answered with %s is no empty answer", async (call, body, message) => {
    const { ask, collector } = await agentOf((_request, response) => void response.end(body));
    expect(await ask(call)).toMatchObject({ state: "unreachable", message: expect.stringContaining(message) });
    expect(collector.all("pod")).toEqual([]);
  });

  test("what was known stays when the kubelet fails", async () => {
    let healthy = true;
    const { ask, collector } = await agentOf(
      (_request, response) => void (healthy ? response.end(ANSWERS["/pods"]) : response.writeHead(500).end()),
    );
    await ask("GET /pods");
    healthy = false;
    expect(await ask("GET /pods")).toMatchObject({ state: "unreachable" });
    expect(collector.all("pod").length).toBeGreaterThan(5);
  });

  test("an answer that breaks off, and a kubelet that is not there", async () => {
    const { ask } = await agentOf((_request, response) => {
      response.write('{"items":[');
      response.socket?.destroy();
    });
    expect(await ask("GET /pods")).toMatchObject({
      state: "unreachable",
      message: expect.stringContaining("connection to the kubelet"),
    });
    const port = await listen(createServer());
    running.splice(0).forEach(({ server }) => server?.close());
    const nobody = createAskedAgent({ kubelet: { url: `http://127.0.0.1:${port}` } });
    running.push({ asked: nobody });
    expect(await nobody.ask("GET /pods")).toMatchObject({
      state: "unreachable",
      message: expect.stringContaining("Nobody listens at"),
    });
  });
});

describe("tokens", () => {
  test("a token file is read again after the kubelet refused what was in it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bayplan-token-"));
    const tokenFile = join(folder, "token");
    writeFileSync(tokenFile, "old\n");
    const { ask } = await agentOf(
      (request, response) =>
        void (request.headers.authorization === "Bearer new"
          ? response.end(ANSWERS["/pods"])
          : response.writeHead(401).end()),
      { tokenFile },
    );
    expect(await ask("GET /pods")).toMatchObject({ state: "denied" });
    writeFileSync(tokenFile, "new\n");
    expect(await ask("GET /pods")).toMatchObject({ state: "ok", message: "" });
    rmSync(folder, { recursive: true });
  });

  test("a token file that is not there is named", async () => {
    const { ask } = await agentOf((_request, response) => void response.end(), { tokenFile: "/nowhere/token" });
    expect(await ask("GET /pods")).toMatchObject({
      state: "denied",
      message: expect.stringContaining("/nowhere/token"),
    });
  });
});

const certificate = createCertificate();

describe.skipIf(!certificate)("TLS", () => {
  const agentOverTls = async (access: Partial<KubeletAccess>): Promise<AskedAgent> => {
    const server = createTlsServer(
      { cert: certificate?.certificate, key: certificate?.key },
      (_request, response) => void response.end(ANSWERS["/pods"]),
    );
    const port = await listen(server);
    const asked = createAskedAgent({ kubelet: { url: `https://127.0.0.1:${port}`, ...access } });
    running.push({ asked });
    return asked;
  };

  test("a certificate of an unknown CA is not trusted", async () => {
    const { state, message } = await (await agentOverTls({})).ask("GET /pods");
    expect(state).toBe("unreachable");
    expect(message).toMatch(/is not trusted: .* Name the CA that signed it, or say that it need not be verified\.$/);
  });

  test("it is with its CA, or with the stated opt-out", async () => {
    expect(await (await agentOverTls({ ca: certificate?.certificate ?? "" })).ask("GET /pods")).toMatchObject({
      state: "ok",
    });
    expect(await (await agentOverTls({ insecureSkipTlsVerify: true })).ask("GET /pods")).toMatchObject({ state: "ok" });
  });
});

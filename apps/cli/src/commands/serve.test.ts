import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import type { AppRouter } from "@bayplan/api/router";
import type { ClusterView } from "@bayplan/api/views";
import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import { expect, onTestFinished, test, vi } from "vitest";
import { runCommand, startCommand, testFolder } from "../../test/command.ts";

const IN_A_POD = existsSync("/var/run/secrets/kubernetes.io/serviceaccount/token");

const kubeconfigOf = (server: string): object => ({
  apiVersion: "v1",
  kind: "Config",
  "current-context": "harbour",
  clusters: [{ name: "harbour", cluster: { server } }],
  users: [{ name: "pilot", user: {} }],
  contexts: [{ name: "harbour", context: { cluster: "harbour", user: "pilot" } }],
});

const writeKubeconfig = (content: string | object): string => {
  const file = join(testFolder(), "kubeconfig");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
};

/** A port at which nobody listens. */
const closedPort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
};

const serve = (...args: string[]) => runCommand(["serve", "--port", "0", ...args]);

test("a kubeconfig that does not exist is named", async () => {
  expect(await serve("--kubeconfig", "/nowhere/kubeconfig")).toMatchObject({
    code: 1,
    errors:
      "bayplan: The kubeconfig /nowhere/kubeconfig cannot be read: ENOENT: no such file or directory, open '/nowhere/kubeconfig'\n",
  });
});

test("so is one that KUBECONFIG names", async () => {
  const { code, errors } = await runCommand(["serve", "--port", "0"], { KUBECONFIG: "/nowhere/else" });
  expect(code).toBe(1);
  expect(errors).toContain("The kubeconfig /nowhere/else cannot be read");
});

test("a kubeconfig that does not parse is told with the place of the fault, in one line", async () => {
  const file = writeKubeconfig("apiVersion: v1\nclusters: [\n  - name: a\n");
  expect(await serve("--kubeconfig", file)).toMatchObject({
    code: 1,
    errors: expect.stringMatching(new RegExp(`^bayplan: The kubeconfig ${file} is not one: .+ \\(\\d+:\\d+\\)\\.\n$`)),
  });
});

test.for([
  ["is empty", "", /is not one: .*empty/],
  ["is another text", "ahoy\n", /has no current context with a cluster: choose one with --context\./],
  ["names no context", { ...kubeconfigOf("https://127.0.0.1"), "current-context": "" }, /choose one with --context/],
] as const)("a kubeconfig that %s is refused", async ([, content, message]) => {
  const { code, errors } = await serve("--kubeconfig", writeKubeconfig(content));
  expect(code).toBe(1);
  expect(errors).toMatch(message);
});

test("a context that there is not is told, with those there are", async () => {
  const file = writeKubeconfig(kubeconfigOf("https://127.0.0.1:1"));
  expect(await serve("--kubeconfig", file, "--context", "ocean")).toMatchObject({
    code: 1,
    errors: "bayplan: The kubeconfig has no context ocean; it has harbour.\n",
  });
});

test.skipIf(IN_A_POD)("without any cluster it says what there is to do", async () => {
  const { code, errors } = await serve();
  expect(code).toBe(1);
  for (const way of ["--kubeconfig", "--local-node", "bayplan demo"]) expect(errors).toContain(way);
});

test("a CA that cannot be read ends the command, and leaves no server behind", async () => {
  expect(await serve("--local-node", "quay", "--kubelet-ca", "/nowhere/ca.crt")).toMatchObject({
    code: 1,
    out: "",
    errors:
      "bayplan: The CA /nowhere/ca.crt cannot be read: ENOENT: no such file or directory, open '/nowhere/ca.crt'\n",
  });
});

test("a cluster that cannot be reached is served as that, until it is told to end", async () => {
  const port = await closedPort();
  const command = startCommand([
    "serve",
    "--port",
    "0",
    "--kubeconfig",
    writeKubeconfig(kubeconfigOf(`https://127.0.0.1:${port}`)),
  ]);
  const [, url = ""] = await command.prints(/^Bayplan is at (http:\S+)$/m);
  await command.prints(/"path":"\/api\/v1\/nodes","reason":"The API server cannot be reached \(connect ECONNREFUSED/);

  const socket = createWSClient({ url: `${url.replace("http", "ws")}/trpc` });
  onTestFinished(() => socket.close());
  const views: ClusterView[] = [];
  createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] }).cluster.watch.subscribe(undefined, {
    onData: (view) => void views.push(view),
  });
  await vi.waitFor(() => expect(views.length).toBeGreaterThan(0), { timeout: 30_000 });
  expect(views.at(-1)).toMatchObject({ name: "harbour", awaited: [] });
  expect(views.at(-1)?.sources).toContainEqual(
    expect.objectContaining({
      call: "list /api/v1/nodes",
      state: "unreachable",
      message: expect.stringMatching(/ECONNREFUSED.*check the kubeconfig's address and the network/),
    }),
  );
  const nodes = await fetch(`${url}/api/v1/nodes`);
  expect(nodes.status).toBe(503);
  expect(await nodes.text()).toContain("The API server cannot be reached");
  // Nothing is waited for any more: why there is no picture is known.
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);

  command.kill("SIGTERM");
  expect(await command.ended).toMatchObject({ code: 0, signal: null });
});

test("a node without an API server is served with what its own sockets say", async () => {
  const folder = testFolder();
  const command = startCommand([
    "serve",
    "--port",
    "0",
    "--local-node",
    "quay",
    "--kubelet-url",
    `http://127.0.0.1:${await closedPort()}`,
    "--runtime-endpoint",
    `unix://${folder}/runtime.sock`,
    "--pod-resources-endpoint",
    `unix://${folder}/pod-resources.sock`,
    "--log-level",
    "silent",
  ]);
  const [, url = ""] = await command.prints(/^Bayplan is at (http:\S+)$/m);
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), { timeout: 30_000 });
  const { items } = (await (await fetch(`${url}/api/v1/nodes`)).json()) as { items: { sources: object[] }[] };
  expect(items).toMatchObject([{ name: "quay", ready: null, pods: null, agent: { state: "reporting" } }]);
  for (const [call, message] of [
    ["GET /stats/summary", "Nobody listens at"],
    ["runtime.v1.RuntimeService/ListContainers", `There is no socket ${folder}/runtime.sock`],
    ["v1.PodResourcesLister/List", `There is no socket ${folder}/pod-resources.sock`],
  ] as const) {
    expect(items[0]?.sources).toContainEqual(
      expect.objectContaining({ call, state: "unreachable", message: expect.stringContaining(message) }),
    );
  }
  command.kill("SIGTERM");
  expect(await command.ended).toMatchObject({ code: 0, errors: "" });
});

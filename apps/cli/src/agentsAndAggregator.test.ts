import { httpReportLink, startAgent, type Agent } from "@bayplan/agent";
import { startApi, type Api } from "@bayplan/api";
import type { AppRouter } from "@bayplan/api/router";
import type { NodePart, NodeRow, PodView } from "@bayplan/api/views";
import type { Clock } from "@bayplan/shared";
import { applyMessage } from "@bayplan/shared/feed";
import { startSimulator, type SimulatedNode, type Simulator, type SimulatorOptions } from "@bayplan/simulator";
import { KubeConfig } from "@kubernetes/client-node";
import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import { pino } from "pino";
import { expect, onTestFinished, test, vi } from "vitest";
import { machineClock } from "./machineClock.ts";

const log = pino({ level: "silent" });

/** The machine's time, so many times as fast: what takes half a minute is over in a few seconds. */
const fasterClock = (rate: number): Clock => {
  const begun = Date.now();
  return {
    now: () => begun + (Date.now() - begun) * rate,
    after: (delay, callback) => machineClock.after(delay / rate, callback),
  };
};

interface Cluster {
  simulator: Simulator;
  clock: Clock;
  rate: number;
}

const startCluster = async (options: Partial<SimulatorOptions>, rate = 1): Promise<Cluster> => {
  const clock = rate === 1 ? machineClock : fasterClock(rate);
  const simulator = await startSimulator({ scenario: "steady", seed: 1, clock, log, ...options });
  onTestFinished(() => simulator.stop());
  return { simulator, clock, rate };
};

const startAggregator = async ({ simulator, clock, rate }: Cluster, port = 0): Promise<Api> => {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(simulator.kubeconfig());
  const api = await startApi({
    host: "127.0.0.1",
    port,
    basePath: "",
    clock,
    clockRate: rate,
    log,
    cluster: { kubeConfig, name: "test" },
    mode: "demo",
    webRoot: null,
    expectedNodes: simulator.nodes.filter(({ agent }) => agent).map(({ name }) => name),
  });
  onTestFinished(() => api.stop());
  return api;
};

const startAgentOf = (node: SimulatedNode, { clock }: Cluster, { url }: Api): Agent => {
  const agent = startAgent({
    node: node.name,
    reporters: [httpReportLink({ url })],
    kubelet: { url: node.kubeletUrl },
    runtimeEndpoint: node.runtimeSocket,
    podResourcesEndpoint: node.podResourcesSocket,
    numaFolder: node.numaFolder,
    clock,
    log,
  });
  onTestFinished(() => agent.stop());
  return agent;
};

const startAgents = (cluster: Cluster, api: Api): Agent[] =>
  cluster.simulator.nodes.filter(({ agent }) => agent).map((node) => startAgentOf(node, cluster, api));

const eventually = (holds: () => unknown, timeout = 30_000): Promise<unknown> =>
  vi.waitFor(holds, { timeout, interval: 50 });

const ask = async <Answer>({ url }: Api, path: string): Promise<Answer> => {
  const response = await fetch(`${url}${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
};

const nodesOf = async (api: Api): Promise<NodeRow[]> => (await ask<{ items: NodeRow[] }>(api, "/api/v1/nodes")).items;
const nodeOf = async (api: Api, name: string): Promise<NodeRow | undefined> =>
  (await nodesOf(api)).find((node) => node.name === name);
const untilReady = (api: Api): Promise<unknown> =>
  eventually(async () => expect(await ask(api, "/readyz")).toEqual({ status: "ready", awaited: [] }));

/** A page's client, as the page has it: one WebSocket. */
const openPage = ({ url }: Api) => {
  const socket = createWSClient({ url: `${url.replace("http", "ws")}/trpc` });
  onTestFinished(() => socket.close());
  return createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] });
};

/** The newest state of each row of a node's feed, by key. */
const followNode = (api: Api, name: string): Map<string, NodePart> => {
  const rows = new Map<string, NodePart>();
  const subscription = openPage(api).node.watch.subscribe(
    { name },
    {
      onData: ({ data }) => {
        applyMessage(rows, data);
      },
    },
  );
  onTestFinished(() => subscription.unsubscribe());
  return rows;
};

/** What the simulated cluster itself would say of a node. */
const truthOf = ({ world }: Simulator, name: string) => {
  const held = world.pods.list().filter(({ spec }) => spec.nodeName === name);
  const pods = held.filter(({ status: { phase } }) => phase !== "Failed" && phase !== "Succeeded");
  const qos: Record<string, number> = { Guaranteed: 0, Burstable: 0, BestEffort: 0 };
  for (const { status } of pods) if (status.qosClass) qos[status.qosClass] = (qos[status.qosClass] ?? 0) + 1;
  const devices = world.kubelets.get(name)?.core.profile.devices ?? [];
  return {
    name,
    pods: pods.length,
    ended: held.length - pods.length,
    qos,
    devices: { total: devices.length, unhealthy: devices.filter(({ healthy }) => !healthy).length },
  };
};

test("the demo's nodes all become ready, and what is told of them is what they are", async () => {
  const cluster = await startCluster({ scenario: "demo" });
  const { simulator } = cluster;
  const api = await startAggregator(cluster);
  const agents = startAgents(cluster, api);
  await untilReady(api);

  // Nothing happens any more, and the agents have seen the last of it.
  simulator.world.stop();
  for (const agent of agents) {
    for (const call of agent.calls) await agent.refresh(call);
    await agent.flush();
  }
  const nodes = await nodesOf(api);
  expect(nodes.map(({ name }) => name)).toEqual(simulator.nodes.map(({ name }) => name).toSorted());
  expect(nodes.every(({ ready }) => ready === true)).toBe(true);

  // On these nobody reads the pods: there is no agent, or the kubelet does not give them to it.
  const unread = nodes.filter(({ pods }) => pods === null).map(({ name }) => name);
  expect(unread).toEqual(["batch-03", "ci-01", "old-01"]);
  for (const node of nodes.filter(({ pods }) => pods !== null))
    expect(node, node.name).toMatchObject(truthOf(simulator, node.name));

  const { pods } = await ask<{ pods: PodView[] }>(api, "/api/v1/nodes/batch-02");
  for (const { namespace, name, containers } of pods) {
    const statuses = simulator.world.pods.get(namespace, name)?.status.containerStatuses ?? [];
    const told = containers.filter(({ type }) => type === "container").map((one) => [one.name, one.restarts]);
    expect(told).toEqual(statuses.map((status) => [status.name, status.restartCount]));
  }
  const gpus = await ask<{ items: { id: string; assignments: object[] }[] }>(api, "/api/v1/nodes/gpu-a100-01/devices");
  const held = simulator.world.pods
    .list()
    .filter(({ spec, status }) => spec.nodeName === "gpu-a100-01" && status.phase === "Running")
    .flatMap(({ metadata }) => simulator.world.handles.pod(metadata.namespace ?? "", metadata.name).slots)
    .flatMap(({ devices }) => devices.flatMap(({ ids }) => ids));
  expect(gpus.items.flatMap(({ id, assignments }) => (assignments.length > 0 ? [id] : [])).toSorted()).toEqual(
    held.toSorted(),
  );
});

test("a container that exits shows at once in the feed of a page, and in the JSON", async () => {
  const cluster = await startCluster({ nodes: 1, podsPerNode: 4 });
  const api = await startAggregator(cluster);
  startAgents(cluster, api);
  await untilReady(api);
  const { world } = cluster.simulator;
  const node = cluster.simulator.nodes[0]?.name ?? "";
  const { namespace = "", name } = world.pods.list().at(-1)?.metadata ?? { name: "" };
  const key = (rows: Map<string, NodePart>): PodView | undefined =>
    [...rows.values()].find((row): row is PodView => row.part === "pod" && row.name === name);

  const rows = followNode(api, node);
  await eventually(() => expect(key(rows)?.containers[0]).toMatchObject({ state: "Running", restarts: 0 }));
  world.handles.exit(world.handles.pod(namespace, name), "app", 3);
  await eventually(() => expect(key(rows)?.containers[0]).toMatchObject({ restarts: 1, lastExit: { exitCode: 3 } }));

  const { pods } = await ask<{ pods: PodView[] }>(api, `/api/v1/nodes/${node}`);
  expect(pods.find((pod) => pod.name === name)?.containers[0]).toMatchObject({
    restarts: 1,
    lastExit: { exitCode: 3, reason: "Error" },
  });
  expect(await nodeOf(api, node)).toMatchObject({ restarts: 1 });
  const { items } = await ask<{ items: object[] }>(api, `/api/v1/nodes/${node}/transitions?pod=${name}`);
  expect(items).toContainEqual(expect.objectContaining({ container: "app", to: "Exited", exitCode: 3 }));
});

test("an agent that dies is told as silent and what it told as stale; the others go on", async () => {
  const cluster = await startCluster({ nodes: 2, podsPerNode: 3 }, 10);
  const api = await startAggregator(cluster);
  const [first] = startAgents(cluster, api);
  await untilReady(api);
  const [dead = "", alive = ""] = cluster.simulator.nodes.map(({ name }) => name);
  expect(await nodeOf(api, dead)).toMatchObject({ agent: { state: "reporting" }, pods: 3 });

  await first?.stop();
  await eventually(async () => expect(await nodeOf(api, dead)).toMatchObject({ agent: { state: "silent" } }));
  const node = await nodeOf(api, dead);
  // What was known is kept, and said to be old.
  expect(node?.pods).toBe(3);
  expect(node?.sources).toContainEqual(
    expect.objectContaining({
      call: "GET /stats/summary",
      state: "stale",
      message: expect.stringMatching(/has not reported since .*: see whether its pod runs and reaches this server\.$/),
    }),
  );
  expect(await nodeOf(api, alive)).toMatchObject({ agent: { state: "reporting" } });

  const [again] = cluster.simulator.nodes;
  if (again) startAgentOf(again, cluster, api);
  await eventually(async () => expect(await nodeOf(api, dead)).toMatchObject({ agent: { state: "reporting" } }));
});

test("of two agents that claim a node the newer is believed, and the page is told of the older", async () => {
  const cluster = await startCluster({ nodes: 1, podsPerNode: 3 }, 10);
  const api = await startAggregator(cluster);
  const [older] = startAgents(cluster, api);
  await untilReady(api);
  const [node] = cluster.simulator.nodes;
  if (!node || !older) throw new Error("The cluster has no node.");
  expect(await nodeOf(api, node.name)).toMatchObject({ agent: { conflict: null } });

  startAgentOf(node, cluster, api);
  await eventually(async () =>
    expect(await nodeOf(api, node.name)).toMatchObject({
      agent: { state: "reporting", conflict: { instance: older.instance } },
      pods: 3,
    }),
  );
});

test("an aggregator that starts anew is told everything again, and what happened before", async () => {
  const cluster = await startCluster({ nodes: 3, podsPerNode: 5 }, 10);
  const before = await startAggregator(cluster);
  startAgents(cluster, before);
  await untilReady(before);
  const { world } = cluster.simulator;
  const [node = ""] = cluster.simulator.nodes.map(({ name }) => name);
  const { namespace = "", name } = world.pods.list().find(({ spec }) => spec.nodeName === node)?.metadata ?? {
    name: "",
  };
  world.handles.exit(world.handles.pod(namespace, name), "app", 42);
  await eventually(async () => expect(await nodeOf(before, node)).toMatchObject({ restarts: 1 }));
  const pods = (await nodesOf(before)).map((row) => [row.name, row.pods, row.qos, row.restarts]);

  await before.stop();
  const after = await startAggregator(cluster, Number(new URL(before.url).port));
  await untilReady(after);
  expect((await nodesOf(after)).map((row) => [row.name, row.pods, row.qos, row.restarts])).toEqual(pods);
  const { items } = await ask<{ items: object[] }>(after, `/api/v1/nodes/${node}/transitions?pod=${name}`);
  expect(items).toContainEqual(expect.objectContaining({ container: "app", to: "Exited", exitCode: 42 }));
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAgent, type Agent } from "@bayplan/agent";
import { startApi } from "@bayplan/api";
import { startSimulator } from "@bayplan/simulator";
import { openTape } from "@bayplan/simulator/replay";
import { KubeConfig } from "@kubernetes/client-node";
import { pino } from "pino";
import { afterEach, expect, test, vi } from "vitest";
import { machineClock } from "../machineClock.ts";
import { playTape } from "../replay/playTape.ts";
import { createRecorder } from "./createRecorder.ts";
import { recordCluster } from "./recordCluster.ts";

const log = pino({ level: "silent" });
const address = { host: "127.0.0.1", port: 0, basePath: "", insecure: false };

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

interface Picture {
  pods: object[];
  devices: object[];
  strays: object[];
  conditions: object[];
  /** What drivers offer to claims, and who has it. */
  pools: object[];
  attached: { claim: string | null }[];
}

const pictureOf = async (url: string, node: string): Promise<Picture> => {
  const ask = async (path: string) => (await (await fetch(`${url}/api/v1/nodes/${node}${path}`)).json()) as object;
  const { pods, devices, strays, conditions } = (await ask("")) as Picture;
  const { devicePools } = (await ask("/devices")) as { devicePools: object[] };
  const { attachable } = (await ask("/disk")) as { attachable: Picture["attached"] | null };
  // Why a device's health is not known names a socket, and each has its own.
  return {
    pods,
    devices: devices.map((device) => Object.assign({}, device, { healthUnknown: null })),
    strays,
    conditions,
    pools: devicePools,
    attached: attachable ?? [],
  };
};

test("a recording of the demo replays to the same picture", async () => {
  const simulator = await startSimulator({ clock: machineClock, seed: 7, log });
  stops.push(() => simulator.stop());
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(simulator.kubeconfig());
  const names = simulator.nodes.map(({ name }) => name);
  const withAgent = simulator.nodes.filter(({ agent }) => agent);
  const api = await startApi({
    ...address,
    clock: machineClock,
    log,
    cluster: { kubeConfig, name: "demo" },
    mode: "demo",
    webRoot: null,
    expectedNodes: withAgent.map(({ name }) => name),
  });
  stops.push(() => api.stop());

  const lines: string[] = [];
  const recorder = createRecorder({ clock: machineClock, write: (line) => void lines.push(line), scrub: null });
  const cluster = recordCluster({ kubeConfig, nodes: names, recorder, clock: machineClock, log });
  stops.push(() => cluster.stop());
  const agents = withAgent.map(({ name, kubeletUrl, runtimeSocket, podResourcesSocket, numaFolder }): Agent =>
    startAgent({
      node: name,
      reporters: [{ send: async (report) => api.receive(report) }],
      kubelet: { url: kubeletUrl },
      runtimeEndpoint: runtimeSocket,
      podResourcesEndpoint: podResourcesSocket,
      numaFolder,
      clock: machineClock,
      log,
      tap: (answer) => recorder.answered(name, answer),
    }),
  );
  stops.push(() => Promise.all(agents.map((agent) => agent.stop())));
  await vi.waitFor(async () => expect((await fetch(`${api.url}/readyz`)).status).toBe(200), {
    timeout: 20_000,
    interval: 200,
  });

  // Nothing happens any more, and everybody has seen the last of it.
  simulator.world.stop();
  const { nodes, pods, events, volumes, resourceSlices, resourceClaims } = simulator.world;
  for (const [path, collection] of Object.entries({
    "/api/v1/nodes": nodes,
    "/api/v1/pods": pods,
    "/api/v1/events": events,
    "/api/v1/persistentvolumes": volumes.volumes,
    "/apis/resource.k8s.io/v1/resourceslices": resourceSlices,
    "/apis/resource.k8s.io/v1/resourceclaims": resourceClaims,
  })) {
    const newest = Math.max(...collection.list().map(({ metadata }) => Number(metadata.resourceVersion)));
    await Promise.all([api.reached(path, newest), cluster.reached(path, newest)]);
  }
  for (const agent of agents) {
    for (const call of agent.calls) await agent.refresh(call);
    await agent.flush();
  }
  // Their calls go on: what one of them has learnt meanwhile is told, and then no more.
  await Promise.all(agents.map((agent) => agent.flush()));
  await Promise.all(agents.map((agent) => agent.stop()));
  const demo = await Promise.all(withAgent.map(({ name }) => pictureOf(api.url, name)));

  expect(demo.flatMap(({ pods: ofNode }) => ofNode).length).toBeGreaterThan(50);
  expect(demo.flatMap(({ pools }) => pools)).not.toEqual([]);
  expect(demo.flatMap(({ attached }) => attached).filter(({ claim }) => claim !== null)).not.toEqual([]);

  const folder = await mkdtemp(join(tmpdir(), "bayplan-"));
  stops.push(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "demo.jsonl"), lines.join(""));
  const tape = await openTape(join(folder, "demo.jsonl"));
  const played = await playTape({ ...address, tape, name: "demo.jsonl", at: tape.end, machine: machineClock, log });
  stops.push(() => played.stop());
  for (const [index, { name }] of withAgent.entries())
    expect(await pictureOf(played.url, name), name).toEqual(demo[index]);
}, 60_000);

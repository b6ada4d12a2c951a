import { startAgent } from "@bayplan/agent";
import { startApi } from "@bayplan/api";
import { startSimulator } from "@bayplan/simulator";
import { pino } from "pino";
import { expect, onTestFinished, test, vi } from "vitest";
import { machineClock } from "./machineClock.ts";

const log = pino({ level: "silent" });
const NODE = "old-01";
/** Codes of gRPC. */
const [PERMISSION_DENIED, UNIMPLEMENTED] = [7, 12];

interface Device {
  id: string;
  health: string;
  healthUnknown: string | null;
  assignments: unknown[];
}

test.each([
  ["lacks", UNIMPLEMENTED, "unsupported", /has no such call; a newer one may/],
  ["refuses", PERMISSION_DENIED, "denied", /refuses the call/],
])(
  "where a kubelet %s the list of allocatable devices, nobody says how those are that pods hold",
  async (_, code, state, message) => {
    const simulator = await startSimulator({ clock: machineClock, seed: 1, nodes: 11, podsPerNode: 4, log });
    onTestFinished(() => simulator.stop());
    const profile = simulator.world.kubelets.get(NODE)?.core.profile;
    Object.assign(profile ?? expect.fail(), { podResourcesLack: [{ method: "GetAllocatableResources", code }] });
    const node = simulator.nodes.find(({ name }) => name === NODE) ?? expect.fail();
    const api = await startApi({
      host: "127.0.0.1",
      port: 0,
      basePath: "",
      clock: machineClock,
      log,
      cluster: null,
      mode: "local-node",
      webRoot: null,
      localNode: NODE,
    });
    onTestFinished(() => api.stop());
    const agent = startAgent({
      node: NODE,
      reporters: [{ name: "this process", send: async (report) => api.receive(report), close: () => {} }],
      kubelet: { url: node.kubeletUrl },
      runtimeEndpoint: node.runtimeSocket,
      podResourcesEndpoint: node.podResourcesSocket,
      numaFolder: node.numaFolder,
      clock: machineClock,
      log,
    });
    onTestFinished(() => agent.stop());
    const ask = async <Answer>(path: string): Promise<Answer> => (await (await fetch(api.url + path)).json()) as Answer;
    await vi.waitFor(async () => expect((await fetch(`${api.url}/readyz`)).status).toBe(200), { timeout: 30_000 });

    const { items } = await ask<{ items: Device[] }>(`/api/v1/nodes/${NODE}/devices`);
    expect(items.length).toBeGreaterThan(0);
    for (const device of items) {
      expect(device).toMatchObject({ health: "Unknown", healthUnknown: expect.stringMatching(message) });
      // Which others there are only that list tells.
      expect(device.assignments).not.toEqual([]);
    }
    expect(await ask(`/api/v1/nodes/${NODE}/cpus`)).toMatchObject({
      assignments: { shared: null },
      numaNodes: [{ node: 0, cpuIds: Array.from({ length: 16 }, (_cpu, index) => index) }],
      allocatableUnknown: expect.stringMatching(message),
    });
    const { sources } = await ask<{ sources: { call: string; state: string }[] }>(`/api/v1/nodes/${NODE}`);
    expect(sources.find(({ call }) => call.endsWith("/GetAllocatableResources"))?.state).toBe(state);
  },
);

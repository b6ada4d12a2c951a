import { type ServiceError, credentials, status } from "@grpc/grpc-js";
import {
  type AllocatableResourcesResponse,
  type ListPodResourcesResponse,
  PodResourcesListerClient,
} from "@bayplan/protocols/podresources";
import {
  type ContainerEventResponse,
  ContainerEventType,
  type ContainerStatusResponse,
  type ImageFsInfoResponse,
  type ListContainerStatsResponse,
  type ListContainersResponse,
  type ListImagesResponse,
  type ListPodSandboxResponse,
  type ListPodSandboxStatsResponse,
  type PodSandboxStatusResponse,
  type RuntimeConfigResponse,
  type VersionResponse,
  ContainerState,
  PodSandboxState,
  ImageServiceClient,
  RuntimeServiceClient,
} from "@bayplan/protocols/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SimulatedNode, Simulator } from "../index.ts";
import { startTestSimulator, until } from "../testSimulator.ts";
import { MINUTE, SECOND } from "../world/time/clock.ts";
import type { VirtualClock } from "../world/time/virtualClock.ts";

let clock: VirtualClock;
let simulator: Simulator;

beforeAll(async () => {
  ({ clock, simulator } = await startTestSimulator({ scenario: "demo", nodes: 14 }));
});
afterAll(() => simulator.stop());

const node = (name: string): SimulatedNode => {
  const found = simulator.nodes.find((one) => one.name === name);
  if (!found) throw new Error(`no node ${name}`);
  return found;
};

const dial = <Client>(
  client: new (address: string, security: ReturnType<typeof credentials.createInsecure>, options: object) => Client,
  socket: string | null,
): Client => new client(`unix:${socket}`, credentials.createInsecure(), { "grpc.default_authority": "localhost" });

/** One call, as a promise. */
const ask = <Response>(
  call: (done: (error: ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> =>
  new Promise((resolve, reject) => {
    call((error, response) => (error ? reject(error) : resolve(response)));
  });

describe("the runtime's socket", () => {
  test("lists what the pods' statuses say", async () => {
    const runtime = dial(RuntimeServiceClient, node("web-01").runtimeSocket);
    const { containers } = await ask<ListContainersResponse>((done) => runtime.listContainers({}, done));
    const { items } = await ask<ListPodSandboxResponse>((done) => runtime.listPodSandbox({}, done));
    const pods = simulator.world.pods.list().filter(({ spec }) => spec.nodeName === "web-01");
    const ready = items.filter(({ state }) => state === PodSandboxState.SANDBOX_READY);
    expect(ready.map(({ metadata }) => metadata?.uid).toSorted()).toEqual(
      pods.map(({ metadata }) => metadata.uid).toSorted(),
    );
    const ids = pods.flatMap(({ status: { containerStatuses = [], initContainerStatuses = [] } }) =>
      [...containerStatuses, ...initContainerStatuses].map(({ containerID }) => containerID?.split("//")[1]),
    );
    expect(containers.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    runtime.close();
  });

  test("answers for one container and one sandbox, and says which it does not know", async () => {
    const runtime = dial(RuntimeServiceClient, node("web-01").runtimeSocket);
    const { containers } = await ask<ListContainersResponse>((done) => runtime.listContainers({}, done));
    const running = containers.find(
      ({ metadata, state, labels }) =>
        metadata?.name === "app" &&
        state === ContainerState.CONTAINER_RUNNING &&
        labels["io.kubernetes.pod.namespace"] === "shop",
    );
    const one = await ask<ContainerStatusResponse>((done) =>
      runtime.containerStatus({ containerId: running?.id ?? "" }, done),
    );
    expect(one.status?.startedAt).toBeGreaterThan(0n);
    expect(one.status?.finishedAt).toBe(0n);
    const sandbox = await ask<PodSandboxStatusResponse>((done) =>
      runtime.podSandboxStatus({ podSandboxId: running?.podSandboxId ?? "" }, done),
    );
    expect(sandbox.status?.network?.ip).toMatch(/^10\./);
    await expect(
      ask<ContainerStatusResponse>((done) => runtime.containerStatus({ containerId: "nobody" }, done)),
    ).rejects.toMatchObject({
      code: status.NOT_FOUND,
    });
    runtime.close();
  });

  test("tells every subscriber of every event", async () => {
    const runtime = dial(RuntimeServiceClient, node("web-02").runtimeSocket);
    const subscribers = [0, 1].map(() => {
      const events: ContainerEventResponse[] = [];
      const stream = runtime.getContainerEvents({});
      stream.on("data", (event: ContainerEventResponse) => events.push(event));
      stream.on("error", () => undefined);
      return { events, stream };
    });
    // A call that is answered after the streams were opened on the same connection: they are open.
    await ask<VersionResponse>((done) => runtime.version({ version: "" }, done));
    const name = simulator.world.controllers.create(
      { namespace: "test", name: "heard", kind: "Pod", containers: [{ name: "main", image: "busybox:1" }] },
      "web-02",
    );
    clock.advance(5 * SECOND);
    const heard = (events: ContainerEventResponse[]) =>
      events
        .filter(({ podSandboxStatus }) => podSandboxStatus?.metadata?.name === name)
        .map(({ containerEventType }) => containerEventType);
    const { CONTAINER_CREATED_EVENT, CONTAINER_STARTED_EVENT } = ContainerEventType;
    const expected = [
      CONTAINER_CREATED_EVENT,
      CONTAINER_STARTED_EVENT,
      CONTAINER_CREATED_EVENT,
      CONTAINER_STARTED_EVENT,
    ];
    for (const { events, stream } of subscribers) {
      await until(() => heard(events).length === 4);
      expect(heard(events)).toEqual(expected);
      stream.cancel();
    }
    runtime.close();
  });

  test("of an older runtime lacks the calls that came later", async () => {
    const runtime = dial(RuntimeServiceClient, node("old-01").runtimeSocket);
    const { runtimeVersion } = await ask<VersionResponse>((done) => runtime.version({ version: "" }, done));
    expect(runtimeVersion).toBe("1.6.36");
    await expect(ask<RuntimeConfigResponse>((done) => runtime.runtimeConfig({}, done))).rejects.toMatchObject({
      code: status.UNIMPLEMENTED,
    });
    const stream = runtime.getContainerEvents({});
    const error = await new Promise<ServiceError>((resolve) => {
      stream.on("data", () => undefined);
      stream.on("error", (failure: ServiceError) => resolve(failure));
    });
    expect(error.code).toBe(status.UNIMPLEMENTED);
    runtime.close();
  });

  test("knows images and measures", async () => {
    const runtime = dial(RuntimeServiceClient, node("web-01").runtimeSocket);
    const images = dial(ImageServiceClient, node("web-01").runtimeSocket);
    const listed = await ask<ListImagesResponse>((done) => images.listImages({}, done));
    expect(listed.images.find(({ pinned }) => pinned)?.repoTags).toEqual(["registry.k8s.io/pause:3.10.1"]);
    const { imageFilesystems } = await ask<ImageFsInfoResponse>((done) => images.imageFsInfo({}, done));
    expect(imageFilesystems[0]?.usedBytes?.value).toBeGreaterThan(0n);
    const { stats } = await ask<ListContainerStatsResponse>((done) => runtime.listContainerStats({}, done));
    expect(stats.every(({ memory }) => (memory?.workingSetBytes?.value ?? 1n) > 0n)).toBe(true);
    const sandboxes = await ask<ListPodSandboxStatsResponse>((done) => runtime.listPodSandboxStats({}, done));
    expect(sandboxes.stats.every(({ linux }) => (linux?.process?.processCount?.value ?? 0n) > 1n)).toBe(true);
    images.close();
    runtime.close();
  });
});

describe("the pod resources' socket", () => {
  test("tells who holds which device and which CPUs, one entry a device", async () => {
    const client = dial(PodResourcesListerClient, node("gpu-a100-01").podResourcesSocket);
    const { podResources } = await ask<ListPodResourcesResponse>((done) => client.list({}, done));
    const trainer = podResources.find(({ name }) => name === "train-llm-7b-0")?.containers[0];
    expect(trainer?.devices).toHaveLength(4);
    expect(trainer?.cpuIds).toHaveLength(32);
    const all = await ask<AllocatableResourcesResponse>((done) => client.getAllocatableResources({}, done));
    expect(all.devices).toHaveLength(6 + 8);
    const [device] = trainer?.devices ?? [];
    simulator.world.handles.setDevice("gpu-a100-01", device?.deviceIds[0] ?? "", false);
    const after = await ask<AllocatableResourcesResponse>((done) => client.getAllocatableResources({}, done));
    expect(after.devices).toHaveLength(6 + 8 - 1);
    simulator.world.handles.setDevice("gpu-a100-01", device?.deviceIds[0] ?? "", true);
    client.close();
  });

  test("a Windows node has no socket", () => {
    expect(node("win-01")).toMatchObject({ runtimeSocket: null, podResourcesSocket: null });
  });
});

const get = (name: string, path: string) => fetch(`${node(name).kubeletUrl}${path}`);

describe("the kubelet's server", () => {
  test("answers what is asked of it, and 404 for the rest", async () => {
    for (const path of ["/pods", "/stats/summary", "/configz"])
      expect((await get("web-01", path)).headers.get("content-type")).toBe("application/json");
    for (const path of ["/metrics", "/metrics/cadvisor", "/metrics/probes", "/healthz"])
      expect((await get("web-01", path)).status).toBe(200);
    expect((await get("web-01", "/exec")).status).toBe(404);
  });

  test("of an older version refuses configz and pods to whoever has no right to the proxy", async () => {
    const response = await get("old-01", "/configz");
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("subresource=proxy");
    expect((await get("old-01", "/pods")).status).toBe(403);
    expect((await get("old-01", "/stats/summary")).status).toBe(200);
  });

  test("of a Windows node leaves out what Windows does not tell", async () => {
    const summary = await (await get("win-01", "/stats/summary")).text();
    expect(JSON.parse(summary)).toMatchObject({
      node: { nodeName: "win-01", memory: { workingSetBytes: expect.any(Number) } },
    });
    expect(summary).not.toMatch(/psi|inodes|rlimit/);
  });

  test("is gone while the kubelet does not run, and the node is not ready a little later", async () => {
    const word = () =>
      simulator.world.nodes.get("", "edge-09")?.status.conditions.find(({ type }) => type === "Ready")?.status;
    const ready = () => [
      ...new Set(
        simulator.world.pods
          .list()
          .filter(({ spec, status: { phase } }) => spec.nodeName === "edge-09" && phase === "Running")
          .map(({ status: { conditions } }) => conditions?.find(({ type }) => type === "Ready")?.status),
      ),
    ];
    simulator.world.handles.setKubelet("edge-09", false);
    await expect(get("edge-09", "/pods")).rejects.toThrow("fetch failed");
    const client = dial(PodResourcesListerClient, node("edge-09").podResourcesSocket);
    await expect(ask<ListPodResourcesResponse>((done) => client.list({}, done))).rejects.toMatchObject({
      code: status.UNAVAILABLE,
    });
    client.close();
    expect(word()).toBe("True");
    clock.advance(MINUTE);
    expect(word()).toBe("Unknown");
    expect(ready()).toEqual(["False"]);
    simulator.world.handles.setKubelet("edge-09", true);
    expect(word()).toBe("True");
    clock.advance(SECOND);
    expect(ready()).toEqual(["True"]);
    expect((await get("edge-09", "/pods")).status).toBe(200);
  });
});

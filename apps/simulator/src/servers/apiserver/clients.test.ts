import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  AuthorizationV1Api,
  CoreV1Api,
  KubeConfig,
  ResourceV1Api,
  VersionApi,
  type V1Pod,
  Watch,
  makeInformer,
} from "@kubernetes/client-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Simulator } from "../../index.ts";
import { startTestSimulator, until } from "../../testSimulator.ts";
import { SECOND } from "../../world/time/clock.ts";
import type { VirtualClock } from "../../world/time/virtualClock.ts";

const run = promisify(execFile);

let clock: VirtualClock;
let simulator: Simulator;
let config: KubeConfig;

beforeAll(async () => {
  ({ clock, simulator } = await startTestSimulator());
  config = new KubeConfig();
  config.loadFromString(simulator.kubeconfig());
});
afterAll(() => simulator.stop());

const create = (name: string) =>
  simulator.world.controllers.create(
    { namespace: "test", name, kind: "Pod", containers: [{ name: "main", image: "busybox:1" }] },
    simulator.nodes[0]?.name ?? "",
  );

describe("client-node", () => {
  test("reads nodes, pods and events", async () => {
    const core = config.makeApiClient(CoreV1Api);
    const nodes = await core.listNode();
    expect(nodes.items.map(({ metadata }) => metadata?.name)).toEqual(
      simulator.nodes.map(({ name }) => name).toSorted(),
    );
    expect(nodes.items[0]?.status?.capacity?.["memory"]).toBe("67108864Ki");
    const pods = await core.listPodForAllNamespaces({ fieldSelector: "spec.nodeName=web-10", limit: 4 });
    expect(pods.items).toHaveLength(4);
    expect(pods.metadata?._continue).toBeTruthy();
    expect(pods.items[0]?.status?.startTime).toBeInstanceOf(Date);
    create("clients");
    clock.advance(5 * SECOND);
    const events = await core.listNamespacedEvent({
      namespace: "test",
      fieldSelector: "involvedObject.kind=Pod,involvedObject.name=clients,reason=Started",
    });
    expect(events.items).toHaveLength(1);
    await expect(core.readNode({ name: "nobody" })).rejects.toMatchObject({ code: 404 });
  });

  test("reads what is claimed of a node's devices", async () => {
    const resources = config.makeApiClient(ResourceV1Api);
    simulator.world.controllers.create(
      {
        namespace: "test",
        name: "claimant",
        kind: "Pod",
        containers: [{ name: "main", image: "busybox:1" }],
        claims: [{ name: "port", deviceClass: "nic.example.com", driver: "nic.example.com" }],
      },
      "web-10",
    );
    const claims = await resources.listNamespacedResourceClaim({ namespace: "test" });
    expect(claims.apiVersion).toBe("resource.k8s.io/v1");
    expect(claims.items[0]?.spec.devices?.requests?.[0]?.exactly?.deviceClassName).toBe("nic.example.com");
    const slices = await resources.listResourceSlice({ fieldSelector: "spec.nodeName=web-10" });
    expect(slices.items).toEqual([]);
    simulator.world.controllers.remove("test", "claimant", 1);
    clock.advance(10 * SECOND);
  });

  test("asks whether it may, and for the version", async () => {
    const answer = await config.makeApiClient(AuthorizationV1Api).createSelfSubjectAccessReview({
      body: { spec: { resourceAttributes: { verb: "list", resource: "nodes" } } },
    });
    expect(answer.status?.allowed).toBe(true);
    expect((await config.makeApiClient(VersionApi).getCode()).gitVersion).toBe("v1.36.2");
  });

  test("watches", async () => {
    const { metadata } = await config.makeApiClient(CoreV1Api).listPodForAllNamespaces();
    const seen: string[] = [];
    const abort = await new Watch(config).watch(
      "/api/v1/pods",
      { resourceVersion: metadata?.resourceVersion, allowWatchBookmarks: true },
      (type: string, pod: V1Pod) => seen.push(`${type} ${pod.metadata?.name}`),
      () => undefined,
    );
    create("watched");
    clock.advance(10 * SECOND);
    await until(() => seen.length > 3);
    expect(seen[0]).toBe("ADDED watched");
    abort.abort();
  });

  test("keeps an informer's cache", async () => {
    const core = config.makeApiClient(CoreV1Api);
    const informer = makeInformer<V1Pod>(config, "/api/v1/namespaces/test/pods", () =>
      core.listNamespacedPod({ namespace: "test" }),
    );
    const added: string[] = [];
    informer.on("add", (pod) => added.push(pod.metadata?.name ?? ""));
    await informer.start();
    create("informed");
    clock.advance(5 * SECOND);
    await until(() => added.includes("informed"));
    expect(informer.get("informed", "test")?.spec?.nodeName).toBe(simulator.nodes[0]?.name);
    await informer.stop();
  });
});

const kubectl = await run("kubectl", ["version", "--client"]).then(
  () => true,
  () => false,
);
if (!kubectl) process.stderr.write("kubectl is not installed: the tests with it are SKIPPED\n");

describe.skipIf(!kubectl)("kubectl", () => {
  let folder: string;
  let ask: (...args: string[]) => Promise<string>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "bp-kubectl-"));
    await writeFile(join(folder, "config"), simulator.kubeconfig());
    ask = async (...args) => {
      const { stdout } = await run("kubectl", [...args, "--kubeconfig", join(folder, "config"), "--cache-dir", folder]);
      return stdout;
    };
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("gets nodes, as a table", async () => {
    const [head, ...rows] = (await ask("get", "nodes")).trim().split("\n");
    expect(head?.split(/\s+/)).toEqual(["NAME", "STATUS", "VERSION", "AGE"]);
    expect(rows[0]).toMatch(/^batch-10\s+Ready\s+v1\.36\.2\s+\d+d$/);
  });

  test("gets pods of all namespaces and of a node", async () => {
    expect((await ask("get", "pods", "-A", "--no-headers")).trim().split("\n").length).toBeGreaterThanOrEqual(12);
    const names = await ask("get", "po", "-A", "--field-selector", "spec.nodeName=web-10", "-o", "name");
    expect(names).toContain("pod/cart-");
  });

  test("describes a pod and gets one as JSON", async () => {
    create("described");
    clock.advance(5 * SECOND);
    const pod = JSON.parse(await ask("get", "pod", "described", "-n", "test", "-o", "json")) as V1Pod;
    expect(pod.kind).toBe("Pod");
    expect(await ask("describe", "pod", "described", "-n", "test")).toMatch(/Normal\s+Started/);
  });

  test("gets events and speaks to a kubelet", async () => {
    expect(await ask("get", "events", "-n", "test")).toContain("Container started");
    expect(await ask("get", "--raw", "/api/v1/nodes/web-10/proxy/healthz")).toBe("ok");
  });
});

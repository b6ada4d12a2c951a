import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Simulator } from "../../index.ts";
import { startTestSimulator, until } from "../../testSimulator.ts";
import { MINUTE, SECOND } from "../../world/time/clock.ts";
import type { VirtualClock } from "../../world/time/virtualClock.ts";

let clock: VirtualClock;
let simulator: Simulator;

beforeAll(async () => {
  ({ clock, simulator } = await startTestSimulator());
});
afterAll(() => simulator.stop());

interface Body {
  kind: string;
  code?: number;
  reason?: string;
  message?: string;
  metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number };
  items: { metadata: { name: string; namespace: string } }[];
}

async function get(path: string, init: RequestInit = {}): Promise<{ status: number; body: Body }> {
  const response = await fetch(`${simulator.apiserver.url}${path}`, init);
  return { status: response.status, body: (await response.json()) as Body };
}

interface WatchEvent {
  type: string;
  object: { metadata: { name: string; resourceVersion: string }; code?: number; status?: { phase?: string } };
}

/** A watch whose events so far can be looked at; its lines are read as they come. */
async function watch(path: string): Promise<{ events: WatchEvent[]; ended: () => boolean; close: () => void }> {
  const abort = new AbortController();
  const response = await fetch(`${simulator.apiserver.url}${path}`, { signal: abort.signal });
  const events: WatchEvent[] = [];
  let over = false;
  const drain = async () => {
    let rest = "";
    if (response.body)
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) events.push(JSON.parse(line) as WatchEvent);
      }
  };
  void drain()
    .catch(() => undefined)
    .finally(() => {
      over = true;
    });
  return { events, ended: () => over, close: () => abort.abort() };
}

const newPod = (name: string) =>
  simulator.world.controllers.create(
    { namespace: "test", name, kind: "Pod", containers: [{ name: "main", image: "busybox:1" }] },
    simulator.nodes[0]?.name ?? "",
  );

describe("lists", () => {
  test("come whole from version 0, even when a limit is named", async () => {
    const { body } = await get("/api/v1/pods?resourceVersion=0&limit=3");
    expect(body.kind).toBe("PodList");
    expect(body.items).toHaveLength(12);
    expect(body.metadata.continue).toBeUndefined();
  });

  test("come in pages of one version, whatever happens between them", async () => {
    const names: string[] = [];
    const first = await get("/api/v1/pods?limit=5");
    names.push(...first.body.items.map(({ metadata }) => metadata.name));
    expect(first.body.metadata.remainingItemCount).toBe(7);
    newPod("between-pages");
    let next = first.body.metadata.continue;
    while (next) {
      const page = await get(`/api/v1/pods?limit=5&continue=${next}`);
      expect(page.body.metadata.resourceVersion).toBe(first.body.metadata.resourceVersion);
      names.push(...page.body.items.map(({ metadata }) => metadata.name));
      next = page.body.metadata.continue;
    }
    expect(names).toHaveLength(12);
    expect(new Set(names).size).toBe(12);
    simulator.world.controllers.remove("test", "between-pages");
    clock.advance(MINUTE);
  });

  test("refuse a page whose version is forgotten", async () => {
    const first = await get("/api/v1/pods?limit=5");
    newPod("later");
    simulator.world.handles.compact();
    const { status, body } = await get(`/api/v1/pods?limit=5&continue=${first.body.metadata.continue}`);
    expect([status, body.kind, body.reason]).toEqual([410, "Status", "Expired"]);
    simulator.world.controllers.remove("test", "later");
    clock.advance(MINUTE);
  });

  test("select by field and by label", async () => {
    const node = simulator.nodes[1]?.name;
    const ofNode = await get(`/api/v1/pods?fieldSelector=spec.nodeName=${node}`);
    expect(ofNode.body.items).toHaveLength(6);
    const [pod] = ofNode.body.items;
    const one = await get(
      `/api/v1/pods?fieldSelector=spec.nodeName%3D${node},metadata.name%3D${pod?.metadata.name}&resourceVersion=0`,
    );
    expect(one.body.items).toHaveLength(1);
    const labelled = await get(`/api/v1/pods?labelSelector=app.kubernetes.io/name%20in%20(cart-api,ingest-api)`);
    expect(labelled.body.items).toHaveLength(2);
    const inNamespace = await get("/api/v1/namespaces/shop/pods");
    expect(inNamespace.body.items.every(({ metadata }) => metadata.namespace === "shop")).toBe(true);
  });

  test.each([
    ["/api/v1/pods?fieldSelector=spec.colour=red", 400, "BadRequest", "field label not supported: spec.colour"],
    ["/api/v1/pods?limit=many", 400, "BadRequest", "limit must be a whole number"],
    ["/api/v1/pods?continue=nonsense", 400, "BadRequest", "continue key is not valid"],
    ["/api/v1/pods?resourceVersion=999999999", 504, "Timeout", "Too large resource version"],
    ["/api/v1/namespaces/shop/pods/nobody", 404, "NotFound", 'pods "nobody" not found'],
    ["/api/v1/secrets", 404, "NotFound", "the server could not find the requested resource"],
    ["/apis/apps/v1/deployments", 404, "NotFound", "the server could not find the requested resource"],
    ["/api/v1/nodes/nobody/proxy/pods", 404, "NotFound", 'nodes "nobody" not found'],
  ])("refuse %s", async (path, code, reason, message) => {
    const { status, body } = await get(path);
    expect([status, body.kind, body.code, body.reason]).toEqual([code, "Status", code, reason]);
    expect(body.message).toContain(message);
  });

  test("are all that can be had: nothing can be changed", async () => {
    const { status, body } = await get("/api/v1/namespaces/shop/pods", { method: "POST", body: "{}" });
    expect([status, body.reason]).toEqual([405, "MethodNotAllowed"]);
  });
});

describe("watches", () => {
  test("go on from a list without a gap", async () => {
    const { body } = await get("/api/v1/pods");
    newPod("watched");
    const seen = await watch(`/api/v1/pods?watch=true&resourceVersion=${body.metadata.resourceVersion}`);
    clock.advance(10 * SECOND);
    await until(() => seen.events.some(({ object }) => object.status?.phase === "Running"));
    expect(seen.events[0]).toMatchObject({ type: "ADDED", object: { metadata: { name: "watched" } } });
    const versions = seen.events.map(({ object }) => Number(object.metadata.resourceVersion));
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    simulator.world.controllers.remove("test", "watched", 1);
    clock.advance(MINUTE);
    await until(() => seen.events.at(-1)?.type === "DELETED");
    seen.close();
  });

  test("by selector say when an object no longer matches", async () => {
    const { body } = await get("/api/v1/pods");
    const pending = await watch(
      `/api/v1/pods?watch=true&fieldSelector=status.phase=Pending&resourceVersion=${body.metadata.resourceVersion}`,
    );
    newPod("passing");
    clock.advance(10 * SECOND);
    await until(() => pending.events.at(-1)?.type === "DELETED");
    expect(pending.events[0]?.type).toBe("ADDED");
    pending.close();
    simulator.world.controllers.remove("test", "passing", 1);
    clock.advance(MINUTE);
  });

  test("without a version begin with all there is", async () => {
    const seen = await watch("/api/v1/nodes?watch=1");
    await until(() => seen.events.length === 2);
    expect(seen.events.map(({ type }) => type)).toEqual(["ADDED", "ADDED"]);
    seen.close();
  });

  test("send bookmarks once a minute, to those who asked", async () => {
    const seen = await watch("/api/v1/namespaces?watch=true&allowWatchBookmarks=true&resourceVersion=4200000");
    const silent = await watch("/api/v1/namespaces?watch=true&resourceVersion=4200000");
    clock.advance(MINUTE + SECOND);
    await until(() => seen.events.length === 1);
    expect(seen.events[0]?.type).toBe("BOOKMARK");
    expect(silent.events).toEqual([]);
    seen.close();
    silent.close();
  });

  test("from a forgotten version end with an error of 410", async () => {
    const { body } = await get("/api/v1/events");
    newPod("forgotten");
    clock.advance(SECOND);
    simulator.world.handles.compact();
    const seen = await watch(`/api/v1/events?watch=true&resourceVersion=${body.metadata.resourceVersion}`);
    await until(seen.ended);
    expect(seen.events).toMatchObject([{ type: "ERROR", object: { code: 410, reason: "Expired" } }]);
  });

  test("end after the time that was asked for", async () => {
    const seen = await watch("/api/v1/nodes?watch=true&resourceVersion=4200000&timeoutSeconds=30");
    clock.advance(29 * SECOND);
    expect(seen.ended()).toBe(false);
    clock.advance(2 * SECOND);
    await until(seen.ended);
  });
});

describe("beside lists", () => {
  test("a node's kubelet is reached through the proxy", async () => {
    const name = simulator.nodes[0]?.name;
    const response = await fetch(`${simulator.apiserver.url}/api/v1/nodes/${name}/proxy/stats/summary`);
    const summary = (await response.json()) as { node: { nodeName: string } };
    expect(summary.node.nodeName).toBe(name);
    simulator.world.handles.setKubelet(name ?? "", false);
    const { status, body } = await get(`/api/v1/nodes/${name}/proxy/pods`);
    expect([status, body.reason]).toEqual([503, "ServiceUnavailable"]);
    simulator.world.handles.setKubelet(name ?? "", true);
  });

  test.each([
    ["authorization.k8s.io/v1/selfsubjectaccessreviews", { status: { allowed: true } }],
    ["authorization.k8s.io/v1/subjectaccessreviews", { status: { allowed: true } }],
    ["authorization.k8s.io/v1/selfsubjectrulesreviews", { status: { incomplete: false } }],
    ["authentication.k8s.io/v1/tokenreviews", { status: { authenticated: true } }],
  ])("%s are answered with yes", async (path, expected) => {
    const review = { kind: "Review", apiVersion: "v1", metadata: {}, spec: { user: "eva" } };
    const { status, body } = await get(`/apis/${path}`, { method: "POST", body: JSON.stringify(review) });
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...review, ...expected });
  });
});

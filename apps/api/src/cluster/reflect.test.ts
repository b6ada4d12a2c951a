import type { ServerResponse } from "node:http";
import { KubeConfig } from "@kubernetes/client-node";
import type { Node } from "@bayplan/shared";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { handClock } from "../fixtures/clock.ts";
import {
  isWatch,
  json,
  line,
  listOf,
  nodeObject,
  startFakeApiServer,
  type FakeApiServer,
} from "../fixtures/apiServer.ts";
import { until } from "../fixtures/until.ts";
import { projectNode } from "./projectNode.ts";
import { reflect, type Reflection, type ReflectOptions } from "./reflect.ts";

const log = pino({ level: "silent" });
let server: FakeApiServer;
let running: Reflection[] = [];

beforeEach(async () => {
  server = await startFakeApiServer();
});
afterEach(async () => {
  await Promise.all(running.map((reflection) => reflection.stop()));
  running = [];
  await server.stop();
});

/** What has been handed over, as names; a list starts it anew. */
const start = (options: Partial<ReflectOptions<Node>> = {}) => {
  const held = new Map<string, Node>();
  const counts = { lists: 0, faults: 0, restarts: 0 };
  const reflection = reflect<Node>({
    kubeConfig: server.kubeConfig,
    path: "/api/v1/nodes",
    purpose: "list and watch nodes",
    project: projectNode,
    clock: handClock(),
    log,
    firstWait: 5,
    ...options,
    handler: {
      replace: (nodes) => {
        counts.lists += 1;
        held.clear();
        for (const node of nodes) held.set(node.name, node);
      },
      upsert: (node) => void held.set(node.name, node),
      remove: (node) => void held.delete(node.name),
      changed: () => {},
      fault: () => {
        counts.faults += 1;
      },
      restarted: () => {
        counts.restarts += 1;
      },
      ...options.handler,
    },
  });
  running.push(reflection);
  return { reflection, held, counts };
};

const names = (held: Map<string, Node>): string[] => [...held.keys()].sort();

test("lists page by page, then follows the watch from the list's version", async () => {
  server.onList((url, response) =>
    url.searchParams.has("continue")
      ? json(response, listOf([nodeObject("b")], "7"))
      : json(response, listOf([nodeObject("a")], "7", "next")),
  );
  server.onWatch((_url, response) => {
    response.write(line("ADDED", nodeObject("c", "8")));
    response.write(line("DELETED", nodeObject("a", "9")));
  });
  const { held, reflection } = start();
  await until(() => expect(names(held)).toEqual(["b", "c"]));
  const [first, second] = server.requests;
  expect(first?.searchParams.get("limit")).toBe("500");
  expect(second?.searchParams.get("continue")).toBe("next");
  const watch = server.requests.find(isWatch);
  expect(watch?.searchParams.get("resourceVersion")).toBe("7");
  expect(watch?.searchParams.get("allowWatchBookmarks")).toBe("true");
  expect(reflection.source()).toMatchObject({ call: "watch /api/v1/nodes", state: "ok", message: "" });
  expect(JSON.stringify(held.get("b"))).not.toContain("secret");
});

test("a watch that is cut goes on from the last bookmark without a new list", async () => {
  server.onList((_url, response) => json(response, listOf([nodeObject("a")], "7")));
  let watches = 0;
  server.onWatch((_url, response) => {
    watches += 1;
    if (watches > 1) return void response.write(line("ADDED", nodeObject("b", "51")));
    response.write(line("BOOKMARK", { metadata: { resourceVersion: "50" } }), () => response.destroy());
  });
  const { held, counts, reflection } = start();
  await until(() => expect(names(held)).toEqual(["a", "b"]));
  expect(counts.lists).toBe(1);
  expect(server.requests.filter(isWatch)[1]?.searchParams.get("resourceVersion")).toBe("50");
  expect(reflection.source().state).toBe("ok");
});

test.each([
  [
    "as an event",
    (response: ServerResponse) =>
      void response.end(line("ERROR", { kind: "Status", code: 410, message: "too old resource version" })),
  ],
  ["as a status", (response: ServerResponse) => json(response, { code: 410 }, 410)],
])("an expired watch (410, %s) lists anew, and what is gone is gone", async (_how, expire) => {
  let lists = 0;
  server.onList((_url, response) => {
    lists += 1;
    json(
      response,
      listOf(
        lists === 1 ? [nodeObject("a"), nodeObject("gone")] : [nodeObject("a"), nodeObject("new")],
        String(lists * 100),
      ),
    );
  });
  server.onWatch((url, response) =>
    url.searchParams.get("resourceVersion") === "100" ? expire(response) : void response.flushHeaders(),
  );
  const { held, counts } = start();
  await until(() => expect(names(held)).toEqual(["a", "new"]));
  expect(counts).toMatchObject({ lists: 2, restarts: 1 });
});

test("lines that are no JSON, objects without a name and a handler that throws leave the watch running", async () => {
  server.onWatch((_url, response) => {
    response.write("<html>no JSON</html>\n");
    response.write(line("ADDED", { metadata: { resourceVersion: "3" } }));
    response.write(line("ADDED", nodeObject("throws", "4")));
    response.write(line("ADDED", nodeObject("after", "5")));
  });
  const seen: string[] = [];
  let faults = 0;
  const upsert = (node: Node): void => {
    if (node.name === "throws") throw new Error("a fault in the handler");
    seen.push(node.name);
  };
  start({
    handler: { replace: () => {}, remove: () => {}, changed: () => {}, fault: () => void (faults += 1), upsert },
  });
  await until(() => expect(seen).toEqual(["after"]));
  expect(faults).toBe(2);
  expect(server.requests.filter(isWatch)).toHaveLength(1);
});

test("a silent watch is called stale and taken up again", async () => {
  let watches = 0;
  server.onWatch((_url, response) => {
    watches += 1;
    response.writeHead(200).flushHeaders();
    if (watches === 2) response.write(line("ADDED", nodeObject("late", "101")));
  });
  const states: string[] = [];
  const held: string[] = [];
  const { reflection } = start({
    silence: 60,
    handler: {
      replace: () => {},
      remove: () => {},
      upsert: ({ name }) => void held.push(name),
      changed: () => void states.push(reflection.source().message),
    },
  });
  await until(() => expect(held).toEqual(["late"]));
  expect(states).toContain("The watch was silent for 0 s and is taken up again.");
});

test("a page that takes long is waited for", async () => {
  const release = Promise.withResolvers<void>();
  server.onList(async (_url, response) => {
    await release.promise;
    json(response, listOf([nodeObject("slow")]));
  });
  const { held, reflection } = start();
  await server.asked((url) => !isWatch(url));
  expect(reflection.listed()).toBe(false);
  expect(reflection.source()).toMatchObject({ state: "unreachable", message: "The API server has not answered yet." });
  release.resolve();
  await until(() => expect(names(held)).toEqual(["slow"]));
});

test.each([
  [401, "denied", /does not accept the kubeconfig's credentials/],
  [
    403,
    "denied",
    /refuses to let this user list and watch nodes \(no\)\. A ClusterRole grants it with \{apiGroups: \[""\], resources: \[nodes\]/,
  ],
  [500, "unreachable", /could not list and watch nodes: no/],
  [404, "unsupported", /cannot list and watch nodes/],
] as const)("a list answered with %i is %s, said in words, and asked again", async (status, state, message) => {
  server.onList((_url, response) => json(response, { kind: "Status", message: "no" }, status));
  const { reflection } = start();
  await until(() => expect(reflection.source().state === state && reflection.source().message).toMatch(message));
  expect(reflection.failed()).toBe(true);
  server.onList((_url, response) => json(response, listOf([])));
  await until(() => expect(reflection.source().state).toBe("ok"));
});

test.each([
  ["no JSON", "<html>", /not JSON but begins with/],
  ["no list", `{"kind":"Nothing"}`, /no list of the Kubernetes API/],
])("an answer that is %s is said to be that", async (_what, body, message) => {
  server.onList((_url, response) => void response.end(body));
  const { reflection } = start();
  await until(() => expect(reflection.source().message).toMatch(message));
});

test("a server that cannot be reached is said to be that, and tried again", async () => {
  const gone = await startFakeApiServer();
  await gone.stop();
  const { reflection } = start({ kubeConfig: gone.kubeConfig });
  await until(() => expect(reflection.source().message).toMatch(/cannot be reached \(.*ECONNREFUSED.*\): check/));
  expect(reflection.source()).toMatchObject({ call: "list /api/v1/nodes", state: "unreachable", heardAt: null });
});

test("plain HTTP that the kubeconfig does not name as meant is said to be that", async () => {
  const url = server.kubeConfig.getCurrentCluster()?.server ?? "";
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromOptions({
    clusters: [{ name: "plain", server: url, skipTLSVerify: false }],
    users: [{ name: "tester" }],
    contexts: [{ name: "test", cluster: "plain", user: "tester" }],
    currentContext: "test",
  });
  const { reflection } = start({ kubeConfig });
  await until(() =>
    expect(reflection.source().message).toMatch(
      /^The kubeconfig's server is http:\/\/127\.0\.0\.1:\d+, plain HTTP.*its cluster plain an https address or insecure-skip-tls-verify: true/,
    ),
  );
  expect(server.requests).toEqual([]);
});

test("waits between tries grow and differ", async () => {
  const { createBackOff } = await import("./backOff.ts");
  const backOff = createBackOff(100, 1_000, () => 0.5);
  expect([1, 2, 3, 4, 5, 6].map(() => backOff.next())).toEqual([75, 150, 300, 600, 750, 750]);
  backOff.reset();
  expect(backOff.next()).toBe(75);
  expect(createBackOff(100, 1_000, () => 0).next()).not.toBe(createBackOff(100, 1_000, () => 0.9).next());
});

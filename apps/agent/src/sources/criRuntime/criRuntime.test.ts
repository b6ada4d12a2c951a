import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { status } from "@grpc/grpc-js";
import { ContainerState, PodSandboxState } from "@bayplan/protocols/runtime";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createAskedAgent, type AskedAgent } from "../../../test/agents.ts";
import {
  containerOf,
  eventOf,
  grpcError,
  sandboxOf,
  startFakeRuntime,
  statusOf,
  type FakeRuntime,
} from "../../../test/fakeRuntime.ts";
import { CONTAINER_EVENTS, LIST_CONTAINERS, LIST_SANDBOXES, RUNTIME_VERSION } from "./calls.ts";

const { CONTAINER_CREATED, CONTAINER_RUNNING, CONTAINER_EXITED } = ContainerState;
let folder: string;
let runtime: FakeRuntime;
let asked: AskedAgent;

beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "bayplan-cri-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  runtime = await startFakeRuntime(folder);
  asked = createAskedAgent({ runtimeEndpoint: `unix://${runtime.socket}` });
});
afterEach(async () => {
  await asked.agent.stop();
  runtime.stop();
});

const containers = async () => {
  await asked.agent.flush();
  return asked.collector.all("container").map(({ id, state, exitCode }) => [id, state, exitCode]);
};
const moves = () => asked.collector.transitions.map(({ containerId, to, exitCode }) => [containerId, to, exitCode]);

describe("lists", () => {
  test("what is new in a list is told with its status, and asked for once", async () => {
    runtime.sandboxes = [sandboxOf("sandbox")];
    runtime.containers = [containerOf("a"), containerOf("b", CONTAINER_EXITED, 3)];
    runtime.exitCodes.set("b", 137);
    for (let round = 0; round < 2; round += 1) {
      await asked.ask(LIST_SANDBOXES);
      await asked.ask(LIST_CONTAINERS);
    }
    expect(asked.collector.get("container", "b")).toMatchObject({
      state: "Exited",
      exitCode: 137,
      reason: "Error",
      attempt: 3,
      image: "docker.io/lab/busybox:1",
      startedAt: "2026-11-21T10:35:57.000000002Z",
      finishedAt: "2026-11-21T10:35:57.000000003Z",
      stopSignal: "SIGINT",
    });
    expect(asked.collector.get("sandbox", "sandbox")).toMatchObject({
      state: "Ready",
      ip: "10.0.0.7",
      namespaces: { network: "POD", pid: "CONTAINER", ipc: "POD" },
    });
    expect(runtime.asked.filter((call) => call === "ContainerStatus")).toHaveLength(2);
    expect(JSON.stringify(asked.collector.reports)).not.toContain("secret");
  });

  test("a change is one change with its exit code, and what is no longer listed is removed", async () => {
    runtime.containers = [containerOf("a")];
    await asked.ask(LIST_CONTAINERS);
    runtime.containers = [containerOf("a", CONTAINER_EXITED)];
    runtime.exitCodes.set("a", 3);
    await asked.ask(LIST_CONTAINERS);
    expect(moves().filter(([, to]) => to === "Exited")).toEqual([["a", "Exited", 3]]);
    runtime.containers = [];
    await asked.ask(LIST_CONTAINERS);
    expect(await containers()).toEqual([]);
    expect(moves().at(-1)).toEqual(["a", "Removed", undefined]);
  });

  test("a list is believed where statuses are not to be had, and both calls say how they fare", async () => {
    runtime.containers = [containerOf("a", CONTAINER_EXITED)];
    runtime.before = (method) => {
      if (method === "ContainerStatus") throw grpcError(status.INTERNAL, "broken");
    };
    expect(await asked.ask(LIST_CONTAINERS)).toMatchObject({ state: "ok" });
    expect(await containers()).toEqual([["a", "Exited", undefined]]);
    const call = "runtime.v1.RuntimeService/ContainerStatus";
    expect(asked.collector.get("source", `cri ${call}`)).toMatchObject({
      state: "unreachable",
      message: expect.stringContaining("broken"),
    });

    runtime.before = () => {};
    runtime.exitCodes.set("a", 9);
    await asked.agent.refresh(`${call} a`);
    expect(await containers()).toEqual([["a", "Exited", 9]]);
    expect(asked.collector.get("source", `cri ${call}`)).toMatchObject({ state: "ok" });
  });

  test("one that vanished between list and status is no failure", async () => {
    runtime.containers = [containerOf("a")];
    runtime.before = (method) => {
      if (method === "ContainerStatus") runtime.containers = [];
    };
    expect(await asked.ask(LIST_CONTAINERS)).toMatchObject({ state: "ok" });
    expect(asked.collector.get("source", "cri runtime.v1.RuntimeService/ContainerStatus")).toMatchObject({
      state: "ok",
    });
  });
});

describe("events", () => {
  const container = containerOf("a");

  test("each one's state is kept, however short it was", async () => {
    await asked.agent.refresh(CONTAINER_EVENTS);
    const [stream] = runtime.subscribers;
    stream?.write(eventOf("created", "a", [statusOf(container, CONTAINER_CREATED)]));
    stream?.write(eventOf("started", "a", [statusOf(container, CONTAINER_RUNNING)]));
    stream?.write(eventOf("stopped", "a", [statusOf(container, CONTAINER_EXITED, 1)]));
    stream?.write(eventOf("deleted", "a", [statusOf(container, CONTAINER_EXITED, 1)]));
    await asked.agent.answered(CONTAINER_EVENTS, 4);
    expect(await containers()).toEqual([]);
    expect(moves().filter(([id]) => id === "a")).toEqual([
      ["a", "Created", undefined],
      ["a", "Running", undefined],
      ["a", "Exited", 1],
      ["a", "Removed", undefined],
    ]);
    expect(asked.collector.get("sandbox", "sandbox")?.state).toBe("Ready");
  });

  test("a list asked before an event does not undo what the event said", async () => {
    await asked.agent.refresh(CONTAINER_EVENTS);
    const [stream] = runtime.subscribers;
    runtime.containers = [containerOf("old"), containerOf("a")];
    await asked.ask(LIST_CONTAINERS);

    let events = 0;
    runtime.before = async (method) => {
      if (method !== "ListContainers") return;
      stream?.write(eventOf("deleted", "old", []));
      stream?.write(eventOf("stopped", "a", [statusOf(container, CONTAINER_EXITED, 1)]));
      stream?.write(eventOf("created", "new", [statusOf(containerOf("new"), CONTAINER_CREATED)]));
      await asked.agent.answered(CONTAINER_EVENTS, (events += 3));
    };
    await asked.ask(LIST_CONTAINERS);
    expect((await containers()).toSorted()).toEqual([
      ["a", "Exited", 1],
      ["new", "Created", undefined],
    ]);
    expect(
      moves()
        .filter(([id]) => id === "old")
        .map(([, to]) => to),
    ).toEqual(["Created", "Running", "Removed"]);
  });

  test("a sandbox's end comes with its own events", async () => {
    await asked.agent.refresh(CONTAINER_EVENTS);
    const [stream] = runtime.subscribers;
    const ended = eventOf("stopped", "sandbox", []);
    stream?.write(eventOf("started", "sandbox", []));
    stream?.write({
      ...ended,
      podSandboxStatus: ended.podSandboxStatus && {
        ...ended.podSandboxStatus,
        state: PodSandboxState.SANDBOX_NOTREADY,
      },
    });
    await asked.agent.answered(CONTAINER_EVENTS, 2);
    await asked.agent.flush();
    expect(asked.collector.get("sandbox", "sandbox")?.state).toBe("NotReady");
    stream?.write({ ...eventOf("deleted", "sandbox", []), podSandboxStatus: undefined });
    await asked.agent.answered(CONTAINER_EVENTS, 3);
    await asked.agent.flush();
    expect(asked.collector.all("sandbox")).toEqual([]);
  });

  test.each([
    [
      "containerd",
      "1.7.27-k3s1",
      "containerd 1.7.27-k3s1 has no event stream that may be shared: its lists are read every 5 s instead.",
    ],
    ["containerd", "1.6.20", "its lists are read every 5 s instead"],
    ["docker", "27.0.0", "its lists are read every 5 s instead"],
  ])("%s %s is polled, not subscribed to", async (name, version, message) => {
    Object.assign(runtime, { name, version });
    expect(await asked.ask(CONTAINER_EVENTS)).toMatchObject({
      state: "unsupported",
      message: expect.stringContaining(message),
    });
    expect(runtime.asked).not.toContain("GetContainerEvents");
    await asked.ask(LIST_CONTAINERS);
    expect(asked.collector.get("source", `cri ${LIST_CONTAINERS}`)?.interval).toBe(5_000);
  });

  test("CRI-O is subscribed to; a stream that ends at once with OK is switched off", async () => {
    Object.assign(runtime, { name: "cri-o", version: "1.34.0" });
    runtime.onSubscribe = (stream) => void stream.end();
    expect(await asked.ask(CONTAINER_EVENTS)).toMatchObject({
      state: "unsupported",
      message: expect.stringContaining("enable_pod_events"),
    });
  });

  test("a runtime without the call is polled", async () => {
    runtime.onSubscribe = (stream) => void stream.emit("error", grpcError(status.UNIMPLEMENTED, "unknown method"));
    expect(await asked.ask(CONTAINER_EVENTS)).toMatchObject({
      state: "unsupported",
      message: expect.stringContaining("has no event stream"),
    });
  });

  test("a stream that breaks later is unreachable until it is subscribed to again", async () => {
    runtime.onSubscribe = (stream) => void stream.write(eventOf("started", "a", []));
    expect(await asked.ask(CONTAINER_EVENTS)).toMatchObject({ state: "ok" });
    const state = () => asked.collector.get("source", `cri ${CONTAINER_EVENTS}`)?.state;
    for (const stream of runtime.subscribers) stream.end();
    runtime.subscribers.clear();
    await vi.waitFor(
      async () => {
        await asked.agent.flush();
        expect(state()).toBe("unreachable");
      },
      { timeout: 30_000 },
    );
    expect(await asked.ask(CONTAINER_EVENTS)).toMatchObject({ state: "ok", message: "" });
    expect(runtime.subscribers.size).toBe(1);
  });

  test("a runtime that dies is known to be gone long before its lists are due", { timeout: 20_000 }, async () => {
    const { agent, collector } = createAskedAgent({ runtimeEndpoint: `unix://${runtime.socket}`, scheduled: true });
    const state = (call: string) => collector.get("source", `cri ${call}`)?.state;
    try {
      await collector.until(() => state(CONTAINER_EVENTS) === "ok");
      // The second is the one that the subscription asks for; the next would come after 20 s.
      const lists = () => runtime.asked.filter((method) => method === "ListContainers").length;
      await vi.waitFor(() => expect(lists()).toBe(2), { timeout: 10_000 });
      runtime.stop();
      await collector.until(() => state(LIST_CONTAINERS) === "unreachable" && state(LIST_SANDBOXES) === "unreachable");
    } finally {
      await agent.stop();
    }
  });
});

describe("failures", () => {
  test.each([
    [status.UNIMPLEMENTED, "unknown method RuntimeConfig", "unsupported", "has no such call"],
    [status.PERMISSION_DENIED, "not you", "denied", "not you"],
    [status.UNKNOWN, "failed to list", "unreachable", "failed to list"],
    [status.RESOURCE_EXHAUSTED, "rate limit", "unreachable", "too many calls"],
  ])("code %i (%s) is %s", async (code, details, state, message) => {
    runtime.before = () => {
      throw grpcError(code, details);
    };
    expect(await asked.ask(LIST_CONTAINERS)).toMatchObject({ state, message: expect.stringContaining(message) });
  });

  test("statuses are not called ok where there is none to ask and nobody to answer", async () => {
    const call = "runtime.v1.RuntimeService/PodSandboxStatus";
    expect(await asked.ask(call)).toMatchObject({ state: "ok" });
    runtime.stop();
    expect(await asked.ask(call)).toMatchObject({ state: "unreachable" });
  });

  test("the runtime itself is told of as far as it answers", async () => {
    runtime.before = (method) => {
      if (method === "RuntimeConfig") throw grpcError(status.UNIMPLEMENTED, "unknown");
    };
    await asked.ask(RUNTIME_VERSION);
    await asked.ask("runtime.v1.RuntimeService/Status");
    await asked.ask("runtime.v1.RuntimeService/RuntimeConfig");
    expect(asked.collector.get("runtime", "runtime")).toEqual({
      kind: "runtime",
      id: "runtime",
      name: "containerd",
      version: "2.1.9",
      apiVersion: "v1",
      endpoint: `unix://${runtime.socket}`,
      conditions: [{ type: "RuntimeReady", status: "True" }],
      handlers: [],
    });
  });

  test("a runtime that restarts is found again on the same socket", async () => {
    expect(await asked.ask(RUNTIME_VERSION)).toMatchObject({ state: "ok" });
    runtime.stop();
    expect(await asked.ask(RUNTIME_VERSION)).toMatchObject({ state: "unreachable" });
    runtime = await startFakeRuntime(folder, runtime.socket);
    let state = "";
    while (state !== "ok") {
      await setImmediate();
      ({ state } = await asked.ask(RUNTIME_VERSION));
    }
  });
});

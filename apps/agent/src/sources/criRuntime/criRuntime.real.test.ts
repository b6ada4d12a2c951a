import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isCi } from "../../../../../scripts/config.ts";
import { CONTAINERD_KINDS, realParts } from "../../../../../scripts/realParts.ts";
import { createCollector, type Collector } from "../../../test/collector.ts";
import { startContainerd, type RealContainerd } from "../../../test/containerd.ts";
import { createLog } from "../../../test/log.ts";
import { machineClock } from "../../../test/machineClock.ts";
import { createPodRunner, SECRET, type PodRunner } from "../../../test/pods.ts";
import { startAgent, type Agent } from "../../index.ts";
import { LIST_CONTAINERS, LIST_SANDBOXES } from "./calls.ts";

const real = realParts();
if ("missing" in real) {
  if (isCi()) throw new Error(`The tests against a real containerd cannot run: ${real.missing}`);
  process.stderr.write(`\nSKIPPED: the tests against a real containerd. ${real.missing}\n\n`);
}

const EVENTS = "cri runtime.v1.RuntimeService/GetContainerEvents";

describe.skipIf("missing" in real).each(CONTAINERD_KINDS)("containerd (%s)", { timeout: 60_000 }, (kind) => {
  let containerd: RealContainerd;
  let pods: PodRunner;
  let agent: Agent;
  let collector: Collector;

  const state = (call: string) => collector.get("source", call);
  const moves = (id: string) =>
    collector.transitions.filter(({ containerId }) => containerId === id).map(({ to }) => to);

  beforeAll(async () => {
    if ("missing" in real) return;
    containerd = await startContainerd(kind, real.parts);
    pods = createPodRunner(containerd.socket);
    collector = createCollector();
    agent = startAgent({
      node: "real",
      reporters: [collector],
      kubelet: null,
      runtimeEndpoint: `unix://${containerd.socket}`,
      podResourcesEndpoint: null,
      numaFolder: null,
      clock: machineClock,
      log: createLog(),
      // Where the runtime has no events its lists are read often enough for a test.
      intervals: kind === "newest" ? {} : { [LIST_CONTAINERS]: 300, [LIST_SANDBOXES]: 300 },
    });
  }, 120_000);

  afterAll(async () => {
    await pods?.clear();
    pods?.close();
    await agent?.stop();
    await containerd?.stop();
  }, 60_000);

  test("tells of the runtime itself, and how each call fares", async () => {
    const runtime = await collector.until(() => collector.get("runtime", "runtime"));
    expect(runtime).toMatchObject({ name: "containerd", apiVersion: "v1", endpoint: `unix://${containerd.socket}` });
    expect(runtime.version).toMatch(kind === "newest" ? /^v?2\./ : /^v?1\.6\./);
    expect(runtime.conditions).toContainEqual(expect.objectContaining({ type: "RuntimeReady", status: "True" }));
    expect(collector.all("image").map(({ tags }) => tags[0])).toContain("docker.io/lab/busybox:1");
    expect(collector.all("imageFileSystem").every(({ mountpoint }) => mountpoint !== "")).toBe(true);

    const events = await collector.until(() => state(EVENTS));
    const config = state("cri runtime.v1.RuntimeService/RuntimeConfig");
    if (kind === "newest") {
      expect(events).toMatchObject({ state: "ok", message: "" });
      expect(config).toMatchObject({ state: "ok" });
      expect(runtime.cgroupDriver).toBe("cgroupfs");
    } else {
      expect(events).toMatchObject({ state: "unsupported" });
      expect(events.message).toMatch(/read every 5 s instead/);
      expect(config).toMatchObject({ state: "unsupported" });
    }
    for (const call of [
      "Version",
      "Status",
      "ListPodSandbox",
      "ListContainers",
      "ListContainerStats",
      "ListPodSandboxStats",
    ]) {
      expect(state(`cri runtime.v1.RuntimeService/${call}`), call).toMatchObject({ state: "ok", message: "" });
    }
  });

  test("shows a pod's sandbox and containers with what their statuses say, and no secret", async () => {
    const sandbox = await pods.runSandbox("web");
    const running = await pods.createContainer(sandbox, { pod: "web", name: "main", script: "sleep 1000" });
    await pods.start(running);
    const failing = await pods.createContainer(sandbox, { pod: "web", name: "job", attempt: 2, script: "exit 3" });
    await pods.start(failing);

    const exited = await collector.until(
      () => [collector.get("container", failing)].find((found) => found?.state === "Exited"),
      15_000,
    );
    expect(exited).toMatchObject({
      name: "job",
      attempt: 2,
      exitCode: 3,
      reason: "Error",
      pod: "web",
      namespace: "test",
      podUid: "uid-web",
      sandboxId: sandbox,
    });
    expect(exited.finishedAt).toMatch(/\.\d{9}Z$/);
    const main = await collector.until(() =>
      [collector.get("container", running)].find((found) => found?.state === "Running"),
    );
    expect(main).toMatchObject({
      name: "main",
      image: "docker.io/lab/busybox:1",
      sandboxId: sandbox,
      resources: { oomScoreAdj: expect.any(Number) },
    });
    expect(collector.get("sandbox", sandbox)).toMatchObject({
      pod: "web",
      namespace: "test",
      podUid: "uid-web",
      state: "Ready",
      namespaces: { network: "NODE" },
    });
    expect(moves(failing).filter((to) => to === "Exited")).toHaveLength(1);
    expect(JSON.stringify(collector.reports)).not.toContain(SECRET);
  });

  test("sees a container stop and go, and its sandbox after it", async () => {
    const sandbox = await pods.runSandbox("short");
    const container = await pods.createContainer(sandbox, { pod: "short", name: "main", script: "sleep 1000" });
    await pods.start(container);
    await collector.until(() => collector.get("container", container)?.state === "Running", 15_000);
    await pods.stopContainer(container);
    await collector.until(() => collector.get("container", container)?.state === "Exited", 15_000);
    await pods.removeContainer(container);
    await collector.until(() => !collector.get("container", container), 15_000);
    await pods.stopSandbox(sandbox);
    await collector.until(() => collector.get("sandbox", sandbox)?.state === "NotReady", 15_000);
    await pods.removeSandbox(sandbox);
    await collector.until(() => !collector.get("sandbox", sandbox), 15_000);
    expect(new Set(moves(container))).toEqual(new Set(["Created", "Running", "Exited", "Removed"]));
  });

  test.runIf(kind === "newest")("loses no state of containers that live for a moment", async () => {
    const sandbox = await pods.runSandbox("loop");
    const lived: string[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const container = await pods.createContainer(sandbox, { pod: "loop", name: "crash", attempt, script: "exit 1" });
      await pods.start(container);
      await collector.until(() => moves(container).includes("Exited"));
      await pods.removeContainer(container);
      lived.push(container);
    }
    await collector.until(() => moves(lived.at(-1) ?? "").includes("Removed"));
    for (const container of lived)
      expect(new Set(moves(container))).toEqual(new Set(["Created", "Running", "Exited", "Removed"]));
  });

  test("says that the runtime is gone, keeps what it knew, and goes on when it is back", async () => {
    const sandbox = await pods.runSandbox("survivor");
    const container = await pods.createContainer(sandbox, { pod: "survivor", name: "main", script: "sleep 1000" });
    await pods.start(container);
    await collector.until(() => collector.get("container", container)?.state === "Running", 15_000);

    await containerd.kill();
    const lost = await collector.until(
      () => [state("cri runtime.v1.RuntimeService/ListContainers")].find((found) => found?.state === "unreachable"),
      15_000,
    );
    expect(lost.message).toContain(containerd.socket);
    expect(collector.get("container", container)?.state).toBe("Running");

    await containerd.start();
    await collector.until(() => state("cri runtime.v1.RuntimeService/ListContainers")?.state === "ok", 30_000);
    await collector.until(() => state(EVENTS)?.state === (kind === "newest" ? "ok" : "unsupported"), 30_000);
    await pods.stopContainer(container);
    await collector.until(() => collector.get("container", container)?.state === "Exited", 15_000);
  });
});

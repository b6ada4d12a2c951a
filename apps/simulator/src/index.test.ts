import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startTestSimulator } from "./testSimulator.ts";

test("the demo listens on every socket it names, and leaves nothing behind", async () => {
  const { simulator } = await startTestSimulator({ scenario: "demo", nodes: 14 });
  const sockets = simulator.nodes.flatMap(({ runtimeSocket, podResourcesSocket }) =>
    [runtimeSocket, podResourcesSocket].filter((socket) => socket !== null),
  );
  expect(sockets.filter((socket) => !existsSync(socket))).toEqual([]);
  await simulator.stop();
  expect(sockets.filter((socket) => existsSync(socket))).toEqual([]);
  await expect(fetch(simulator.apiserver.url)).rejects.toThrow("fetch failed");
});

test("a large world has all its pods", async () => {
  const { simulator } = await startTestSimulator({ nodes: 100, podsPerNode: 30 });
  expect(simulator.world.pods.size()).toBe(3_000);
  await simulator.stop();
});

test("removes the sockets of one that was killed, and not those of another that runs", async () => {
  const { simulator: running } = await startTestSimulator({ nodes: 1 });
  const left = mkdtempSync(join(tmpdir(), "bayplan-sockets-"));
  const listen = `require("node:net").createServer().listen("${join(left, "0.cri")}", () => process.kill(process.pid, "SIGKILL"))`;
  expect(spawnSync(process.execPath, ["-e", listen]).signal).toBe("SIGKILL");
  expect(existsSync(join(left, "0.cri"))).toBe(true);
  const { simulator } = await startTestSimulator({ nodes: 1 });
  expect(existsSync(left)).toBe(false);
  expect(existsSync(running.nodes[0]?.runtimeSocket ?? "")).toBe(true);
  await Promise.all([running.stop(), simulator.stop()]);
});

test("a folder with too long a path is refused with the reason", async () => {
  const folder = mkdtempSync(join(tmpdir(), "long-".repeat(22)));
  await expect(startTestSimulator({ directory: folder })).rejects.toThrow("a socket's may have 107 bytes");
  rmSync(folder, { recursive: true });
});

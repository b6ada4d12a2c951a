import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  ContainerState,
  ContainerStatusResponse,
  ListContainersResponse,
  ListPodSandboxResponse,
  PodSandboxState,
  VersionResponse,
} from "./runtime.ts";

/** Answers of a real containerd 2.1 as they came over its socket. */
const recorded = JSON.parse(
  readFileSync(join(import.meta.dirname, "../fixtures/containerd-2.1.json"), "utf8"),
) as Record<"listContainers" | "containerStatus" | "listPodSandbox" | "version", string>;
const bytes = (call: keyof typeof recorded): Buffer => Buffer.from(recorded[call], "base64");

test("a runtime's version is read", () => {
  expect(VersionResponse.decode(bytes("version"))).toEqual({
    version: "0.1.0",
    runtimeName: "containerd",
    runtimeVersion: "2.1.9+unknown",
    runtimeApiVersion: "v1",
  });
});

test("a list of containers is read", () => {
  const { containers } = ListContainersResponse.decode(bytes("listContainers"));
  expect(containers).toHaveLength(1);
  expect(containers[0]).toMatchObject({
    podSandboxId: "9e7facb5da210366bfc2e04e6e1c39163c4cc1dc1d22a56f9e4b47879dba3c2d",
    metadata: { name: "job", attempt: 2 },
    state: ContainerState.CONTAINER_EXITED,
    labels: { "io.kubernetes.pod.name": "web", "io.kubernetes.container.name": "job" },
    annotations: { "io.kubernetes.container.restartCount": "2" },
  });
});

test("a container's status is read, its moments to the nanosecond", () => {
  const { status } = ContainerStatusResponse.decode(bytes("containerStatus"));
  expect(status).toMatchObject({
    exitCode: 3,
    reason: "Error",
    image: { image: "docker.io/lab/busybox:1" },
    logPath: "/tmp/job-2.log",
  });
  const { createdAt = 0n, startedAt = 0n, finishedAt = 0n } = status ?? {};
  expect(createdAt).toBeGreaterThan(1_700_000_000_000_000_000n);
  expect(startedAt).toBeGreaterThan(createdAt);
  // A container that ends at once can have ended before the runtime noted its start.
  expect(finishedAt - createdAt).toBeGreaterThan(0n);
});

test("a list of sandboxes is read, and written again says the same", () => {
  const list = ListPodSandboxResponse.decode(bytes("listPodSandbox"));
  expect(list.items).toEqual([
    expect.objectContaining({
      metadata: { name: "web", uid: "uid-web", namespace: "test", attempt: 0 },
      state: PodSandboxState.SANDBOX_READY,
    }),
  ]);
  expect(ListPodSandboxResponse.decode(ListPodSandboxResponse.encode(list).finish())).toEqual(list);
});

import type { ContainerStatus, Pod } from "../src/model/pod.ts";
import type { RuntimeContainer, Sandbox } from "../src/model/runtime.ts";

/** A pod `shop/web` with one container `main`, changed as asked. */
export const aPod = (changes: Partial<Pod> = {}): Pod => ({
  kind: "pod",
  id: "uid-1",
  namespace: "shop",
  name: "web",
  labels: {},
  createdAt: "2026-11-21T10:00:00Z",
  spec: { containers: [{ name: "main", image: "web:1" }] },
  status: { phase: "Running" },
  ...changes,
});

export const aStatus = (changes: Partial<ContainerStatus> = {}): ContainerStatus => ({
  name: "main",
  state: {},
  lastState: {},
  ready: false,
  restartCount: 0,
  image: "web:1",
  imageID: "sha256:1",
  ...changes,
});

export const aSandbox = (changes: Partial<Sandbox> = {}): Sandbox => ({
  kind: "sandbox",
  id: "s1",
  namespace: "shop",
  pod: "web",
  podUid: "uid-1",
  attempt: 0,
  state: "Ready",
  createdAt: "2026-11-21T10:00:01.000000001Z",
  runtimeHandler: "",
  ...changes,
});

export const aContainer = (changes: Partial<RuntimeContainer> = {}): RuntimeContainer => ({
  kind: "container",
  id: "c1",
  namespace: "shop",
  pod: "web",
  podUid: "uid-1",
  name: "main",
  sandboxId: "s1",
  attempt: 0,
  state: "Running",
  image: "web:1",
  imageRef: "sha256:1",
  createdAt: "2026-11-21T10:00:02.200000002Z",
  startedAt: "2026-11-21T10:00:02.800000003Z",
  ...changes,
});

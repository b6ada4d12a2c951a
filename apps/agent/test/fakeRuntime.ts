import { rmSync } from "node:fs";
import { join } from "node:path";
import { Server, ServerCredentials, status, type ServerWritableStream, type UntypedHandleCall } from "@grpc/grpc-js";
import {
  ContainerEventType,
  ContainerState,
  ImageServiceService,
  NamespaceMode,
  PodSandboxState,
  RuntimeServiceService,
  Signal,
  type Container,
  type ContainerEventResponse,
  type ContainerStatus,
  type PodSandbox,
  type PodSandboxStatus,
} from "@bayplan/protocols/runtime";

type Stream = ServerWritableStream<object, ContainerEventResponse>;

/** A small runtime on a unix socket: what it holds and how each call behaves is the test's to say. */
export interface FakeRuntime {
  socket: string;
  name: string;
  version: string;
  containers: Container[];
  sandboxes: PodSandbox[];
  exitCodes: Map<string, number>;
  /** The calls that were made, by method. */
  readonly asked: string[];
  /** Runs before a call is answered; what it throws is the answer. */
  before: (method: string) => void | Promise<void>;
  onSubscribe: (stream: Stream) => void;
  readonly subscribers: Set<Stream>;
  stop(): void;
}

export const grpcError = (code: status, details: string): Error => Object.assign(new Error(details), { code, details });

export async function startFakeRuntime(
  folder: string,
  socket = join(folder, `r${Math.random().toString(36).slice(2, 8)}.sock`),
): Promise<FakeRuntime> {
  const server = new Server();
  const fake: FakeRuntime = {
    socket,
    name: "containerd",
    version: "2.1.9",
    containers: [],
    sandboxes: [],
    exitCodes: new Map(),
    asked: [],
    before: () => {},
    onSubscribe: () => {},
    subscribers: new Set(),
    stop() {
      server.forceShutdown();
      rmSync(socket, { force: true });
    },
  };

  const unary =
    (method: string, answer: (request: Record<string, string>) => object): UntypedHandleCall =>
    async (call: { request: Record<string, string> }, callback: (error: Error | null, answer?: object) => void) => {
      fake.asked.push(method);
      try {
        await fake.before(method);
        callback(null, answer(call.request));
      } catch (error) {
        callback(error as Error);
      }
    };
  const found = <Item extends { id: string }>(items: Item[], id: string | undefined): Item => {
    const item = items.find((one) => one.id === id);
    if (!item) throw grpcError(status.NOT_FOUND, `no ${id}`);
    return item;
  };

  server.addService(RuntimeServiceService, {
    version: unary("Version", () => ({
      version: "0.1.0",
      runtimeName: fake.name,
      runtimeVersion: fake.version,
      runtimeApiVersion: "v1",
    })),
    status: unary("Status", () => ({
      status: { conditions: [{ type: "RuntimeReady", status: true, reason: "", message: "" }] },
      runtimeHandlers: [],
      features: undefined,
    })),
    runtimeConfig: unary("RuntimeConfig", () => ({ linux: { cgroupDriver: 0 } })),
    listPodSandbox: unary("ListPodSandbox", () => ({ items: fake.sandboxes })),
    podSandboxStatus: unary("PodSandboxStatus", ({ podSandboxId }) => ({
      status: sandboxStatusOf(found(fake.sandboxes, podSandboxId)),
      containersStatuses: [],
      timestamp: 0n,
    })),
    listContainers: unary("ListContainers", () => ({ containers: fake.containers })),
    containerStatus: unary("ContainerStatus", ({ containerId }) => {
      const container = found(fake.containers, containerId);
      return { status: statusOf(container, container.state, fake.exitCodes.get(container.id)) };
    }),
    listContainerStats: unary("ListContainerStats", () => ({ stats: [] })),
    listPodSandboxStats: unary("ListPodSandboxStats", () => ({ stats: [] })),
    getContainerEvents: (stream: Stream) => {
      fake.asked.push("GetContainerEvents");
      fake.subscribers.add(stream);
      stream.on("cancelled", () => fake.subscribers.delete(stream));
      fake.onSubscribe(stream);
    },
  });
  server.addService(ImageServiceService, {
    listImages: unary("ListImages", () => ({ images: [] })),
    imageFsInfo: unary("ImageFsInfo", () => ({ imageFilesystems: [], containerFilesystems: [] })),
  });
  await new Promise<void>((resolve, reject) =>
    server.bindAsync(`unix://${socket}`, ServerCredentials.createInsecure(), (error) =>
      error ? reject(error) : resolve(),
    ),
  );
  return fake;
}

const CREATED = 1_795_257_357_000_000_001n;

export const containerOf = (
  id: string,
  state: ContainerState = ContainerState.CONTAINER_RUNNING,
  attempt = 0,
): Container => ({
  id,
  podSandboxId: "sandbox",
  metadata: { name: "main", attempt },
  image: { image: "sha256:abc", userSpecifiedImage: "docker.io/lab/busybox:1" },
  imageRef: "sha256:abc",
  state,
  createdAt: CREATED,
  labels: {
    "io.kubernetes.pod.name": "web",
    "io.kubernetes.pod.namespace": "test",
    "io.kubernetes.pod.uid": "uid-web",
    "io.kubernetes.container.name": "main",
  },
  annotations: { "io.kubernetes.container.restartCount": String(attempt), secret: "secret" },
  imageId: "",
});

export const statusOf = (container: Container, state: ContainerState, exitCode = 0): ContainerStatus => ({
  ...container,
  state,
  image: { image: "docker.io/lab/busybox:1", userSpecifiedImage: "" },
  startedAt: state === ContainerState.CONTAINER_CREATED ? 0n : CREATED + 1n,
  finishedAt: state === ContainerState.CONTAINER_EXITED ? CREATED + 2n : 0n,
  exitCode,
  reason: state === ContainerState.CONTAINER_EXITED ? "Error" : "",
  message: "",
  logPath: "/var/log/pods/web/main/0.log",
  resources: undefined,
  stopSignal: Signal.SIGNAL_SIGINT,
});

export const sandboxOf = (id: string, state: PodSandboxState = PodSandboxState.SANDBOX_READY): PodSandbox => ({
  id,
  metadata: { name: "web", uid: "uid-web", namespace: "test", attempt: 0 },
  state,
  createdAt: CREATED,
  labels: {},
  annotations: { "kubectl.kubernetes.io/last-applied-configuration": "secret" },
  runtimeHandler: "runc",
});

const sandboxStatusOf = (sandbox: PodSandbox): PodSandboxStatus => ({
  ...sandbox,
  network: { ip: "10.0.0.7", additionalIps: [] },
  linux: {
    namespaces: {
      options: {
        network: NamespaceMode.POD,
        pid: NamespaceMode.CONTAINER,
        ipc: NamespaceMode.POD,
        targetId: "",
        usernsOptions: undefined,
      },
    },
  },
});

export const eventOf = (
  type: keyof typeof EVENT_TYPES,
  subject: string,
  statuses: ContainerStatus[],
): ContainerEventResponse => ({
  containerId: subject,
  containerEventType: EVENT_TYPES[type],
  createdAt: CREATED + 5n,
  podSandboxStatus: sandboxStatusOf(sandboxOf("sandbox")),
  containersStatuses: statuses,
});

const EVENT_TYPES = {
  created: ContainerEventType.CONTAINER_CREATED_EVENT,
  started: ContainerEventType.CONTAINER_STARTED_EVENT,
  stopped: ContainerEventType.CONTAINER_STOPPED_EVENT,
  deleted: ContainerEventType.CONTAINER_DELETED_EVENT,
} as const;

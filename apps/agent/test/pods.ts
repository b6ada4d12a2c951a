import { join } from "node:path";
import { credentials, loadPackageDefinition, Metadata, type Client, type ServiceError } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { BUSYBOX_IMAGE } from "./containerd.ts";

/** Runs pods through a real runtime's socket, as a kubelet does: in the host's network, so that no CNI is needed. */
export interface PodRunner {
  runSandbox(name: string, attempt?: number): Promise<string>;
  createContainer(
    sandbox: string,
    options: { pod: string; name: string; attempt?: number; script: string },
  ): Promise<string>;
  start(container: string): Promise<void>;
  stopContainer(container: string): Promise<void>;
  removeContainer(container: string): Promise<void>;
  stopSandbox(sandbox: string): Promise<void>;
  removeSandbox(sandbox: string): Promise<void>;
  /** Stops and removes every sandbox that it ran. */
  clear(): Promise<void>;
  close(): void;
}

export const SECRET = "hunter2-in-the-environment";
const NODE_NETWORK = { network: 2 };

type Mutation = (
  request: object,
  metadata: Metadata,
  callback: (error: ServiceError | null, answer: Record<string, string>) => void,
) => void;

export function createPodRunner(socket: string): PodRunner {
  const definition = loadPackageDefinition(loadSync(join(import.meta.dirname, "mutations.proto"), { keepCase: true }));
  const Service = (definition["runtime"] as unknown as { v1: { RuntimeService: new (...args: unknown[]) => Client } })
    .v1.RuntimeService;
  const client = new Service(`unix://${socket}`, credentials.createInsecure(), {
    "grpc.default_authority": "localhost",
  });
  const sandboxes = new Map<string, object>();

  const call = (name: string, request: object): Promise<Record<string, string>> =>
    new Promise((resolve, reject) => {
      const method = (client as unknown as Record<string, Mutation>)[name];
      method?.call(client, request, new Metadata(), (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  const sandboxConfig = (name: string, attempt: number) => ({
    metadata: { name, uid: `uid-${name}`, namespace: "test", attempt },
    log_directory: "/tmp",
    labels: {
      "io.kubernetes.pod.name": name,
      "io.kubernetes.pod.namespace": "test",
      "io.kubernetes.pod.uid": `uid-${name}`,
    },
    annotations: { "kubectl.kubernetes.io/last-applied-configuration": JSON.stringify({ env: SECRET }) },
    linux: { security_context: { namespace_options: NODE_NETWORK } },
  });
  const removeSandbox = async (sandbox: string): Promise<void> => {
    await call("RemovePodSandbox", { pod_sandbox_id: sandbox });
    sandboxes.delete(sandbox);
  };

  return {
    async runSandbox(name, attempt = 0) {
      const config = sandboxConfig(name, attempt);
      const { pod_sandbox_id: id = "" } = await call("RunPodSandbox", { config });
      sandboxes.set(id, config);
      return id;
    },
    async createContainer(sandbox, { pod, name, attempt = 0, script }) {
      const { container_id: id = "" } = await call("CreateContainer", {
        pod_sandbox_id: sandbox,
        sandbox_config: sandboxes.get(sandbox),
        config: {
          metadata: { name, attempt },
          image: { image: BUSYBOX_IMAGE },
          command: ["/bin/busybox", "sh", "-c", script],
          envs: [{ key: "PASSWORD", value: SECRET }],
          labels: {
            "io.kubernetes.pod.name": pod,
            "io.kubernetes.pod.namespace": "test",
            "io.kubernetes.pod.uid": `uid-${pod}`,
            "io.kubernetes.container.name": name,
          },
          annotations: { "io.kubernetes.container.restartCount": String(attempt) },
          log_path: `${name}-${attempt}.log`,
          linux: { security_context: { namespace_options: NODE_NETWORK } },
        },
      });
      return id;
    },
    start: async (container) => void (await call("StartContainer", { container_id: container })),
    stopContainer: async (container) => void (await call("StopContainer", { container_id: container, timeout: 0 })),
    removeContainer: async (container) => void (await call("RemoveContainer", { container_id: container })),
    stopSandbox: async (sandbox) => void (await call("StopPodSandbox", { pod_sandbox_id: sandbox })),
    removeSandbox,
    async clear() {
      for (const sandbox of sandboxes.keys()) {
        await call("StopPodSandbox", { pod_sandbox_id: sandbox });
        await removeSandbox(sandbox);
      }
    },
    close: () => client.close(),
  };
}

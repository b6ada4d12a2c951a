import { access } from "node:fs/promises";
import { CallFailure } from "../../calls/callFailure.ts";
import { socketPath } from "../grpc/socket.ts";

/** Where runtimes listen: containerd, CRI-O, cri-dockerd, k3s, MicroK8s, k0s. */
export const USUAL_SOCKETS = [
  "/run/containerd/containerd.sock",
  "/run/crio/crio.sock",
  "/var/run/cri-dockerd.sock",
  "/run/k3s/containerd/containerd.sock",
  "/var/snap/microk8s/common/run/containerd.sock",
  "/run/k0s/containerd.sock",
] as const;

export interface EndpointSources {
  /** A setting; null says that the node has no runtime to ask. */
  setting: string | null | undefined;
  /** `containerRuntimeEndpoint` of the kubelet's configuration, where that is known. */
  kubelet: string | undefined;
  usual?: readonly string[];
}

/** The path of the runtime's socket: from the setting, else from the kubelet, else the first usual place that is there. */
export async function findRuntime({ setting, kubelet, usual = USUAL_SOCKETS }: EndpointSources): Promise<string> {
  if (setting === null)
    throw new CallFailure("unsupported", "This node has no container runtime that can be asked over a unix socket.");
  const named = setting ?? (kubelet || undefined);
  if (named !== undefined) return pathOf(named, setting === undefined ? "the kubelet's configuration" : "the setting");
  if (process.platform === "win32")
    throw new CallFailure(
      "unsupported",
      "On Windows the container runtime listens on a named pipe, which cannot be asked.",
    );
  for (const path of usual) {
    const there = await access(path).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code === "EACCES",
    );
    if (there) return path;
  }
  throw new CallFailure(
    "unreachable",
    `No container runtime was found at ${usual.join(", ")}: name its socket, or mount it here.`,
  );
}

function pathOf(endpoint: string, from: string): string {
  const path = socketPath(endpoint);
  if (path !== null) return path;
  if (endpoint.startsWith("npipe:"))
    throw new CallFailure(
      "unsupported",
      `The runtime's endpoint in ${from} is a Windows named pipe (${endpoint}), which cannot be asked.`,
    );
  throw new CallFailure(
    "unreachable",
    `The runtime's endpoint in ${from}, ${endpoint}, is no unix socket: it looks like unix:///run/containerd/containerd.sock.`,
  );
}

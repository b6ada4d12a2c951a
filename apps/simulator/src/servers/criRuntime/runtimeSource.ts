import type { status } from "@grpc/grpc-js";
import type {
  ContainerEventResponse,
  ContainerStatusResponse,
  ImageFsInfoResponse,
  ListContainerStatsResponse,
  ListContainersResponse,
  ListImagesResponse,
  ListPodSandboxResponse,
  ListPodSandboxStatsResponse,
  PodSandboxStatusResponse,
  RuntimeConfigResponse,
  StatusResponse,
  VersionResponse,
} from "@bayplan/protocols/runtime";

/** A call that fails with a gRPC code, as thrown by a source. */
export class CallFailure extends Error {
  readonly code: status;
  constructor(code: status, message: string) {
    super(message);
    this.code = code;
  }
}

/** What stands behind a runtime's socket: a simulated node, or a recording. A call that fails throws a CallFailure. */
export interface RuntimeSource {
  version(): VersionResponse;
  status(): StatusResponse;
  runtimeConfig(): RuntimeConfigResponse;
  listPodSandbox(): ListPodSandboxResponse;
  podSandboxStatus(id: string): PodSandboxStatusResponse;
  listContainers(): ListContainersResponse;
  containerStatus(id: string): ContainerStatusResponse;
  listContainerStats(): ListContainerStatsResponse;
  listPodSandboxStats(): ListPodSandboxStatsResponse;
  listImages(): ListImagesResponse;
  imageFsInfo(): ImageFsInfoResponse;
  /** Every event from now on, until the returned function is called. */
  subscribe(listener: (event: ContainerEventResponse) => void): () => void;
}

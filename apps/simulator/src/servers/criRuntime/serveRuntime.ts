import { Metadata, type ServerWritableStream } from "@grpc/grpc-js";
import {
  type ContainerEventResponse,
  type GetEventsRequest,
  ImageServiceService,
  RuntimeServiceService,
} from "@bayplan/protocols/runtime";
import { type SocketServer, callError, serveSocket, unary } from "../serveSocket.ts";
import type { RuntimeSource } from "./runtimeSource.ts";

/** A container runtime on a unix socket; each subscriber to its events has a channel of its own. */
export function serveRuntime(path: string, source: RuntimeSource): Promise<SocketServer> {
  return serveSocket(path, (server) => {
    server.addService(RuntimeServiceService, {
      version: unary(source.version),
      status: unary(source.status),
      runtimeConfig: unary(source.runtimeConfig),
      listPodSandbox: unary(source.listPodSandbox),
      podSandboxStatus: unary(({ podSandboxId }) => source.podSandboxStatus(podSandboxId)),
      listContainers: unary(source.listContainers),
      containerStatus: unary(({ containerId }) => source.containerStatus(containerId)),
      listContainerStats: unary(source.listContainerStats),
      listPodSandboxStats: unary(source.listPodSandboxStats),
      getContainerEvents(call: ServerWritableStream<GetEventsRequest, ContainerEventResponse>) {
        try {
          const unsubscribe = source.subscribe((event) => call.write(event));
          // Its head goes before the first event, so that who subscribes knows that it is.
          call.sendMetadata(new Metadata());
          call.on("cancelled", unsubscribe);
          call.on("close", unsubscribe);
        } catch (error) {
          call.emit("error", callError(error));
        }
      },
    });
    server.addService(ImageServiceService, {
      listImages: unary(source.listImages),
      imageFsInfo: unary(source.imageFsInfo),
    });
  });
}

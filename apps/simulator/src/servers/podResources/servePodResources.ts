import { PodResourcesListerService } from "@bayplan/protocols/podresources";
import { type SocketServer, serveSocket, unary } from "../serveSocket.ts";
import type { PodResourcesSource } from "./podResourcesSource.ts";

/** The kubelet's pod resources on a unix socket. */
export const servePodResources = (path: string, source: PodResourcesSource): Promise<SocketServer> =>
  serveSocket(path, (server) =>
    server.addService(PodResourcesListerService, {
      list: unary(source.list),
      getAllocatableResources: unary(source.getAllocatableResources),
    }),
  );

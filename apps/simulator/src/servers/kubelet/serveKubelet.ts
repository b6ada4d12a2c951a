import { type HttpServer, listen } from "../listen.ts";
import type { KubeletSource } from "./kubeletSource.ts";

/** A kubelet's HTTP server. While its source has nobody who listens, connections are cut. */
export const serveKubelet = (source: KubeletSource): Promise<HttpServer> =>
  listen((request, response) => {
    if (request.method !== "GET") {
      response.writeHead(405).end();
      return;
    }
    const { pathname } = new URL(request.url ?? "/", "http://kubelet");
    const answer = source.get(pathname);
    if (!answer) {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { "content-type": answer.contentType }).end(answer.body);
  });

import { type HttpServer, type TlsKeys, listen } from "../listen.ts";
import type { KubeletSource } from "./kubeletSource.ts";

/** How a kubelet guards its port: by TLS, and by the token that every request has to bring. */
export interface KubeletGuard {
  tls: TlsKeys;
  token: string;
}

/** A kubelet's server, plain and open without a guard. While its source has nobody who listens, connections are cut. */
export const serveKubelet = (source: KubeletSource, guard?: KubeletGuard): Promise<HttpServer> =>
  listen((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://kubelet");
    const answer = source.get(pathname);
    if (!answer) {
      request.socket.destroy();
      return;
    }
    if (guard && request.headers.authorization !== `Bearer ${guard.token}`) {
      response.writeHead(401, { "content-type": "text/plain; charset=utf-8" }).end("Unauthorized");
      return;
    }
    if (request.method !== "GET") {
      response.writeHead(405).end();
      return;
    }
    response.writeHead(answer.status, { "content-type": answer.contentType }).end(answer.body);
  }, guard?.tls);

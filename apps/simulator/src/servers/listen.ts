import { type RequestListener, type Server, createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";

export interface HttpServer {
  url: string;
  close(): Promise<void>;
}

/** PEM, of what a server shows to its clients. */
export interface TlsKeys {
  certificate: string;
  key: string;
}

/** An HTTP server on a free port of 127.0.0.1, HTTPS with keys. Closing it ends what is still open. */
export async function listen(handler: RequestListener, tls?: TlsKeys): Promise<HttpServer> {
  const settings = { keepAliveTimeout: 65_000 };
  const server = tls
    ? createTlsServer({ ...settings, cert: tls.certificate, key: tls.key }, handler)
    : createServer(settings, handler);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return { url: `${tls ? "https" : "http"}://127.0.0.1:${address.port}`, close: () => close(server) };
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

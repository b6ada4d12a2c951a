import { type RequestListener, type Server, createServer } from "node:http";

export interface HttpServer {
  url: string;
  close(): Promise<void>;
}

/** An HTTP server on a free port of 127.0.0.1. Closing it ends what is still open. */
export async function listen(handler: RequestListener): Promise<HttpServer> {
  const server = createServer({ keepAliveTimeout: 65_000 }, handler);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return { url: `http://127.0.0.1:${address.port}`, close: () => close(server) };
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

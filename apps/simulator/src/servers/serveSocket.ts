import { Server, ServerCredentials, type ServiceError, type handleUnaryCall, status } from "@grpc/grpc-js";
import { CallFailure } from "./criRuntime/runtimeSource.ts";

export interface SocketServer {
  stop(): void;
}

/** A gRPC server on a unix socket. */
export async function serveSocket(path: string, addServices: (server: Server) => void): Promise<SocketServer> {
  const server = new Server();
  addServices(server);
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${path}`, ServerCredentials.createInsecure(), (error) =>
      error ? reject(error) : resolve(),
    );
  });
  return { stop: () => server.forceShutdown() };
}

/** A call with one answer; what the source throws becomes the call's status. */
export const unary =
  <Request, Response>(answer: (request: Request) => Response): handleUnaryCall<Request, Response> =>
  (call, callback) => {
    try {
      callback(null, answer(call.request));
    } catch (error) {
      callback(callError(error));
    }
  };

export function callError(error: unknown): Partial<ServiceError> {
  if (error instanceof CallFailure) return { code: error.code, details: error.message };
  return { code: status.INTERNAL, details: error instanceof Error ? error.message : String(error) };
}

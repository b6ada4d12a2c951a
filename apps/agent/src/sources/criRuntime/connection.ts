import { ImageServiceClient, RuntimeServiceClient } from "@bayplan/protocols/runtime";
import { grpcFailure } from "../grpc/failure.ts";
import { tapping } from "../grpc/tap.ts";
import type { Tap } from "../../options.ts";
import { connect, type ClientConstructor } from "../grpc/socket.ts";
import { findRuntime, type EndpointSources } from "./endpoint.ts";

export interface RuntimeClients {
  path: string;
  runtime: RuntimeServiceClient;
  images: ImageServiceClient;
}

/** The connection to the runtime: found when first asked for, and again after it broke or the kubelet names another. */
export interface RuntimeConnection {
  /** Throws a `CallFailure` where there is no socket to be found. */
  clients(): Promise<RuntimeClients>;
  /** Runs one call; its failure becomes a `CallFailure`. */
  ask<Result>(call: (clients: RuntimeClients) => Promise<Result>): Promise<Result>;
  close(): void;
}

export function createRuntimeConnection(sources: () => EndpointSources, tap?: Tap): RuntimeConnection {
  const interceptors = tap ? [tapping("cri", tap)] : [];
  let open: RuntimeClients | null = null;

  const close = (): void => {
    open?.runtime.close();
    open = null;
  };

  const clients = async (): Promise<RuntimeClients> => {
    const path = await findRuntime(sources());
    if (open?.path === path) return open;
    close();
    const runtime = connect(RuntimeServiceClient as ClientConstructor<RuntimeServiceClient>, path, { interceptors });
    // Both services go over one connection.
    const channelOverride = runtime.getChannel();
    const images = connect(ImageServiceClient as ClientConstructor<ImageServiceClient>, path, {
      interceptors,
      channelOverride,
    });
    open = { path, runtime, images };
    return open;
  };

  return {
    clients,
    async ask(call) {
      const current = await clients();
      try {
        return await call(current);
      } catch (error) {
        throw grpcFailure(error, { who: "the container runtime", path: current.path });
      }
    },
    close,
  };
}

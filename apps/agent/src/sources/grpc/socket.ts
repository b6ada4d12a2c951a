import { credentials, type ChannelCredentials, type ClientOptions } from "@grpc/grpc-js";

/** The runtime's lists of a full node pass gRPC's usual 4 MiB. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Runtimes refuse a connection whose authority is a socket's path. */
const OPTIONS: ClientOptions = {
  "grpc.default_authority": "localhost",
  "grpc.max_receive_message_length": MOST_BYTES,
  "grpc.initial_reconnect_backoff_ms": 250,
  "grpc.max_reconnect_backoff_ms": 5_000,
  "grpc.use_local_subchannel_pool": 1,
  "grpc.enable_channelz": 0,
};

export type ClientConstructor<Client> = new (
  address: string,
  credentials: ChannelCredentials,
  options: ClientOptions,
) => Client;

/** A client on a unix socket; it connects with its first call. */
export const connect = <Client>(
  Constructor: ClientConstructor<Client>,
  path: string,
  options: ClientOptions = {},
): Client => new Constructor(`unix://${path}`, credentials.createInsecure(), { ...OPTIONS, ...options });

/** The path of a unix socket as a setting, the kubelet or a person writes it; null for any other kind of endpoint. */
export function socketPath(endpoint: string): string | null {
  if (endpoint.startsWith("/")) return endpoint;
  const path = /^unix:(\/\/)?(\/.*)$/.exec(endpoint)?.[2];
  return path ?? null;
}

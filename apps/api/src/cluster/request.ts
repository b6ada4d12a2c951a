import { HttpMethod, RequestContext, type KubeConfig } from "@kubernetes/client-node";
import { fetch } from "undici";

/** An answer of the API server that is no success. `status` is 0 where none came at all. */
export class ClusterError extends Error {
  readonly status: number;
  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ClusterError";
    this.status = status;
  }
}

/** The kubeconfig cannot be used as it is: the message says why and what to change. Nothing was asked. */
export class KubeconfigFault extends ClusterError {
  constructor(message: string) {
    super(0, message);
    this.name = "KubeconfigFault";
  }
}

/**
 * Where the server of the kubeconfig's current cluster is. Throws a KubeconfigFault where there is none, and for plain
 * HTTP where client-node does not speak it: it wants that said in a word of its own (config.js, createDispatcherOptions).
 */
const serverOf = (kubeConfig: KubeConfig): string => {
  const cluster = kubeConfig.getCurrentCluster();
  if (!cluster?.server) throw new KubeconfigFault("The kubeconfig names no cluster: choose a context that does.");
  const { name, server, skipTLSVerify, proxyUrl } = cluster;
  if (server.startsWith("http:") && !skipTLSVerify && !proxyUrl) {
    throw new KubeconfigFault(
      `The kubeconfig's server is ${server}, plain HTTP, which is spoken only where that is meant: give its cluster ${name} an https address or insecure-skip-tls-verify: true, and start Bayplan again.`,
    );
  }
  return server.replace(/\/$/, "");
};

/** What an error of the network says of itself, down to its first cause. */
export const innermost = (error: unknown): string => {
  let reason = error;
  while (reason instanceof Error && reason.cause) reason = reason.cause;
  if (reason instanceof AggregateError && reason.errors[0] instanceof Error) reason = reason.errors[0];
  return reason instanceof Error ? reason.message || reason.name : String(reason);
};

/** The most of an error's body that is put into a message. */
const SHOWN = 300;

const explanation = (body: string): string => {
  try {
    const status: unknown = JSON.parse(body);
    if (status && typeof status === "object" && "message" in status && typeof status.message === "string")
      return status.message;
  } catch {
    // No Status object: a proxy in between answered in its own words.
  }
  return body.slice(0, SHOWN).trim();
};

/** Gets a text from the API server as the kubeconfig's user, within so many milliseconds. Throws a ClusterError. */
export const getText = async (
  kubeConfig: KubeConfig,
  path: string,
  query: Record<string, string>,
  deadline: number,
  signal: AbortSignal,
): Promise<string> => {
  const url = new URL(serverOf(kubeConfig) + path);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);

  const either = AbortSignal.any([signal, AbortSignal.timeout(deadline)]);
  let status: number;
  let body: string;
  try {
    const context = new RequestContext(url.toString(), HttpMethod.GET);
    await kubeConfig.applySecurityAuthentication(context);
    const dispatcher = context.getDispatcher();
    const response = await fetch(url, {
      headers: context.getHeaders(),
      signal: either,
      ...(dispatcher && { dispatcher }),
    });
    status = response.status;
    body = await response.text();
  } catch (error) {
    throw new ClusterError(
      0,
      either.aborted && !signal.aborted ? `no answer within ${deadline / 1000} s` : innermost(error),
      { cause: error },
    );
  }
  if (status !== 200) throw new ClusterError(status, explanation(body) || `HTTP status ${status}`);
  return body;
};

/** The same for JSON. Not through the typed client: that one builds whole objects of classes from every list. */
export const getJson = async (
  kubeConfig: KubeConfig,
  path: string,
  query: Record<string, string>,
  deadline: number,
  signal: AbortSignal,
): Promise<unknown> => {
  const body = await getText(kubeConfig, path, query, deadline, signal);
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new ClusterError(200, `the answer is not JSON but begins with ${JSON.stringify(body.slice(0, 60))}`, {
      cause: error,
    });
  }
};

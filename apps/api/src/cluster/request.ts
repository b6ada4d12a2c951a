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
  const server = kubeConfig.getCurrentCluster()?.server;
  if (!server) throw new ClusterError(0, "The kubeconfig names no cluster: choose a context that does.");
  const url = new URL(server.replace(/\/$/, "") + path);
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

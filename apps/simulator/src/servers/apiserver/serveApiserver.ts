import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, json, text } from "../answer.ts";
import { type HttpServer, listen } from "../listen.ts";
import { type ClusterSource, apiVersionOf } from "./clusterSource.ts";
import { discovery } from "./discovery.ts";
import { ApiFailure, badRequest, failureAnswer, notFound } from "./failure.ts";
import { list } from "./list.ts";
import { review } from "./reviews.ts";
import { tableOf, wantsTable } from "./table.ts";
import { watch } from "./watch.ts";

/** A Kubernetes API server for reading: what it does not serve it refuses with a Status. */
export const serveApiserver = (source: ClusterSource): Promise<HttpServer> =>
  listen((request, response) => {
    answer(source, request, response).catch((error: unknown) => {
      const failure =
        error instanceof ApiFailure
          ? error
          : new ApiFailure(500, "InternalError", error instanceof Error ? error.message : "failed");
      if (!response.headersSent) send(response, failureAnswer(failure));
      else response.destroy();
    });
  });

async function answer(source: ClusterSource, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://apiserver");
  const path = pathname.length > 1 ? pathname.replace(/\/$/, "") : pathname;
  if (request.method === "POST") {
    const reviewed = review(path, await bodyOf(request));
    send(response, reviewed ?? failureAnswer(unsupported(request.method, path)));
    return;
  }
  if (request.method !== "GET") throw unsupported(request.method ?? "", path);
  const fixed = health(path) ?? discovery(source, path) ?? proxied(source, path);
  if (fixed) {
    send(response, fixed);
    return;
  }
  const wanted = resourceOf(source, path);
  const accept = request.headers.accept ?? "";
  if (wanted.name === null) {
    const listRequest = {
      kind: wanted.kind,
      namespace: wanted.namespace,
      query: searchParams,
      accept,
      now: source.clock.now(),
    };
    if (searchParams.get("watch") === "true" || searchParams.get("watch") === "1")
      watch(listRequest, response, source.clock);
    else send(response, list(listRequest));
    return;
  }
  const object = wanted.kind.collection.get(wanted.namespace ?? "", wanted.name);
  if (!object) throw notFound(wanted.kind.plural, wanted.name);
  send(
    response,
    json(
      wantsTable(accept)
        ? tableOf(wanted.kind.kind, [object], source.clock.now())
        : { kind: wanted.kind.kind, apiVersion: apiVersionOf(wanted.kind), ...object },
    ),
  );
}

function send(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.writeHead(status, { "content-type": contentType }).end(body);
}

const health = (path: string): Answer | null =>
  path === "/healthz" || path === "/livez" || path === "/readyz" ? text("ok") : null;

/** `/api/v1/nodes/N/proxy/…` is asked of that node's kubelet. */
function proxied(source: ClusterSource, path: string): Answer | null {
  const [, node = "", rest = ""] = /^\/api\/v1\/nodes\/([^/]+)\/proxy(\/.*)?$/.exec(path) ?? [];
  if (!node) return null;
  const answered = source.proxy(decodeURIComponent(node), rest || "/");
  if (answered === undefined) throw notFound("nodes", node);
  if (answered === null)
    throw new ApiFailure(
      503,
      "ServiceUnavailable",
      `error trying to reach service: dial tcp ${node}:10250: connect: connection refused`,
    );
  return answered;
}

function resourceOf(source: ClusterSource, path: string) {
  const parts = path.split("/").slice(1).map(decodeURIComponent);
  const apiVersion = parts[0] === "api" ? parts[1] : `${parts[1]}/${parts[2]}`;
  const rest = parts.slice(parts[0] === "api" ? 2 : 3);
  const inNamespace = rest[0] === "namespaces" && rest.length > 2;
  const namespace = inNamespace ? (rest[1] ?? null) : null;
  const [plural = "", name = null, ...more] = inNamespace ? rest.slice(2) : rest;
  const kind = source.kinds.find((served) => served.plural === plural && apiVersionOf(served) === apiVersion);
  if (!kind || more.length > 0 || (namespace !== null && !kind.namespaced)) throw pathNotFound(path);
  if (kind.namespaced && namespace === null && name !== null) throw pathNotFound(path);
  return { kind, namespace, name };
}

const pathNotFound = (path: string): ApiFailure =>
  new ApiFailure(404, "NotFound", "the server could not find the requested resource", {
    details: { path },
  });

const unsupported = (method: string, path: string): ApiFailure =>
  new ApiFailure(405, "MethodNotAllowed", `this simulated API server only reads: ${method} ${path} is not supported`);

async function bodyOf(request: IncomingMessage): Promise<object> {
  let body = "";
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > 1_000_000) throw new ApiFailure(413, "RequestEntityTooLarge", "the body is too large");
  }
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === "object" && parsed !== null) return parsed;
  } catch {
    // Said below.
  }
  throw badRequest("the body is no JSON object");
}

import type { ServerResponse } from "node:http";
import type { Change } from "../../world/api/collection.ts";
import type { ApiObject } from "../../world/kubernetes.ts";
import type { Clock } from "../../world/time/clock.ts";
import { type Cancel, MINUTE, SECOND } from "../../world/time/clock.ts";
import { apiVersionOf } from "./clusterSource.ts";
import { ApiFailure, statusObject } from "./failure.ts";
import { type ListRequest, resourceVersion, wholeNumber } from "./list.ts";
import { selector } from "./selectors.ts";
import { tableOf, wantsTable } from "./table.ts";

/** What the API server closes a watch after that names no time, at the earliest. */
const DEFAULT_TIMEOUT = 30 * MINUTE;
const BOOKMARK_INTERVAL = MINUTE;
/** Bytes. */
const MOST_UNREAD = 32 * 2 ** 20;

/** A watch: one line an event, until its time is over or the reader leaves. */
export function watch({ kind, namespace, query, accept }: ListRequest, response: ServerResponse, clock: Clock): void {
  const { collection } = kind;
  const matches = selector(kind.kind, query);
  const asked = query.get("resourceVersion") ?? "";
  const since = resourceVersion(asked);
  const timeout = wholeNumber(query, "timeoutSeconds") * SECOND || DEFAULT_TIMEOUT;
  const table = wantsTable(accept);
  let header = true;

  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-cache, private" });
  response.flushHeaders();

  const inScope = (object: ApiObject) =>
    (namespace === null || object.metadata.namespace === namespace) && matches(object);

  function write(type: string, object: object): void {
    // A reader that falls that far behind has to list anew.
    if (response.writableLength > MOST_UNREAD) response.destroy();
    else response.write(`${JSON.stringify({ type, object })}\n`);
  }

  function send(type: Change["type"], object: ApiObject): void {
    if (!table) {
      write(type, { kind: kind.kind, apiVersion: apiVersionOf(kind), ...object });
      return;
    }
    const { columnDefinitions, ...rest } = tableOf(kind.kind, [object], clock.now());
    write(type, {
      ...rest,
      ...(header && { columnDefinitions }),
      metadata: { resourceVersion: object.metadata.resourceVersion },
    });
    header = false;
  }

  function pass(change: Change): void {
    const now = inScope(change.object);
    const before = change.previous !== undefined && inScope(change.previous);
    if (change.type === "DELETED") {
      if (before) send("DELETED", change.object);
    } else if (now) send(before ? "MODIFIED" : "ADDED", change.object);
    else if (before) send("DELETED", change.object);
  }

  // Without a version, or from 0, the watch begins with all there is.
  if (since === 0) {
    for (const object of collection.list()) if (inScope(object)) send("ADDED", object);
    if (query.get("sendInitialEvents") === "true") bookmark(true);
  } else {
    const missed = collection.since(since);
    if (!missed) {
      write("ERROR", statusObject(new ApiFailure(410, "Expired", `too old resource version: ${since}`)));
      response.end();
      return;
    }
    for (const change of missed) pass(change);
  }

  function bookmark(initial = false): void {
    write("BOOKMARK", {
      kind: kind.kind,
      apiVersion: apiVersionOf(kind),
      metadata: {
        resourceVersion: String(collection.version()),
        ...(initial && { annotations: { "k8s.io/initial-events-end": "true" } }),
      },
      ...(kind.kind === "Pod" && { spec: { containers: null }, status: {} }),
    });
  }

  let cancelBookmark: Cancel | null = null;
  const bookmarkLater = () => {
    cancelBookmark = clock.after(BOOKMARK_INTERVAL, () => {
      bookmark();
      bookmarkLater();
    });
  };
  if (query.get("allowWatchBookmarks") === "true") bookmarkLater();

  const unsubscribe = collection.subscribe(pass);
  const cancelTimeout = clock.after(timeout, () => response.end());
  response.on("close", () => {
    unsubscribe();
    cancelBookmark?.();
    cancelTimeout();
  });
}

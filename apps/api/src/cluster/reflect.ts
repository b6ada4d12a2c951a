import { Watch, type KubeConfig } from "@kubernetes/client-node";
import type { Clock } from "@bayplan/shared";
import type { Logger } from "pino";
import * as z from "zod/mini";
import { pause } from "../pace/pause.ts";
import type { SourceView } from "../views/node.ts";
import { createBackOff } from "./backOff.ts";
import { createCallState, explainFailure } from "./callState.ts";
import { createPlace } from "./place.ts";
import { ClusterError, getJson, innermost } from "./request.ts";
import { ruleToWatch, type Right } from "./rights.ts";

/** Bookmarks come every minute; client-node would give up after half of that. Milliseconds. */
const WATCH_SILENCE = 150_000;
const LIST_DEADLINE = 60_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** What the server does not have comes with an upgrade, or never: so many times the first wait. */
const UNSUPPORTED_WAITS = 120;
const PAGE = 500;
/** A watch that lasted this long did not fail at once: the next wait is short again. Real milliseconds. */
const STEADY = 5_000;

export interface ReflectOptions<Item> {
  kubeConfig: KubeConfig;
  /** `/api/v1/nodes` */
  path: string;
  /** What is read, in words: `list and watch nodes`. */
  purpose: string;
  /** What is not known where it is refused, in sentences. */
  without?: string;
  fieldSelector?: string;
  /** One cheap list from the API server's cache instead of pages: for lists that are short. */
  fromCache?: boolean;
  /** Told of each answer as it came: a page of a list, or one event of the watch. */
  tap?(call: string, body: unknown): void;
  /** Keeps what is shown of one raw object; what it throws is logged and that object left as it was. */
  project(raw: unknown): Item;
  handler: {
    /** Everything there is, at the start and after each new list. */
    replace(items: Item[]): void;
    upsert(item: Item): void;
    remove(item: Item): void;
    /** The state of the list or the watch changed. */
    changed(): void;
    /** An object could not be projected, or a handler threw. */
    fault?(): void;
    /** The list is made anew. */
    restarted?(): void;
  };
  clock: Clock;
  log: Logger;
  random?: () => number;
  /** Real milliseconds of silence after which a watch is given up and taken up again. */
  silence?: number;
  firstWait?: number;
}

export interface Reflection {
  /** How the call that is under way fares: the list until it is whole, then the watch. */
  source(): SourceView;
  /** True once a whole list has been handed over. */
  listed(): boolean;
  /** True once a list has failed: it is known why there is none. */
  failed(): boolean;
  /** Resolves once everything up to that resource version has been handed over. */
  reached(version: number): Promise<void>;
  stop(): Promise<void>;
}

/** Why a watch ended. */
type WatchEnd = { kind: "closed" | "silent" | "expired" } | { kind: "failed"; error: unknown };

const endOf = (error: unknown): WatchEnd => {
  const status = error && typeof error === "object" && "statusCode" in error ? Number(error.statusCode) : 0;
  if (status === 410) return { kind: "expired" };
  if (status > 0) return { kind: "failed", error: new ClusterError(status, innermost(error)) };
  if (error instanceof Error && error.name === "TimeoutError") return { kind: "silent" };
  return error ? { kind: "failed", error } : { kind: "closed" };
};

const list = z.object({
  metadata: z.object({ resourceVersion: z.string(), continue: z.optional(z.string()) }),
  items: z.array(z.unknown()),
});
const versioned = z.object({ metadata: z.object({ resourceVersion: z.string() }) });
const failure = z.object({ code: z.optional(z.number()), message: z.optional(z.string()) });

/**
 * Lists and watches one collection for as long as it runs. It keeps no objects, only its place; a list that expired
 * (410) is made anew, everything else is resumed after a jittered back-off.
 */
export const reflect = <Item>(options: ReflectOptions<Item>): Reflection => {
  const { kubeConfig, path, handler, clock, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const selector: Record<string, string> = options.fieldSelector ? { fieldSelector: options.fieldSelector } : {};
  const suffix = options.fieldSelector ? `?fieldSelector=${options.fieldSelector}` : "";
  const listing = createCallState(`list ${path}${suffix}`, clock, handler.changed);
  const watching = createCallState(`watch ${path}${suffix}`, clock, handler.changed);
  const firstWait = options.firstWait ?? FIRST_WAIT;
  const backOff = createBackOff(firstWait, LONGEST_WAIT, options.random);
  const silence = options.silence ?? WATCH_SILENCE;
  const place = createPlace();
  const right: Right = { what: options.purpose, rule: ruleToWatch(path), without: options.without ?? "" };
  let phase = listing;
  let listed = false;
  let failed = false;

  /** Nothing that an object or a handler does may end the watch: client-node would swallow it in silence. */
  const guarded = (what: string, act: () => void): void => {
    try {
      act();
    } catch (error) {
      log.warn({ err: error, path }, `${what} failed; it is left out`);
      handler.fault?.();
    }
  };

  const listAll = async (): Promise<string> => {
    const items: Item[] = [];
    let position: string | undefined;
    for (;;) {
      const query = options.fromCache
        ? { ...selector, resourceVersion: "0" }
        : { ...selector, limit: String(PAGE), ...(position && { continue: position }) };
      const answer = await getJson(kubeConfig, path, query, LIST_DEADLINE, signal);
      options.tap?.(`list ${path}`, answer);
      const page = list.safeParse(answer);
      if (!page.success) throw new ClusterError(200, "the answer is no list of the Kubernetes API");
      for (const raw of page.data.items) guarded("reading a listed object", () => items.push(options.project(raw)));
      position = page.data.metadata.continue;
      if (!position) {
        listed = true;
        guarded("taking in a list", () => handler.replace(items));
        place.move(page.data.metadata.resourceVersion);
        return page.data.metadata.resourceVersion;
      }
    }
  };

  const watchFrom = async (version: string, heard: () => void, moved: (version: string) => void): Promise<WatchEnd> => {
    const watch = new Watch(kubeConfig);
    Object.assign(watch, { requestTimeoutMs: silence });
    const { promise, resolve } = Promise.withResolvers<WatchEnd>();
    let over = false;
    const end = (how: WatchEnd): void => {
      over = true;
      resolve(how);
    };
    const stop = (): void => end({ kind: "closed" });

    const receive = (type: string, raw: unknown): void => {
      if (over) return;
      heard();
      if (type === "ERROR") {
        const told = failure.safeParse(raw);
        const code = told.data?.code ?? 500;
        end(
          code === 410
            ? { kind: "expired" }
            : { kind: "failed", error: new ClusterError(code, told.data?.message ?? "the watch ended with an error") },
        );
        return;
      }
      const at = versioned.safeParse(raw).data?.metadata.resourceVersion;
      if (at !== undefined) moved(at);
      if (type === "BOOKMARK") return at === undefined ? undefined : place.move(at);
      options.tap?.(`watch ${path}`, { type, object: raw });
      guarded(`taking in a ${type} of the watch`, () => {
        const item = options.project(raw);
        if (type === "DELETED") handler.remove(item);
        else handler.upsert(item);
      });
      if (at !== undefined) place.move(at);
    };

    signal.addEventListener("abort", stop, { once: true });
    try {
      const query = { ...selector, resourceVersion: version, allowWatchBookmarks: "true" };
      const connection = await watch.watch(path, query, receive, (error: unknown) => end(endOf(error)));
      if (!over) heard();
      const how = await promise;
      connection.abort();
      return how;
    } catch (error) {
      return endOf(error);
    } finally {
      signal.removeEventListener("abort", stop);
    }
  };

  /** Watches until the place is lost. */
  const follow = async (from: string): Promise<void> => {
    let version = from;
    while (!signal.aborted) {
      let answered = false;
      const heard = (): void => {
        answered = true;
        phase = watching;
        watching.ok();
      };
      const began = performance.now();
      const end = await watchFrom(version, heard, (at) => {
        version = at;
      });
      if (signal.aborted) return;
      if (end.kind === "expired") {
        log.info({ path }, "the watch lost its place: listing anew");
        return;
      }
      if (performance.now() - began > STEADY) backOff.reset();
      if (end.kind === "silent")
        watching.failed("stale", `The watch was silent for ${Math.round(silence / 1000)} s and is taken up again.`);
      if (end.kind === "failed") {
        const { state, message } = explainFailure(end.error, right);
        // A connection that was cut after it had answered is taken up at once; only if that fails too is it news.
        if (!answered) {
          phase = watching;
          watching.failed(state, message);
        }
        log.warn({ path, reason: message }, "watch failed");
      }
      await pause(backOff.next(), signal);
    }
  };

  const run = async (): Promise<void> => {
    let logged = "";
    while (!signal.aborted) {
      let supported = true;
      try {
        phase = listing;
        const version = await listAll();
        listing.ok();
        logged = "";
        await follow(version);
      } catch (error) {
        if (signal.aborted) return;
        const { state, message } = explainFailure(error, right);
        failed = true;
        supported = state !== "unsupported";
        listing.failed(state, message);
        // Said once: the source keeps saying it for as long as it is so.
        if (message !== logged) log[supported ? "warn" : "info"]({ path, reason: message }, "list failed");
        logged = message;
      }
      handler.restarted?.();
      await pause(supported ? backOff.next() : firstWait * UNSUPPORTED_WAITS, signal);
    }
  };
  const running = run();

  return {
    source: () => phase.view(),
    listed: () => listed,
    failed: () => failed,
    reached: place.reached,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};

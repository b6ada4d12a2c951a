import { initTRPC, tracked, TRPCError } from "@trpc/server";
import type { Millis } from "@bayplan/shared";
import * as z from "zod/mini";
import type { Feed } from "../feeds/feed.ts";
import { controlReplay, replayCommand, watchReplay, type ReplayController } from "../replay/control.ts";
import type { ClusterView, EvictionView, FeedMessage, Keyed, NodePart, NodeRow } from "../views/index.ts";

export type Mode = "demo" | "cluster" | "local-node" | "replay";

/** What this server is and what it looks at. */
export interface About {
  version: string;
  mode: Mode;
  cluster: string | null;
}

/** The moment by the server's clock and how fast it runs: 1 is real time, 0 a clock that stands. */
export interface ClockReading {
  at: Millis;
  rate: number;
}

/** What a page can ask for: everything that leaves for a user comes from here. */
export interface PageContext {
  about: About;
  /** Yields at once and whenever the clock was set or its rate changed, and now and then to correct drift. */
  watchClock(signal: AbortSignal): AsyncIterable<ClockReading>;
  /** Yields at once and whenever it changed. */
  watchCluster(signal: AbortSignal): AsyncIterable<ClusterView>;
  nodes: Feed<NodeRow>;
  evictions: Feed<EvictionView>;
  /** The parts of one node; null where there is none of that name. Release it when nobody looks any more. */
  openNode(name: string): { feed: Feed<NodePart>; release: () => void } | null;
  /** What plays the recording that is served; null where it is none. */
  replay: ReplayController | null;
  /** Resolves once the subscriber's connection has room for more. */
  drained(signal: AbortSignal): Promise<void>;
}

const trpc = initTRPC.context<PageContext>().create();

const resumable = { lastEventId: z.nullish(z.string()) };

async function* follow<Row extends Keyed>(
  feed: Feed<Row>,
  lastEventId: string | null | undefined,
  context: PageContext,
  signal: AbortSignal,
) {
  for await (const { id, message } of feed.follow({
    lastEventId: lastEventId ?? null,
    signal,
    drained: context.drained,
  })) {
    yield tracked(id, message satisfies FeedMessage<Row>);
  }
}

/** What the page calls, over one WebSocket at `/trpc`. */
export const appRouter = trpc.router({
  about: trpc.procedure.query(({ ctx }) => ctx.about),
  clock: trpc.router({
    watch: trpc.procedure.subscription(async function* ({ ctx, signal }) {
      yield* ctx.watchClock(present(signal));
    }),
  }),
  cluster: trpc.router({
    watch: trpc.procedure.subscription(async function* ({ ctx, signal }) {
      yield* ctx.watchCluster(present(signal));
    }),
  }),
  nodes: trpc.router({
    watch: trpc.procedure
      .input(z.optional(z.object(resumable)))
      .subscription(({ ctx, input, signal }) => follow(ctx.nodes, input?.lastEventId, ctx, present(signal))),
  }),
  node: trpc.router({
    watch: trpc.procedure.input(z.object({ name: z.string(), ...resumable })).subscription(async function* ({
      ctx,
      input,
      signal,
    }) {
      const opened = ctx.openNode(input.name);
      if (!opened)
        throw new TRPCError({
          code: "NOT_FOUND",
          message: `There is no node ${input.name}: neither the API server nor an agent has named it.`,
        });
      try {
        yield* follow(opened.feed, input.lastEventId, ctx, present(signal));
      } finally {
        opened.release();
      }
    }),
  }),
  replay: trpc.router({
    state: trpc.procedure.subscription(async function* ({ ctx, signal }) {
      yield* watchReplay(played(ctx), present(signal));
    }),
    control: trpc.procedure.input(replayCommand).mutation(({ ctx, input }) => controlReplay(played(ctx), input)),
  }),
  evictions: trpc.router({
    watch: trpc.procedure
      .input(z.optional(z.object(resumable)))
      .subscription(({ ctx, input, signal }) => follow(ctx.evictions, input?.lastEventId, ctx, present(signal))),
  }),
});

function played({ replay }: PageContext): ReplayController {
  if (replay) return replay;
  throw new TRPCError({
    code: "NOT_FOUND",
    message: "No recording is played here: start one with `bayplan replay FILE`.",
  });
}

export type AppRouter = typeof appRouter;

const present = (signal: AbortSignal | undefined): AbortSignal => signal ?? new AbortController().signal;

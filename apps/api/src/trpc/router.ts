import { initTRPC, tracked, TRPCError } from "@trpc/server";
import type { Millis } from "@bayplan/shared";
import * as z from "zod/mini";
import type { Feed } from "../feeds/feed.ts";
import { controlReplay, replayCommand, watchReplay, type ReplayController } from "../replay/control.ts";
import type { NodeTabs } from "../nodes/tabs.ts";
import type { Tab } from "../nodes/tab.ts";
import type {
  ClusterView,
  EvictionView,
  FeedMessage,
  FitView,
  FoundPods,
  FleetDeviceView,
  FleetRow,
  Keyed,
} from "../views/index.ts";
import { fitRequest, type FitInput } from "./fitRequest.ts";

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
  nodes: Feed<FleetRow>;
  evictions: Feed<EvictionView>;
  /** One node in one of its tabs; null where there is none of that name. Release it when nobody looks any more. */
  openNode<Row extends Keyed>(name: string, tab: Tab<Row>): Looked<Row> | null;
  tabs: NodeTabs;
  /** The node that has a pod of that name; undefined where none is known to. */
  nodeOfPod(namespace: string, name: string): string | undefined;
  /** The pods of any node whose namespace/name holds every word of the text. */
  findPods(text: string): FoundPods;
  openDevices(): Looked<FleetDeviceView>;
  /** For every node whether a pod would fit there. Throws what is wrong with the request. */
  fit(request: FitInput): Promise<FitView[]>;
  /** What plays the recording that is served; null where it is none. */
  replay: ReplayController | null;
  /** Resolves once the subscriber's connection has room for more. */
  drained(signal: AbortSignal): Promise<void>;
}

/** A feed that someone looks at. */
export interface Looked<Row extends Keyed> {
  feed: Feed<Row>;
  release: () => void;
}

/** What a question got wrong, in a sentence instead of a list of JSON. */
const faultsOf = (cause: unknown): string | null =>
  cause instanceof z.core.$ZodError
    ? cause.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": ")).join("; ")
    : null;

const trpc = initTRPC.context<PageContext>().create({
  errorFormatter: ({ shape, error }) => ({ ...shape, message: faultsOf(error.cause) ?? shape.message }),
});

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

async function* followOpened<Row extends Keyed>(
  opened: Looked<Row>,
  lastEventId: string | null | undefined,
  context: PageContext,
  signal: AbortSignal,
) {
  try {
    yield* follow(opened.feed, lastEventId, context, signal);
  } finally {
    opened.release();
  }
}

const notFound = (message: string): TRPCError => new TRPCError({ code: "NOT_FOUND", message });

const openNode = <Row extends Keyed>(name: string, tab: Tab<Row>, context: PageContext): Looked<Row> => {
  const opened = context.openNode(name, tab);
  if (!opened) throw notFound(`There is no node ${name}: neither the API server nor an agent has named it.`);
  return opened;
};

/** No name of a namespace and a pod together is longer. */
const searched = z.string().check(z.trim(), z.minLength(1), z.maxLength(320));

const ofNode = z.object({ name: z.string(), ...resumable });

/** A subscription to one tab of a node. */
const nodeTab = <Row extends Keyed>(tabOf: (tabs: NodeTabs) => Tab<Row>) =>
  trpc.procedure.input(ofNode).subscription(async function* ({ ctx, input, signal }) {
    const opened = openNode(input.name, tabOf(ctx.tabs), ctx);
    yield* followOpened(opened, input.lastEventId, ctx, present(signal));
  });

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
  /** One node, a tab at a time: only those that someone looks at are worked out. */
  node: trpc.router({
    /** The header, pods, devices, strays and findings. */
    watch: nodeTab((tabs) => tabs.parts),
    eviction: nodeTab((tabs) => tabs.eviction),
    disk: nodeTab((tabs) => tabs.disk),
    cpus: nodeTab((tabs) => tabs.cpus),
    cgroups: nodeTab((tabs) => tabs.cgroups),
    network: nodeTab((tabs) => tabs.network),
    kubelet: nodeTab((tabs) => tabs.kubelet),
    events: nodeTab((tabs) => tabs.events),
    transitions: nodeTab((tabs) => tabs.transitions),
  }),
  pod: trpc.router({
    /** Of the node that has it, unless one is named: a pod that is gone is still known there. */
    watch: trpc.procedure
      .input(z.object({ namespace: z.string(), name: z.string(), node: z.optional(z.string()), ...resumable }))
      .subscription(async function* ({ ctx, input, signal }) {
        const { namespace, name } = input;
        const node = input.node ?? ctx.nodeOfPod(namespace, name);
        if (node === undefined) throw notFound(`No node is known to have a pod ${namespace}/${name}: name its node.`);
        const opened = openNode(node, ctx.tabs.pod(namespace, name), ctx);
        yield* followOpened(opened, input.lastEventId, ctx, present(signal));
      }),
  }),
  pods: trpc.router({
    /** By a part of namespace/name; the first 50. */
    find: trpc.procedure.input(z.object({ name: searched })).query(({ ctx, input }) => ctx.findPods(input.name)),
  }),
  devices: trpc.router({
    /** Every device of the fleet. */
    watch: trpc.procedure
      .input(z.optional(z.object(resumable)))
      .subscription(({ ctx, input, signal }) =>
        followOpened(ctx.openDevices(), input?.lastEventId, ctx, present(signal)),
      ),
  }),
  fit: trpc.procedure.input(fitRequest).query(({ ctx, input }) => ctx.fit(input)),
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
  throw notFound("No recording is played here: start one with `bayplan replay FILE`.");
}

export type AppRouter = typeof appRouter;

const present = (signal: AbortSignal | undefined): AbortSignal => signal ?? new AbortController().signal;

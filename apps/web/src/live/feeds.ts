import type { ClusterView, EvictionView, FeedMessage, Keyed, NodePart, NodeRow } from "@bayplan/api/views";
import type { Client } from "./client.ts";
import { createFeed, type Feed, type FeedObserver, type FeedOptions } from "./feed.ts";

/** The cluster's view as the only row of a feed. */
export interface ClusterRow extends ClusterView, Keyed {}

export interface Feeds {
  nodes: Feed<NodeRow>;
  evictions: Feed<EvictionView>;
  cluster: Feed<ClusterRow>;
  /** One node's header, pods, devices and strays. The same name gives the same feed while someone looks at it. */
  node(name: string): Feed<NodePart>;
}

interface SubscriptionError {
  message: string;
  data?: unknown;
}

interface Callbacks<Data> {
  onData(data: Data): void;
  onError(error: SubscriptionError): void;
  onComplete(): void;
}

const codeOf = ({ data }: SubscriptionError): string =>
  typeof data === "object" && data !== null && "code" in data && typeof data.code === "string" ? data.code : "";

const callbacks = <Row extends Keyed, Data>(
  observer: FeedObserver<Row>,
  read: (data: Data) => FeedMessage<Row>,
  isStopped: () => boolean,
): Callbacks<Data> => ({
  onData: (data) => observer.onMessage(read(data)),
  onError: (error) => observer.onFailure({ code: codeOf(error), message: error.message }),
  onComplete: () => {
    if (!isStopped()) observer.onFailure({ code: "", message: "The server ended this stream." });
  },
});

/** Opens a subscription whose end is a failure unless the page itself asked for it. */
const opened = <Row extends Keyed, Data>(
  observer: FeedObserver<Row>,
  read: (data: Data) => FeedMessage<Row>,
  subscribe: (callbacks: Callbacks<Data>) => { unsubscribe(): void },
): (() => void) => {
  let stopped = false;
  const subscription = subscribe(callbacks(observer, read, () => stopped));
  return () => {
    stopped = true;
    subscription.unsubscribe();
  };
};

const tracked = <Row extends Keyed>(event: { data: FeedMessage<Row> }): FeedMessage<Row> => event.data;

/** The page's feeds, each subscribed once however many components look at it. */
export const createFeeds = (client: Client, options: FeedOptions): Feeds => {
  const nodes = new Map<string, Feed<NodePart>>();
  return {
    nodes: createFeed<NodeRow>(
      (observer) => opened(observer, tracked<NodeRow>, (handlers) => client.nodes.watch.subscribe(undefined, handlers)),
      options,
    ),
    evictions: createFeed<EvictionView>(
      (observer) =>
        opened(observer, tracked<EvictionView>, (handlers) => client.evictions.watch.subscribe(undefined, handlers)),
      options,
    ),
    cluster: createFeed<ClusterRow>(
      (observer) =>
        opened(
          observer,
          (view: ClusterView) => ({ reset: true, upserts: [{ ...view, key: "cluster" }], removals: [] }),
          (handlers) => client.cluster.watch.subscribe(undefined, handlers),
        ),
      options,
    ),
    node: (name) => {
      const known = nodes.get(name);
      if (known) return known;
      const feed = createFeed<NodePart>(
        (observer) =>
          opened(observer, tracked<NodePart>, (handlers) => client.node.watch.subscribe({ name }, handlers)),
        {
          ...options,
          onClose: () => nodes.delete(name),
        },
      );
      nodes.set(name, feed);
      return feed;
    },
  };
};

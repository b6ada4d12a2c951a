import type {
  CgroupPart,
  ClusterView,
  CpusView,
  DiskPart,
  EventView,
  EvictionPart,
  EvictionView,
  FeedMessage,
  FleetDeviceView,
  FleetRow,
  Keyed,
  KubeletView,
  NetworkView,
  NodePart,
  PodPart,
  TransitionView,
} from "@bayplan/api/views";
import type { Client } from "./client.ts";
import { createFeed, type Feed, type FeedObserver, type FeedOptions } from "./feed.ts";

/** The cluster's view as the only row of a feed. */
export interface ClusterRow extends ClusterView, Keyed {}

export interface Feeds {
  nodes: Feed<FleetRow>;
  evictions: Feed<EvictionView>;
  cluster: Feed<ClusterRow>;
  /** Every device of the fleet. */
  devices: Feed<FleetDeviceView>;
  /** One node's header, pods, devices and strays. The same name gives the same feed while someone looks at it. */
  node(name: string): Feed<NodePart>;
  /** One tab of a node each, worked out by the server only while someone looks at it. */
  nodeEviction(name: string): Feed<EvictionPart>;
  nodeTransitions(name: string): Feed<TransitionView>;
  nodeEvents(name: string): Feed<EventView>;
  nodeDisk(name: string): Feed<DiskPart>;
  nodeCpus(name: string): Feed<CpusView>;
  nodeCgroups(name: string): Feed<CgroupPart>;
  nodeNetwork(name: string): Feed<NetworkView>;
  nodeKubelet(name: string): Feed<KubeletView>;
  /** Without a node the server finds it; a pod that is gone needs it named. */
  pod(address: PodAddress): Feed<PodPart>;
}

export interface PodAddress {
  namespace: string;
  name: string;
  node?: string | undefined;
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

type Watch<Row extends Keyed, Input> = (
  input: Input,
  callbacks: Callbacks<{ data: FeedMessage<Row> }>,
) => { unsubscribe(): void };

const one = <Row extends Keyed, Input>(watch: Watch<Row, Input>, input: Input, options: FeedOptions): Feed<Row> =>
  createFeed<Row>((observer) => opened(observer, tracked<Row>, (handlers) => watch(input, handlers)), options);

/** A feed for each input, the same one for as long as someone looks at it. */
const forEach = <Row extends Keyed, Input>(
  watch: Watch<Row, Input>,
  options: FeedOptions,
): ((input: Input) => Feed<Row>) => {
  const feeds = new Map<string, Feed<Row>>();
  return (input) => {
    const key = JSON.stringify(input);
    const known = feeds.get(key);
    if (known) return known;
    const feed = one(watch, input, { ...options, onClose: () => feeds.delete(key) });
    feeds.set(key, feed);
    return feed;
  };
};

const forNode = <Row extends Keyed>(
  watch: Watch<Row, { name: string }>,
  options: FeedOptions,
): ((name: string) => Feed<Row>) => {
  const feedOf = forEach(watch, options);
  return (name) => feedOf({ name });
};

/** The page's feeds, each subscribed once however many components look at it. */
export const createFeeds = (client: Client, options: FeedOptions): Feeds => {
  const ofPod = forEach<PodPart, PodAddress>((input, handlers) => client.pod.watch.subscribe(input, handlers), options);
  return {
    nodes: one((_, handlers) => client.nodes.watch.subscribe(undefined, handlers), null, options),
    evictions: one((_, handlers) => client.evictions.watch.subscribe(undefined, handlers), null, options),
    devices: one((_, handlers) => client.devices.watch.subscribe(undefined, handlers), null, options),
    cluster: createFeed<ClusterRow>(
      (observer) =>
        opened(
          observer,
          (view: ClusterView) => ({ reset: true, upserts: [{ ...view, key: "cluster" }], changes: [], removals: [] }),
          (handlers) => client.cluster.watch.subscribe(undefined, handlers),
        ),
      options,
    ),
    node: forNode((input, handlers) => client.node.watch.subscribe(input, handlers), options),
    nodeEviction: forNode((input, handlers) => client.node.eviction.subscribe(input, handlers), options),
    nodeTransitions: forNode((input, handlers) => client.node.transitions.subscribe(input, handlers), options),
    nodeEvents: forNode((input, handlers) => client.node.events.subscribe(input, handlers), options),
    nodeDisk: forNode((input, handlers) => client.node.disk.subscribe(input, handlers), options),
    nodeCpus: forNode((input, handlers) => client.node.cpus.subscribe(input, handlers), options),
    nodeCgroups: forNode((input, handlers) => client.node.cgroups.subscribe(input, handlers), options),
    nodeNetwork: forNode((input, handlers) => client.node.network.subscribe(input, handlers), options),
    nodeKubelet: forNode((input, handlers) => client.node.kubelet.subscribe(input, handlers), options),
    // An absent node is left out, so that the address with and without an empty one is the same feed.
    pod: ({ namespace, name, node }) => ofPod({ namespace, name, ...(node && { node }) }),
  };
};

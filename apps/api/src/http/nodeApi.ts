import type { FastifyInstance } from "fastify";
import { nodeEviction } from "../eviction/outlook.ts";
import { plainRow } from "../feeds/rows.ts";
import type { Tab } from "../nodes/tab.ts";
import { findPods } from "../pods/find.ts";
import { nodeOfPod } from "../pods/tab.ts";
import { transitionView } from "../transitions/view.ts";
import type { Keyed } from "../views/feed.ts";
import type { SourceView } from "../views/node.ts";
import { Failure } from "./failure.ts";
import {
  cgroupItems,
  deviceItems,
  diskItems,
  eventItem,
  findingItems,
  headerOf,
  nodeInFull,
  podInFull,
  poolItems,
  transitionItem,
} from "./items.ts";
import type { JsonApiOptions } from "./jsonApi.ts";
import { periodOf } from "./moment.ts";

/** A node without an agent is read from the API server when it is asked for: so long is waited for that. Real milliseconds. */
const READING_DEADLINE = 5_000;

/** The calls that tell of something: where none of them ever answered, nothing is known of it. */
const TELLING = {
  devices: ["v1.PodResourcesLister/List", "v1.PodResourcesLister/GetAllocatableResources"],
  pods: ["GET /pods"],
  transitions: ["runtime.v1.RuntimeService/ListContainers", "GET /pods"],
} as const;

interface OfNode {
  Params: { name: string };
}

type Query = Record<string, unknown>;

/** One text of a query; undefined where it is not asked for. Throws a 400 where it is given more than once. */
const textOf = (query: Query, name: string): string | undefined => {
  const value = query[name];
  if (value === undefined || typeof value === "string") return value;
  throw new Failure(400, `bad_${name}`, `${name} is given more than once: ask for one at a time.`);
};

export const serveNode = (
  server: FastifyInstance,
  api: string,
  { fleet, openNodes, tabs, evictions, clock }: JsonApiOptions,
): void => {
  const unknownNode = (name: string): Failure => {
    const message = `There is no node ${name}: neither the API server nor an agent has named it. ${api}/nodes lists those there are.`;
    return new Failure(404, "unknown_node", message);
  };

  const rowsOf = async <Row extends Keyed>(name: string, tab: Tab<Row>): Promise<Row[]> => {
    const opened = openNodes.open(name, tab);
    if (!opened) throw unknownNode(name);
    try {
      await Promise.race([opened.settled, new Promise((resolve) => setTimeout(resolve, READING_DEADLINE).unref())]);
      fleet.row(name);
      return opened.feed.rows();
    } finally {
      opened.release();
    }
  };

  const tellersOf = (name: string, what: keyof typeof TELLING): SourceView[] => {
    const calls: readonly string[] = TELLING[what];
    return fleet.row(name)?.sources.filter(({ call }) => calls.includes(call)) ?? [];
  };

  const isKnown = (name: string, what: keyof typeof TELLING): boolean =>
    tellersOf(name, what).some(({ heardAt }) => heardAt !== null);

  /** An empty list would say that there is nothing, where nobody knows: says which source is missing, and why. */
  const unknown = (name: string, what: keyof typeof TELLING): Failure => {
    const sources = [...tellersOf(name, what), ...(fleet.row(name)?.sources ?? [])];
    const told = sources.find(({ message, source }) => message !== "" && source !== "apiserver");
    const reason = told?.message ?? "No source has told of them yet.";
    return new Failure(503, `${what}_unknown`, `The ${what} of ${name} are not known. ${reason}`);
  };

  server.get<OfNode>(`${api}/nodes/:name`, async ({ params: { name } }) => {
    const parts = await rowsOf(name, tabs.parts);
    const header = headerOf(parts);
    if (!header) throw unknownNode(name);
    return nodeInFull(header, parts, clock.now());
  });

  server.get<OfNode>(`${api}/nodes/:name/devices`, async ({ params: { name } }) => {
    const parts = await rowsOf(name, tabs.parts);
    const [items, pools] = [deviceItems(parts), poolItems(parts)];
    if (items.length + pools.length === 0 && !isKnown(name, "devices")) throw unknown(name, "devices");
    return { items, pools };
  });

  server.get<OfNode>(`${api}/nodes/:name/findings`, async ({ params: { name } }) => ({
    items: findingItems(await rowsOf(name, tabs.parts)),
  }));

  server.get<OfNode>(`${api}/nodes/:name/eviction`, async ({ params: { name } }) => {
    await rowsOf(name, tabs.eviction);
    const state = fleet.get(name);
    const eviction = state && nodeEviction(state, evictions.toldOf(name), clock.now());
    if (!eviction) throw unknown(name, "pods");
    return eviction;
  });

  server.get<OfNode>(`${api}/nodes/:name/disk`, async ({ params: { name } }) =>
    diskItems(await rowsOf(name, tabs.disk)),
  );

  server.get<OfNode>(`${api}/nodes/:name/cpus`, async ({ params: { name } }) => {
    const [cpus] = await rowsOf(name, tabs.cpus);
    if (!cpus) throw unknownNode(name);
    return plainRow(cpus);
  });

  server.get<OfNode>(`${api}/nodes/:name/cgroups`, async ({ params: { name } }) => {
    const parts = await rowsOf(name, tabs.cgroups);
    if (parts.length === 1 && !isKnown(name, "pods")) throw unknown(name, "pods");
    return cgroupItems(parts);
  });

  server.get<OfNode>(`${api}/nodes/:name/network`, async ({ params: { name } }) => {
    const [network] = await rowsOf(name, tabs.network);
    if (!network) throw unknownNode(name);
    return plainRow(network);
  });

  server.get<OfNode>(`${api}/nodes/:name/kubelet`, async ({ params: { name } }) => {
    const [kubelet] = await rowsOf(name, tabs.kubelet);
    if (!kubelet) throw unknownNode(name);
    return plainRow(kubelet);
  });

  server.get<OfNode>(`${api}/nodes/:name/events`, async ({ params: { name } }) => ({
    items: (await rowsOf(name, tabs.events)).map(eventItem),
  }));

  server.get<OfNode & { Querystring: Query }>(`${api}/nodes/:name/transitions`, ({ params: { name }, query }) => {
    const state = fleet.get(name);
    if (!state) throw unknownNode(name);
    const { since, until } = periodOf(query);
    const pod = textOf(query, "pod");
    if (!state.transitions || !isKnown(name, "transitions")) throw unknown(name, "transitions");
    return { items: state.transitions.between(since, until, pod).map((item) => transitionItem(transitionView(item))) };
  });

  server.get<{ Querystring: Query }>(`${api}/pods`, ({ query }) => {
    const name = textOf(query, "name")?.trim() ?? "";
    if (name === "") {
      const message = `Say what to look for: ${api}/pods?name=web finds every pod with that in its namespace/name.`;
      throw new Failure(400, "bad_name", message);
    }
    const { pods, ...counts } = findPods(fleet, name, clock.now());
    return { items: pods, ...counts };
  });

  server.get<{ Params: { namespace: string; name: string }; Querystring: Query }>(
    `${api}/pods/:namespace/:name`,
    async ({ params: { namespace, name }, query }) => {
      const node = textOf(query, "node") ?? nodeOfPod(fleet, namespace, name, clock.now());
      if (node === undefined) {
        const message = `No node is known to have a pod ${namespace}/${name}: name its node with ?node=, which also reads one that no agent reports for.`;
        throw new Failure(404, "unknown_pod", message);
      }
      const pod = podInFull(await rowsOf(node, tabs.pod(namespace, name)));
      if (pod) return pod;
      const message = `Node ${node} has no pod ${namespace}/${name}: ${api}/nodes/${encodeURIComponent(node)} lists those it has.`;
      throw new Failure(404, "unknown_pod", message);
    },
  );
};

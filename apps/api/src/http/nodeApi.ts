import type { FastifyInstance } from "fastify";
import { viewNodeEviction } from "../eviction/pressure.ts";
import type { SourceView } from "../views/node.ts";
import type { NodePart } from "../views/part.ts";
import { Failure } from "./failure.ts";
import { deviceItems, headerOf, nodeInFull, transitionItem } from "./items.ts";
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

export const serveNode = (
  server: FastifyInstance,
  api: string,
  { fleet, openNodes, evictions, clock }: JsonApiOptions,
): void => {
  const unknownNode = (name: string): Failure => {
    const message = `There is no node ${name}: neither the API server nor an agent has named it. ${api}/nodes lists those there are.`;
    return new Failure(404, "unknown_node", message);
  };

  const partsOf = async (name: string): Promise<NodePart[]> => {
    const opened = openNodes.open(name);
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
    const parts = await partsOf(name);
    const header = headerOf(parts);
    if (!header) throw unknownNode(name);
    return nodeInFull(header, parts, clock.now());
  });

  server.get<OfNode>(`${api}/nodes/:name/devices`, async ({ params: { name } }) => {
    const items = deviceItems(await partsOf(name));
    if (items.length === 0 && !isKnown(name, "devices")) throw unknown(name, "devices");
    return { items };
  });

  server.get<OfNode>(`${api}/nodes/:name/eviction`, async ({ params: { name } }) => {
    await partsOf(name);
    const state = fleet.get(name);
    const eviction = state && viewNodeEviction(state, evictions.toldOf(name), clock.now());
    if (!eviction) throw unknown(name, "pods");
    return eviction;
  });

  server.get<OfNode & { Querystring: Record<string, unknown> }>(
    `${api}/nodes/:name/transitions`,
    ({ params: { name }, query }) => {
      const state = fleet.get(name);
      if (!state) throw unknownNode(name);
      const { since, until } = periodOf(query);
      const { pod } = query;
      if (pod !== undefined && typeof pod !== "string") {
        throw new Failure(400, "bad_pod", "pod is given more than once: ask for one at a time.");
      }
      if (!state.transitions || !isKnown(name, "transitions")) throw unknown(name, "transitions");
      return { items: state.transitions.between(since, until, pod).map(transitionItem) };
    },
  );
};

import { toMillis, type Clock, type Millis, type TimelineItem } from "@bayplan/shared";
import type { FastifyInstance } from "fastify";
import type { EvictionLedger } from "../eviction/ledger.ts";
import type { Fleet } from "../nodes/fleet.ts";
import type { OpenNodes } from "../nodes/openNodes.ts";
import type { DeviceView } from "../views/device.ts";
import type { NodeRow, SourceView } from "../views/node.ts";
import type { NodePart } from "../views/part.ts";
import { Failure, sendFailure } from "./failure.ts";
import { periodOf } from "./moment.ts";

/** A node without an agent is read from the API server when it is asked for: so long is waited for that. Real milliseconds. */
const READING_DEADLINE = 5_000;

export interface JsonApiOptions {
  fleet: Fleet;
  openNodes: OpenNodes;
  evictions: EvictionLedger;
  clock: Clock;
}

const sourceItem = ({ heardAt, ...source }: SourceView, now: Millis) => ({ ...source, age: heardAt === null ? null : Math.max(0, (now - toMillis(heardAt)) / 1000) });

const without = <Of extends object, Name extends keyof Of>(of: Of, ...names: Name[]): Omit<Of, Name> => {
  const rest = { ...of };
  for (const name of names) delete rest[name];
  return rest;
};

const nodeItem = (row: NodeRow, now: Millis) => ({ ...without(row, "key"), sources: row.sources.map((source) => sourceItem(source, now)) });

const deviceItem = ({ resource, id, physicalId, numaNodes, health, assignments }: DeviceView) => ({
  resource,
  id,
  physicalId,
  numaNodes,
  health,
  assignments: assignments.map(({ namespace, pod, container }) => ({ namespace, pod, container })),
});

/** Fields that a change does not have are there all the same, as null: a script finds the same shape each time. */
const transitionItem = (item: TimelineItem) => ({
  at: item.at,
  kind: item.kind,
  namespace: item.namespace,
  pod: item.pod,
  uid: item.uid,
  container: item.container ?? null,
  containerId: item.containerId ?? null,
  sandboxId: item.sandboxId ?? null,
  restart: item.restart ?? null,
  from: item.from,
  to: item.to,
  reason: item.reason ?? null,
  message: item.message ?? null,
  exitCode: item.exitCode ?? null,
  signal: item.signal ?? null,
  source: item.source,
});

const isOf =
  <Name extends NodePart["part"]>(name: Name) =>
  (part: NodePart): part is Extract<NodePart, { part: Name }> =>
    part.part === name;

/** The read-only JSON for scripts and portals: the same views as the page's, with ages instead of moments. */
export const serveJsonApi = (server: FastifyInstance, basePath: string, { fleet, openNodes, evictions, clock }: JsonApiOptions): void => {
  const api = `${basePath}/api/v1`;

  const unknownNode = (name: string): Failure =>
    new Failure(404, "unknown_node", `There is no node ${name}: neither the API server nor an agent has named it. ${api}/nodes lists those there are.`);

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

  server.get(`${api}/nodes`, () => {
    const now = clock.now();
    return { items: fleet.rows().map((row) => nodeItem(row, now)) };
  });

  server.get<{ Params: { name: string } }>(`${api}/nodes/:name`, async ({ params }) => {
    const parts = await partsOf(params.name);
    const header = parts.find(isOf("node"));
    if (!header) throw unknownNode(params.name);
    return {
      ...nodeItem(header.row, clock.now()),
      ...without(header, "key", "part", "row", "now"),
      pods: parts.filter(isOf("pod")).map((pod) => without(pod, "key", "part")),
      devices: parts.filter(isOf("device")).map(deviceItem),
      strays: parts.filter(isOf("stray")).map((stray) => without(stray, "key", "part")),
    };
  });

  server.get<{ Params: { name: string } }>(`${api}/nodes/:name/devices`, async ({ params }) => {
    const parts = await partsOf(params.name);
    return { items: parts.filter(isOf("device")).map(deviceItem) };
  });

  server.get<{ Params: { name: string }; Querystring: Record<string, unknown> }>(`${api}/nodes/:name/transitions`, ({ params, query }) => {
    const state = fleet.get(params.name);
    if (!state) throw unknownNode(params.name);
    const { since, until } = periodOf(query);
    const { pod } = query;
    if (pod !== undefined && typeof pod !== "string") throw new Failure(400, "bad_pod", "pod is given more than once: ask for one at a time.");
    if (!state.transitions) throw new Failure(404, "no_transitions", `No agent has reported for ${params.name}, and only an agent tells of transitions: run \`bayplan agent\` on it.`);
    return { items: state.transitions.between(since, until, pod).map(transitionItem) };
  });

  server.get<{ Querystring: Record<string, unknown> }>(`${api}/evictions`, ({ query }) => {
    const { since, until } = periodOf(query);
    return { items: evictions.between(since, until).map((eviction) => without(eviction, "key")) };
  });

  server.all(`${basePath}/api/*`, (request, reply) => sendFailure(reply, 404, "unknown_path", `There is nothing at ${request.method} ${request.url.split("?")[0]}: begin at ${api}/nodes.`));
};

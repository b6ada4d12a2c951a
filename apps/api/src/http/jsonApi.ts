import type { Clock } from "@bayplan/shared";
import type { FastifyInstance } from "fastify";
import { fleetDeviceViews } from "../devices/fleetDevices.ts";
import type { EvictionLedger } from "../eviction/ledger.ts";
import type { Fleet } from "../nodes/fleet.ts";
import { fitOnNodes } from "../fit/fit.ts";
import type { OpenNodes } from "../nodes/openNodes.ts";
import type { NodeTabs } from "../nodes/tabs.ts";
import { evictionKinds } from "./evictionKinds.ts";
import { Failure, sendFailure } from "./failure.ts";
import { fitQuery } from "./fitQuery.ts";
import { evictionItem, fleetDeviceItems, nodeItems } from "./items.ts";
import { periodOf } from "./moment.ts";
import { serveNode } from "./nodeApi.ts";

export interface JsonApiOptions {
  fleet: Fleet;
  openNodes: OpenNodes;
  tabs: NodeTabs;
  evictions: EvictionLedger;
  clock: Clock;
  /** Why no node could be listed, in the source's words; null while none was asked for, or once they are here. */
  unlisted(): string | null;
}

/** The read-only JSON for scripts and portals: the same views as the page's. */
export const serveJsonApi = (server: FastifyInstance, basePath: string, options: JsonApiOptions): void => {
  const { fleet, evictions, clock } = options;
  const api = `${basePath}/api/v1`;

  /** An empty list would say that there are no nodes, where nobody knows. */
  const checkListed = (): void => {
    const reason = fleet.states().length === 0 ? options.unlisted() : null;
    if (reason !== null) throw new Failure(503, "nodes_unknown", `The nodes are not known. ${reason}`);
  };

  server.get(`${api}/nodes`, () => {
    checkListed();
    return { items: nodeItems(fleet.rows(), clock.now()) };
  });
  serveNode(server, api, options);

  server.get<{ Querystring: Record<string, unknown> }>(`${api}/evictions`, ({ query }) => {
    const { since, until } = periodOf(query);
    const kinds = evictionKinds(query["kind"]);
    return {
      items: evictions
        .between(since, until)
        .filter(({ kind }) => kinds.has(kind))
        .map(evictionItem),
    };
  });

  server.get(`${api}/devices`, () => {
    checkListed();
    return { items: fleetDeviceItems(fleet.states().flatMap((state) => fleetDeviceViews(state, clock.now()))) };
  });

  server.get<{ Querystring: Record<string, unknown> }>(`${api}/fit`, async ({ query }) => ({
    items: await fitOnNodes(fleet, fitQuery(query), clock.now),
  }));

  for (const path of [`${basePath}/api`, `${basePath}/api/*`]) {
    server.all(path, (request, reply) => {
      const message = `There is nothing at ${request.method} ${request.url.split("?")[0]}: begin at ${api}/nodes.`;
      return sendFailure(reply, 404, "unknown_path", message);
    });
  }
};

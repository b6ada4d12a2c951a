import type { Clock } from "@bayplan/shared";
import type { FastifyInstance } from "fastify";
import { fleetDeviceViews } from "../devices/fleetDevices.ts";
import type { EvictionLedger } from "../eviction/ledger.ts";
import type { Fleet } from "../nodes/fleet.ts";
import { fitOnNodes } from "../fit/fit.ts";
import type { OpenNodes } from "../nodes/openNodes.ts";
import type { NodeTabs } from "../nodes/tabs.ts";
import { sendFailure } from "./failure.ts";
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
}

/** The read-only JSON for scripts and portals: the same views as the page's. */
export const serveJsonApi = (server: FastifyInstance, basePath: string, options: JsonApiOptions): void => {
  const { fleet, evictions, clock } = options;
  const api = `${basePath}/api/v1`;

  server.get(`${api}/nodes`, () => ({ items: nodeItems(fleet.rows(), clock.now()) }));
  serveNode(server, api, options);

  server.get<{ Querystring: Record<string, unknown> }>(`${api}/evictions`, ({ query }) => {
    const { since, until } = periodOf(query);
    return { items: evictions.between(since, until).map(evictionItem) };
  });

  server.get(`${api}/devices`, () => ({
    items: fleetDeviceItems(fleet.states().flatMap((state) => fleetDeviceViews(state, clock.now()))),
  }));

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

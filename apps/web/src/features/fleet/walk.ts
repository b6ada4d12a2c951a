import type { FleetRow } from "@bayplan/api/views";
import type { Feed } from "../../live/feed.ts";
import { orderOf } from "./fleetOrder.ts";

/** The nodes as the fleet listed them last: keys walk through them, and they do not move under the walker. */
let listed: readonly { name: string }[] | null = null;

export const setListed = (rows: readonly { name: string }[]): void => {
  listed = rows;
};

/** Where the fleet was not looked at yet, its usual order, once all nodes are here. */
const inUsualOrder = (nodes: Feed<FleetRow>): Promise<readonly FleetRow[]> =>
  new Promise((resolve) => {
    const look = (): void => {
      const { status, rows, total } = nodes.get();
      if (status !== "ready" || total !== null) return;
      resolve([...rows.values()].toSorted(orderOf("closest")));
      forget();
    };
    let forget = (): void => {};
    forget = nodes.subscribe(look);
    look();
  });

/** The node so many places after that one; null at either end. One that is not listed stands before the first. */
export const nodeAfter = (rows: readonly { name: string }[], from: string, step: number): string | null => {
  const at = rows.findIndex(({ name }) => name === from);
  return (at < 0 ? rows[0] : rows[at + step])?.name ?? null;
};

/** The next node in the fleet's order, or the one before; null where there is none. */
export const walk = async (nodes: Feed<FleetRow>, from: string, step: 1 | -1): Promise<string | null> => {
  listed ??= await inUsualOrder(nodes);
  return nodeAfter(listed, from, step);
};

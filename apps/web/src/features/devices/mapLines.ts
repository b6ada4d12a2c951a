import type { DeviceView } from "@bayplan/api/views";
import { devicesByNuma } from "./devicesByNuma.ts";

/** More beside each other are too narrow for a name on most screens. */
const MOST = 4;

/** Columns that so many devices of one NUMA node take: two below each other, more only where there are many. */
export const acrossOf = (devices: number): number => Math.min(MOST, Math.ceil(devices / 2));

/** Columns of a node's map: those of its widest resource, for the NUMA nodes of one stand beside each other. */
export const columnsOf = (devices: readonly DeviceView[], only?: (device: DeviceView) => boolean): number =>
  Math.max(
    1,
    ...devicesByNuma(devices, only).map(({ groups }) =>
      groups.reduce((columns, group) => columns + acrossOf(group.devices.length), 0),
    ),
  );

/** Items in their order, on each line as many as have room; one that needs more than there is has a line of its own. */
export const inLines = <Item extends { columns: number }>(items: readonly Item[], room: number): Item[][] => {
  const lines: Item[][] = [];
  let left = 0;
  for (const item of items) {
    const line = lines.at(-1);
    if (line && item.columns <= left) line.push(item);
    else {
      lines.push([item]);
      left = room;
    }
    left -= item.columns;
  }
  return lines;
};

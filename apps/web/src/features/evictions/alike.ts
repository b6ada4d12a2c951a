import type { EvictionView } from "@bayplan/api/views";

const MINUTE = 60_000;

/** So many at least are told as one. */
const LEAST = 3;

/** Each of these has figures and an order of its own to explain. */
const isOwnStory = ({ kind }: EvictionView): boolean => kind === "threshold" || kind === "local-storage";

/** Newest first. */
export type Group = readonly [EvictionView, ...EvictionView[]];

/** That of the oldest: others may still join. */
export const keyOfGroup = (group: Group): string => (group.at(-1) ?? group[0]).key;

const isAlike = (a: EvictionView, b: EvictionView): boolean =>
  !isOwnStory(a) &&
  a.kind === b.kind &&
  a.node === b.node &&
  a.why === b.why &&
  Math.abs(Date.parse(a.at) - Date.parse(b.at)) <= MINUTE;

/**
 * What happened to many pods at once, for one cause, together: a drained node or a taint sends all of them away.
 * @param rows newest first; so are the groups and what is in them
 */
export const alike = (rows: readonly EvictionView[]): Group[] => {
  const groups: [EvictionView, ...EvictionView[]][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    if (group && isAlike(group[0], row)) group.push(row);
    else groups.push([row]);
  }
  return groups.flatMap((group): Group[] => (group.length >= LEAST ? [group] : group.map((row): Group => [row])));
};

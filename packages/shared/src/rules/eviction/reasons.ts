import { formatBytes, formatCount, ordinal } from "../wording.ts";
import type { Ranked } from "./order.ts";
import { signalUnit, starvedResource, type Signal } from "./signal.ts";

/** For each place of an order, in its order, a sentence that says why it stands there. */
export function reasons(signal: Signal, order: readonly Ranked[]): string[] {
  // Pods that compare alike in everything but the excess: the same group, where groups count, and priority.
  const peers = new Map<string, number>();
  const key = ({ group, candidate }: Ranked): string =>
    `${starvedResource(signal) === "pids" ? Math.min(group, 1) : group} ${candidate.priority}`;
  for (const place of order) if (!place.candidate.leaving) peers.set(key(place), (peers.get(key(place)) ?? 0) + 1);
  const met = new Map<string, number>();
  return order.map((place) => {
    const { leaving, passedOver } = place.candidate;
    if (leaving) return `is passed over: ${passedOver}; ${use(signal, place)}`;
    const standing = (met.get(key(place)) ?? 0) + 1;
    met.set(key(place), standing);
    const account = `${use(signal, place)}; ${rankAmong(signal, place, standing, peers.get(key(place)) ?? 1)}`;
    return passedOver === null ? account : `is passed over: ${passedOver}; ${account}`;
  });
}

function use(signal: Signal, { usage, request, excess, group }: Ranked): string {
  if (group === 0) return "has nothing running at the moment, so no figures, and such pods go first";
  if (usage === null || excess === null) return "started after the last sample, so what it uses is not known yet";
  const resource = starvedResource(signal);
  if (resource === "pids") return `has ${formatCount(usage, "process", "processes")}`;
  if (resource === "inodes") return `uses ${formatCount(usage, "inode", "inodes")}`;
  const of = signalUnit(signal) === "bytes" ? formatBytes : String;
  if (group === 1)
    return request === 0 ? `uses ${of(usage)} and asked for nothing` : `uses ${of(excess)} more than it asked for`;
  return excess === 0 ? "uses just what it asked for" : `uses ${of(-excess)} less than it asked for`;
}

function rankAmong(signal: Signal, { candidate, group }: Ranked, standing: number, peers: number): string {
  const priority = `priority ${candidate.priority}`;
  if (peers === 1) return `alone with ${priority}${starvedResource(signal) === "pids" ? "" : inGroup(group)}`;
  const same = `same priority as ${formatCount(peers - 1, "other", "others")}`;
  if (group === 0) return same;
  const measure =
    starvedResource(signal) === "pids" ? "most processes" : group === 1 ? "largest excess" : "nearest to its request";
  return `${same}; ${standing === 1 ? measure : `${ordinal(standing)} ${measure}`}`;
}

const inGroup = (group: Ranked["group"]): string =>
  group === 0
    ? " among those without figures"
    : group === 1
      ? " among those above their request"
      : " among those within their request";

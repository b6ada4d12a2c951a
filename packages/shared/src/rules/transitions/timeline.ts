import { toMillis, type Millis, type Time } from "../../model/time.ts";
import type { Transition } from "../../model/transition.ts";
import { STATES } from "./fact.ts";
import { byTrust } from "./mergeTransitions.ts";

/** A change as a reader sees it: one item whatever the number of sources, `from` and all that any of them told. */
export interface TimelineItem extends Transition {
  /** On a container's `Created`, or `Running` without one: its last run was in another sandbox. */
  newSandbox?: boolean;
  /** On a container's `Exited`: why the kubelet killed it, where an event told. */
  killedBy?: string;
}

export interface TimelineOptions {
  /**
   * When the watch of this node began. What happened before and was only found later is left out: the runtime tells of
   * it, but nobody can say what else there was.
   */
  watchedSince?: Millis;
}

/**
 * The observations as one timeline, oldest first, each change once. Observations of one pod or of many.
 *
 * The API cuts moments to the second and says nothing at all of when a wait began, so within a subject the order of
 * states decides where the moments cannot: a first sight is moved back to the change that followed it, a cut moment up
 * to the one before it, by less than a second.
 */
export function timeline(observations: Iterable<Transition>, options: TimelineOptions = {}): TimelineItem[] {
  const items: TimelineItem[] = [];
  for (const [chain, members] of groupBy(overlay(observations), chainOf)) {
    items.push(...(chain.startsWith("container ") ? containerChain(members) : linked(members.sort(inOrder))));
  }
  const { watchedSince } = options;
  const watched = watchedSince === undefined ? items : items.filter((item) => isWatched(item, watchedSince));
  return watched.sort(inOrder);
}

const isWatched = (item: TimelineItem, since: Millis): boolean => !item.found || toMillis(item.at) >= since;

/** One item a key: the most trusted source's word, completed by what only the others told. */
function overlay(observations: Iterable<Transition>): TimelineItem[] {
  const items: TimelineItem[] = [];
  for (const told of groupBy(observations, (transition) => transition.key).values()) {
    const [best, ...rest] = told.sort(byTrust);
    if (!best) continue;
    const { found, ...details }: TimelineItem = Object.assign({}, ...rest.toReversed(), best);
    const item: TimelineItem = details;
    if (found && told.every((transition) => transition.found)) item.found = true;
    items.push(item);
  }
  return items;
}

function chainOf(item: Transition): string {
  if (item.kind === "sandbox") return `sandbox ${item.sandboxId}`;
  if (item.kind === "container") return `container ${item.uid} ${item.container}`;
  const condition = item.to.indexOf("=");
  return condition < 0 ? `pod ${item.uid}` : `condition ${item.uid} ${item.to.slice(0, condition)}`;
}

/**
 * A container's runs one after another, and its waits between them. A removal follows its own run, however much later;
 * readiness and killings are told apart from its state.
 */
function containerChain(members: TimelineItem[]): TimelineItem[] {
  const {
    waits = [],
    readiness = [],
    kills = [],
    states = [],
  } = Object.groupBy(members, ({ to }) =>
    to === "Waiting" ? "waits" : isReadiness(to) ? "readiness" : to === "Killing" ? "kills" : "states",
  );
  const runs = runsOf(withoutNameless(states));
  const removed = runs.flatMap((run) => run.filter((item) => item.to === "Removed"));
  const lived = runs
    .map((run) => settled(run.filter((item) => item.to !== "Removed")))
    .filter((run) => run.length > 0)
    .sort((a, b) => compare(startOf(a), startOf(b)));
  const byId = new Map(lived.map((run, index) => [run[0]?.containerId, index]));
  const between = waits.map((item) => placed(item, lived, byId.get(item.containerId)));
  const chain = linked([...lived.flat(), ...between].sort(inOrder));
  for (const item of removed) item.from = lived[byId.get(item.containerId) ?? -1]?.at(-1)?.to ?? null;
  markNewSandboxes(chain);
  return [...chain, ...removed, ...readinessChains(readiness, chain), ...attributed(kills, chain)];
}

const isReadiness = (to: string): boolean => to === "Ready" || to === "NotReady";

/** Each run becomes ready anew. */
function readinessChains(readiness: readonly TimelineItem[], chain: readonly TimelineItem[]): TimelineItem[] {
  const started = new Map(chain.filter((item) => item.to === "Running").map((item) => [item.containerId, item.at]));
  for (const item of readiness) {
    const floor = started.get(item.containerId);
    if (floor !== undefined) raise(item, floor);
  }
  return [...groupBy(readiness, (item) => `${item.restart}`).values()].flatMap((run) => linked(run.sort(inOrder)));
}

/** A killing names no run: it is of the one that ran then. The end that came next is its doing. */
function attributed(kills: TimelineItem[], chain: readonly TimelineItem[]): TimelineItem[] {
  for (const kill of kills) {
    const exited = chain.find((item) => item.to === "Exited" && compare(item.at, kill.at) >= 0);
    const run = exited ?? chain.findLast((item) => item.to === "Running");
    if (exited && kill.reason !== undefined) exited.killedBy = kill.reason;
    kill.from = "Running";
    if (run?.restart !== undefined) kill.restart = run.restart;
    if (run?.containerId !== undefined) kill.containerId = run.containerId;
  }
  return kills;
}

/** A state that the API tells without the container's id is the one that is known by id, if there is one of that run. */
function withoutNameless(members: readonly TimelineItem[]): TimelineItem[] {
  const known = new Set(members.filter((item) => item.containerId !== undefined).map(runState));
  return members.filter((item) => item.containerId !== undefined || !known.has(runState(item)));
}

const runState = (item: TimelineItem): string => `${item.restart} ${item.to}`;

const runsOf = (members: readonly TimelineItem[]): TimelineItem[][] => [
  ...groupBy(members, (item) => item.containerId ?? `restart ${item.restart}`).values(),
];

/** A run in the order of its states, cut moments raised to the change before them. */
function settled(run: TimelineItem[]): TimelineItem[] {
  const states = run.sort((a, b) => stateRank(a) - stateRank(b) || compare(a.at, b.at));
  let before: TimelineItem | undefined;
  for (const item of states) {
    if (before) raise(item, before.at);
    before = item;
  }
  return states;
}

/** A moment of whole seconds lies within the second that it names. */
function raise(item: TimelineItem, floor: Time): void {
  const isCut = item.at.length === 20;
  if (isCut && compare(item.at, floor) < 0 && toMillis(floor) - toMillis(item.at) < 1000) item.at = floor;
}

const startOf = (run: readonly TimelineItem[]): Time => run[0]?.at ?? "";

/**
 * A wait is first seen late: it began after the run that ended before it, and no later than the next run. The runs are
 * in the order they started; `ended` is the place of the one before the wait, if it is after one.
 */
function placed(
  wait: TimelineItem,
  runs: readonly (readonly TimelineItem[])[],
  ended: number | undefined,
): TimelineItem {
  const after = wait.containerId === undefined ? undefined : ended;
  const end = after === undefined ? undefined : runs[after]?.findLast((item) => item.to === "Exited")?.at;
  const next =
    after === undefined ? runs.find((run) => (run[0]?.restart ?? 0) >= (wait.restart ?? 0)) : runs[after + 1];
  let { at } = wait;
  if (end !== undefined && compare(at, end) < 0) at = end;
  if (next !== undefined && compare(at, startOf(next)) > 0) at = startOf(next);
  return at === wait.at ? wait : Object.assign({}, wait, { at });
}

/** Sets `from`, and drops what was found in the state it was already known to be in: a new agent's first sight. */
function linked(chain: TimelineItem[]): TimelineItem[] {
  const kept: TimelineItem[] = [];
  for (const item of chain) {
    const last = kept.at(-1);
    if (last && item.found && last.to === item.to && last.reason === item.reason && last.restart === item.restart)
      continue;
    item.from = last?.to ?? null;
    kept.push(item);
  }
  return kept;
}

function markNewSandboxes(chain: readonly TimelineItem[]): void {
  let sandbox: string | undefined;
  for (const item of chain) {
    if (item.to === "Waiting" || item.sandboxId === undefined) continue;
    if (sandbox !== undefined && sandbox !== item.sandboxId) item.newSandbox = true;
    sandbox = item.sandboxId;
  }
}

const stateRank = (item: TimelineItem): number => {
  if (item.to === "Waiting" && item.containerId !== undefined) return STATES.length;
  const rank = STATES.findIndex((state) => state === item.to);
  return rank < 0 ? STATES.length + 1 : rank;
};

const KIND_RANK: Record<Transition["kind"], number> = { pod: 0, sandbox: 1, container: 2 };

/** By moment; where moments are equal, by what must have come first. */
function inOrder(a: TimelineItem, b: TimelineItem): number {
  return (
    compare(a.at, b.at) ||
    KIND_RANK[a.kind] - KIND_RANK[b.kind] ||
    (a.restart ?? 0) - (b.restart ?? 0) ||
    stateRank(a) - stateRank(b) ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  );
}

/** As `compareTimes`, without parsing: in UTC the text up to its fraction sorts as it is. */
function compare(a: Time, b: Time): number {
  const [left, right] = a.length === b.length ? [a, b] : [a.slice(0, -1), b.slice(0, -1)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

import type { ContainerView, PodView, TransitionView } from "@bayplan/api/views";
import type { Millis, QosClass, Time } from "@bayplan/shared";
import { naturalOrder } from "@bayplan/shared/naturalOrder";
import type { Tone } from "../../ui/Symbol.tsx";
import { exitTone, exitWords } from "../pod/containerState.ts";

export type LaneState = "created" | "running" | "waiting" | "exited";

/** A stretch of a lane in one state. */
export interface Segment {
  state: LaneState;
  /** Null: it was so when the watch began, and nobody can say since when. */
  from: Millis | null;
  /** Null: it is so still. */
  to: Millis | null;
  /** Why it waits, in the kubelet's word. */
  reason: string | null;
}

/** An end. */
export interface Tick {
  at: Millis;
  words: string;
  tone: Tone;
  /** What the kubelet or the program said. */
  detail: string | null;
}

export type LaneType = ContainerView["type"] | "sandbox";

export interface Lane {
  key: string;
  namespace: string;
  pod: string;
  uid: string;
  /** The container's name; of a sandbox lane its type. */
  name: string;
  type: LaneType;
  /** Null: the pod is gone, and what it was is not known any more. */
  tier: QosClass | null;
  /** When its pod was created: what nobody saw begin began no earlier. Null: not known any more. */
  notBefore: Millis | null;
  segments: Segment[];
  ticks: Tick[];
}

const KILLED_BY: Record<string, string> = {
  LivenessProbe: "liveness probe",
  StartupProbe: "startup probe",
  PodStopped: "stopped",
};

const tickWords = (item: TransitionView): string => {
  if (item.kind === "sandbox") return item.to === "Removed" ? "removed" : "sandbox stopped";
  const words = exitWords(item);
  const why = item.killedBy === null ? undefined : (KILLED_BY[item.killedBy] ?? item.killedBy);
  return why === undefined || item.reason === "OOMKilled" ? words : `${words}, ${why}`;
};

const SIGKILL = 9;

/** A container that dies of SIGKILL leaves this code (128 + 9), also where the runtime tells no signal. */
const byForce = ({ signal, exitCode }: TransitionView): boolean => signal === SIGKILL || exitCode === 128 + SIGKILL;

/**
 * One that the kubelet stopped because the pod had to go ended as it should, whatever its code; not so when the
 * signal that cannot be refused had to end it.
 */
const tickTone = (item: TransitionView): Tone => {
  if (item.kind === "sandbox") return "quiet";
  const stopped = item.killedBy === "PodStopped" && item.reason !== "OOMKilled" && !byForce(item);
  return stopped ? "quiet" : exitTone(item);
};

interface Draft {
  segments: Segment[];
  ticks: Tick[];
}

const STATES: Record<string, LaneState> = { Created: "created", Running: "running", Waiting: "waiting" };

/**
 * Follows one subject's changes, oldest first; readiness is no state of a lane. What has ended stays `exited` until
 * something follows: when that is a wait or a new run, it has waited since its end.
 */
const follow = (items: readonly TransitionView[]): Draft => {
  const segments: Segment[] = [];
  const ticks: Tick[] = [];
  let open: Segment | null = null;
  /** Of the last end: whose it was, and when its remains were taken away. Older ones are removed later than that. */
  let ended: string | null = null;
  let removed: Millis | null = null;
  const close = (at: Millis): void => {
    if (open) segments.push({ ...open, to: at });
    open = null;
  };
  for (const item of items) {
    const at = Date.parse(item.at);
    const entered = STATES[item.to];
    if (item.to === "Removed" && open?.state === "exited" && item.containerId === ended) removed = at;
    if (entered === undefined && item.to !== "Exited") continue;
    const before = item.from === null ? undefined : STATES[item.from];
    const first = segments.length === 0 && ticks.length === 0 && open === null;
    if (first && before !== undefined) open = { state: before, from: null, to: null, reason: null };
    if (open?.state === "exited") {
      open = { ...open, state: "waiting", reason: entered === "waiting" ? item.reason : null };
      if (entered === "waiting") continue;
    }
    close(at);
    if (entered) {
      open = { state: entered, from: at, to: null, reason: entered === "waiting" ? item.reason : null };
      continue;
    }
    ticks.push({ at, words: tickWords(item), tone: tickTone(item), detail: item.message });
    if (item.kind === "container") open = { state: "exited", from: at, to: null, reason: null };
    ended = item.containerId;
    removed = null;
  }
  if (open) segments.push(open.state === "exited" ? { ...open, to: removed } : open);
  return { segments, ticks };
};

const CURRENT: Partial<Record<ContainerView["state"], LaneState>> = {
  Created: "created",
  Running: "running",
  Waiting: "waiting",
};

const millis = (at: Time | null): Millis | null => (at === null ? null : Date.parse(at));

/** What the status tells of one that the runtime last saw end: it waits, or runs again. */
const afterEnd = (
  segments: readonly Segment[],
  end: Segment,
  state: LaneState,
  since: Millis | null,
  reason: string | null,
): Segment[] => {
  const waiting: Segment = { ...end, state: "waiting", to: null, reason: null };
  const before = segments.slice(0, -1);
  if (state === "waiting") return [...before, { ...waiting, reason }];
  // A status from before the end will catch up.
  if (since === null || since < (end.from ?? since)) return [...segments];
  return [...before, { ...waiting, to: since }, { state, from: since, to: null, reason: null }];
};

/** What the status alone tells of one whose changes nobody saw: its last end, the wait after it, and the present. */
const fromStatus = ({ lastExit, reason }: ContainerView, state: LaneState, since: Millis | null): Draft | null => {
  const at = millis(lastExit?.at ?? null);
  if (!lastExit || at === null || (since !== null && since < at)) return null;
  const ticks = [{ at, words: exitWords(lastExit), tone: exitTone(lastExit), detail: null }];
  if (state === "waiting") return { segments: [{ state, from: at, to: null, reason }], ticks };
  if (since === null) return null;
  const waited: Segment = { state: "waiting", from: at, to: since, reason: null };
  return { segments: [waited, { state, from: since, to: null, reason: null }], ticks };
};

/**
 * What the container is in now, where the changes do not tell: one that has run since before the watch began, and one
 * whose last change is still on its way.
 */
const withPresent = ({ segments, ticks }: Draft, container: ContainerView): Draft => {
  const state = CURRENT[container.state];
  const last = segments.at(-1);
  if (state === undefined) {
    // It has ended, and only the status says so.
    const known = ticks.length > 0 || container.state !== "Exited" || container.since === null;
    const at = millis(container.since);
    if (known || at === null) return { segments, ticks };
    const ended = segments.map((segment) => (segment.to === null ? { ...segment, to: at } : segment));
    return {
      segments: [...ended, { state: "exited", from: at, to: null, reason: null }],
      ticks: [{ at, words: exitWords(container), tone: exitTone(container), detail: null }],
    };
  }
  const since = millis(container.since);
  const told = segments.length === 0 && ticks.length === 0 ? fromStatus(container, state, since) : null;
  if (told) return told;
  if (last?.state === "exited") return { segments: afterEnd(segments, last, state, since, container.reason), ticks };
  if (last?.to === null) {
    if (last.state !== state) return { segments, ticks };
    const reason = container.reason ?? last.reason;
    const from = last.from ?? since;
    return { segments: [...segments.slice(0, -1), { ...last, from, reason }], ticks };
  }
  const end = last?.to ?? null;
  const from = state === "waiting" ? (end ?? since) : since;
  // The status is older than what the runtime told: it will catch up.
  if (from !== null && end !== null && from < end) return { segments, ticks };
  return {
    segments: [...segments, { state, from, to: null, reason: state === "waiting" ? container.reason : null }],
    ticks,
  };
};

const sandboxPresent = ({ segments, ticks }: Draft, sandboxes: PodView["sandboxes"]): Draft => {
  const ready = sandboxes.find(({ state }) => state === "Ready");
  if (!ready || segments.at(-1)?.to === null) return { segments, ticks };
  return {
    segments: [...segments, { state: "running", from: millis(ready.createdAt), to: null, reason: null }],
    ticks,
  };
};

const TYPE_ORDER: readonly LaneType[] = ["sandbox", "init", "sidecar", "container", "ephemeral"];

/** Lanes of one pod by what is in each: a container by its name, the sandboxes by null. */
const grouped = (items: readonly TransitionView[]): Map<string | null, TransitionView[]> => {
  const groups = Map.groupBy(items, ({ container }) => container);
  for (const group of groups.values()) group.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return groups;
};

/** In the order in which things start. */
const byStart = (a: Lane, b: Lane): number =>
  TYPE_ORDER.indexOf(a.type) - TYPE_ORDER.indexOf(b.type) || naturalOrder(a.name, b.name);

/** Of a pod that the node has now: each lane gets its type, its tier and its present from it. */
const lanesOfPod = (pod: PodView, changes: Map<string | null, TransitionView[]>): Lane[] => {
  const { namespace, name: podName, uid, qosClass: tier } = pod;
  const of = { namespace, pod: podName, uid, tier, notBefore: millis(pod.createdAt) };
  const lanes = pod.containers.map((container): Lane => {
    const { name, type } = container;
    return { key: `${uid} ${name}`, ...of, name, type, ...withPresent(follow(changes.get(name) ?? []), container) };
  });
  const sandbox = sandboxPresent(follow(changes.get(null) ?? []), pod.sandboxes);
  if (sandbox.segments.length > 0 || sandbox.ticks.length > 0)
    lanes.push({ key: `${uid} `, ...of, name: "sandbox", type: "sandbox", ...sandbox });
  return lanes;
};

/** Of what the pod does not have, or has no more. */
const lanesOfGone = ([first, ...rest]: readonly TransitionView[]): Lane[] => {
  if (!first) return [];
  const { namespace, pod, uid, container } = first;
  const { segments, ticks } = follow([first, ...rest]);
  // How long the remains of a pod that is gone lay there is not known unless their removal was seen.
  const known = segments.filter(({ state, to }) => state !== "exited" || to !== null);
  const type = first.kind === "sandbox" ? "sandbox" : "container";
  const key = `${uid} ${container ?? ""}`;
  const of = { namespace, pod, uid, tier: null, notBefore: null };
  return [{ key, ...of, name: container ?? "sandbox", type, segments: known, ticks }];
};

interface PodLanes {
  pod: PodView | undefined;
  items: readonly TransitionView[];
  lanes: Lane[];
}

const lanesOfOne = (pod: PodView | undefined, items: readonly TransitionView[]): Lane[] => {
  const changes = grouped(items);
  const present = pod ? lanesOfPod(pod, changes) : [];
  for (const { type, name } of present) changes.delete(type === "sandbox" ? null : name);
  return [...present, ...[...changes.values()].flatMap(lanesOfGone)].sort(byStart);
};

const isSame = (before: PodLanes, pod: PodView | undefined, items: readonly TransitionView[]): boolean =>
  before.pod === pod &&
  before.items.length === items.length &&
  before.items.every((item, index) => item === items[index]);

type OnePods = [Lane, ...Lane[]];

const hasLanes = (lanes: Lane[]): lanes is OnePods => lanes.length > 0;

const byName = ([a]: OnePods, [b]: OnePods): number =>
  naturalOrder(a.pod, b.pod) || naturalOrder(a.namespace, b.namespace) || naturalOrder(a.uid, b.uid);

/**
 * Makes a lane for each container and sandbox that is there or changed, pod by pod. `transitions` in any order; `pods`
 * are those that the node has now. Asked again, it works out those pods of which something is another object than it was.
 */
export const createLanes = (): ((transitions: Iterable<TransitionView>, pods: readonly PodView[]) => Lane[]) => {
  let known = new Map<string, PodLanes>();
  return (transitions, pods) => {
    const changes = Map.groupBy(
      [...transitions].filter(({ kind }) => kind !== "pod"),
      ({ uid }) => uid,
    );
    const present = new Map(pods.map((pod) => [pod.uid, pod]));
    const next = new Map<string, PodLanes>();
    for (const uid of new Set([...present.keys(), ...changes.keys()])) {
      const pod = present.get(uid);
      const items = changes.get(uid) ?? [];
      const before = known.get(uid);
      next.set(uid, before && isSame(before, pod, items) ? before : { pod, items, lanes: lanesOfOne(pod, items) });
    }
    known = next;
    return [...known.values()]
      .map(({ lanes }) => lanes)
      .filter(hasLanes)
      .sort(byName)
      .flat();
  };
};

/** Whether something of the lane began or ended in that time. */
const changesIn = ({ segments, ticks }: Lane, from: Millis, to: Millis): boolean => {
  const inside = (at: Millis | null): boolean => at !== null && at >= from && at <= to;
  return (
    ticks.some(({ at }) => inside(at)) ||
    segments.some((segment) => segment.state !== "exited" && (inside(segment.from) || inside(segment.to)))
  );
};

/** Whether anything of the lane is in that time; what ended before it and lies there since is nothing. */
const isIn = ({ segments, ticks, notBefore }: Lane, from: Millis, to: Millis): boolean =>
  segments.some(
    (segment) => segment.state !== "exited" && (segment.from ?? notBefore ?? from) <= to && (segment.to ?? to) >= from,
  ) || ticks.some(({ at }) => at >= from && at <= to);

/**
 * The lanes of a stretch of time: pods of which something changed come first. Of the others, only what runs for its own
 * sake is drawn; their sandboxes would say the same again. Each half keeps the order in which the lanes are given.
 */
export const inOrder = (lanes: readonly Lane[], from: Millis, to: Millis): Lane[] => {
  const changed = new Set(lanes.filter((lane) => changesIn(lane, from, to)).map(({ uid }) => uid));
  const shown = lanes.filter((lane) => isIn(lane, from, to));
  return [
    ...shown.filter(({ uid }) => changed.has(uid)),
    ...shown.filter(({ uid, type }) => !changed.has(uid) && type !== "sandbox"),
  ];
};

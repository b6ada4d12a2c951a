import type { ContainerView, PodView, TransitionView } from "@bayplan/api/views";
import type { Millis, QosClass, Time } from "@bayplan/shared";
import { naturalOrder } from "../../format/naturalOrder.ts";
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

const laneKey = (uid: string, name: string | null): string => `${uid} ${name ?? ""}`;

/**
 * A lane for each container and sandbox that is there or changed. `transitions` in any order; `pods` are those that
 * the node has now, and give each lane its type, its tier and its present.
 */
export const lanesOf = (transitions: Iterable<TransitionView>, pods: readonly PodView[]): Lane[] => {
  const changes = new Map<string, TransitionView[]>();
  for (const item of transitions) {
    if (item.kind === "pod") continue;
    const key = laneKey(item.uid, item.container);
    const known = changes.get(key);
    if (known) known.push(item);
    else changes.set(key, [item]);
  }
  for (const items of changes.values()) items.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const lanes: Lane[] = [];
  const add = (key: string, lane: Omit<Lane, "key">): void => {
    changes.delete(key);
    lanes.push({ key, ...lane });
  };
  for (const pod of pods) {
    const { namespace, name: podName, uid, qosClass: tier } = pod;
    const of = { namespace, pod: podName, uid, tier };
    const sandbox = laneKey(uid, null);
    const draft = sandboxPresent(follow(changes.get(sandbox) ?? []), pod.sandboxes);
    if (draft.segments.length > 0 || draft.ticks.length > 0)
      add(sandbox, { ...of, name: "sandbox", type: "sandbox", ...draft });
    for (const container of pod.containers) {
      const key = laneKey(uid, container.name);
      add(key, {
        ...of,
        name: container.name,
        type: container.type,
        ...withPresent(follow(changes.get(key) ?? []), container),
      });
    }
  }
  for (const [key, items] of changes) {
    const [first] = items;
    if (!first) continue;
    const { namespace, pod, uid, container } = first;
    const type = first.kind === "sandbox" ? "sandbox" : "container";
    const { segments, ticks } = follow(items);
    // How long the remains of a pod that is gone lay there is not known unless their removal was seen.
    const known = segments.filter(({ state, to }) => state !== "exited" || to !== null);
    add(key, { namespace, pod, uid, tier: null, name: container ?? "sandbox", type, segments: known, ticks });
  }
  return lanes;
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
const isIn = ({ segments, ticks }: Lane, from: Millis, to: Millis): boolean =>
  segments.some(
    (segment) => segment.state !== "exited" && (segment.from ?? from) <= to && (segment.to ?? to) >= from,
  ) || ticks.some(({ at }) => at >= from && at <= to);

/**
 * The lanes of a stretch of time: pods of which something changed come first. Of the others, only what runs for its own
 * sake is drawn; their sandboxes would say the same again.
 */
export const inOrder = (lanes: readonly Lane[], from: Millis, to: Millis): Lane[] => {
  const changed = new Set(lanes.filter((lane) => changesIn(lane, from, to)).map(({ uid }) => uid));
  const quiet = ({ uid }: Lane): number => (changed.has(uid) ? 0 : 1);
  return lanes
    .filter((lane) => isIn(lane, from, to) && (changed.has(lane.uid) || lane.type !== "sandbox"))
    .toSorted(
      (a, b) =>
        quiet(a) - quiet(b) ||
        naturalOrder(a.pod, b.pod) ||
        naturalOrder(a.namespace, b.namespace) ||
        naturalOrder(a.uid, b.uid) ||
        TYPE_ORDER.indexOf(a.type) - TYPE_ORDER.indexOf(b.type) ||
        naturalOrder(a.name, b.name),
    );
};

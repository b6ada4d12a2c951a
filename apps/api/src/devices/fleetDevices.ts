import type { Clock, Millis } from "@bayplan/shared";
import { createFeed, type WritableFeed } from "../feeds/createFeed.ts";
import type { Fleet } from "../nodes/fleet.ts";
import { pictureOf } from "../nodes/picture.ts";
import { sourceViewOf } from "../nodes/sources.ts";
import type { NodeState } from "../nodes/state.ts";
import { podSummary } from "../pods/summarize.ts";
import type { FleetDeviceView } from "../views/device.ts";
import { deviceViews, healthUnknown } from "./view.ts";

/** Kept for so long after the last one looked. Real milliseconds. */
const LINGER = 60_000;

export interface FleetDevices {
  open(): { feed: WritableFeed<FleetDeviceView>; release: () => void };
  computed(state: NodeState): void;
  forgotten(node: string): void;
  subscribers(): number;
  stop(): void;
}

const HELD = "podresources v1.PodResourcesLister/List";

/** When the kubelet last told who holds what, if that is not of the present. It changes with the state, not with each answer. */
const staleSince = (state: NodeState, now: Millis): FleetDeviceView["lastTold"] => {
  const source = sourceViewOf(state, HELD, now);
  return source && source.state !== "ok" ? (source.heardAt ?? source.since) : null;
};

/** The devices of one node among those of the others. */
export const fleetDeviceViews = (state: NodeState, now: Millis): FleetDeviceView[] => {
  const picture = pictureOf(state, now);
  const views = deviceViews(picture, healthUnknown(state, now));
  if (views.length === 0) return [];
  const lastTold = staleSince(state, now);
  const podOf = new Map(picture.pods?.map((pod) => [pod.id, pod]));
  return views.map((view) => {
    const holder = podOf.get(view.assignments[0]?.uid ?? "");
    const holderTier = holder ? podSummary(holder).qosClass : null;
    return Object.assign({}, view, { key: `${state.name}/${view.key}`, node: state.name, holderTier, lastTold });
  });
};

/** Every device of the fleet, worked out only while someone looks. */
export const createFleetDevices = (fleet: Fleet, clock: Clock): FleetDevices => {
  const feed = createFeed<FleetDeviceView>();
  const keysOf = new Map<string, Set<string>>();
  let lookers = 0;
  let live = false;
  let closing: NodeJS.Timeout | null = null;

  const update = (state: NodeState): void => {
    const views = fleetDeviceViews(state, clock.now());
    const before = keysOf.get(state.name);
    if (views.length === 0 && !before) return;
    const keys = new Set(views.map(({ key }) => key));
    for (const view of views) feed.set(view);
    for (const key of before ?? []) if (!keys.has(key)) feed.remove(key);
    if (keys.size > 0) keysOf.set(state.name, keys);
    else keysOf.delete(state.name);
  };

  const close = (): void => {
    live = false;
    keysOf.clear();
    feed.replace([]);
  };

  return {
    open: () => {
      lookers += 1;
      if (closing) clearTimeout(closing);
      closing = null;
      if (!live) for (const state of fleet.states()) update(state);
      live = true;
      let released = false;
      return {
        feed,
        release: () => {
          if (released) return;
          released = true;
          lookers -= 1;
          if (lookers > 0) return;
          closing = setTimeout(close, LINGER);
          closing.unref();
        },
      };
    },
    computed: (state) => {
      if (live) update(state);
    },
    forgotten: (node) => {
      for (const key of keysOf.get(node) ?? []) feed.remove(key);
      keysOf.delete(node);
    },
    subscribers: feed.subscribers,
    stop: () => {
      if (closing) clearTimeout(closing);
    },
  };
};

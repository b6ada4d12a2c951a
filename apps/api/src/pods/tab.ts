import type { Millis, PersistentVolumes, Pod } from "@bayplan/shared";
import { ordersOf } from "../eviction/outlook.ts";
import { orderInputs } from "../eviction/inputs.ts";
import type { EventLog } from "../events/keep.ts";
import { eventsOfPod } from "../events/ofNode.ts";
import { eventView } from "../events/view.ts";
import { findingView } from "../findings/view.ts";
import type { Fleet } from "../nodes/fleet.ts";
import { pictureOf } from "../nodes/picture.ts";
import type { NodeState } from "../nodes/state.ts";
import type { Tab } from "../nodes/tab.ts";
import { transitionView } from "../transitions/view.ts";
import type { PodPart } from "../views/podDetail.ts";
import { podSummary } from "./summarize.ts";
import { itemsOf, podDetail } from "./viewDetail.ts";

const MOST_TRANSITIONS = 1_000;

export interface PodTabOptions {
  namespace: string;
  name: string;
  events: EventLog;
  evictedAt(node: string): ReadonlyMap<string, Millis>;
  volumes(): PersistentVolumes | null;
}

/** Of several pods of one name the one that lives, and then the newest. */
const livingFirst = (a: Pod, b: Pod): number =>
  Number(podSummary(a).finished) - Number(podSummary(b).finished) ||
  ((a.createdAt ?? "") < (b.createdAt ?? "") ? 1 : -1);

const podIn = (state: NodeState, namespace: string, name: string, now: Millis): Pod | undefined =>
  pictureOf(state, now)
    .pods?.filter((pod) => pod.name === name && pod.namespace === namespace)
    .toSorted(livingFirst)[0];

/** The node that has a pod of that name; undefined where none is known to. */
export const nodeOfPod = (fleet: Fleet, namespace: string, name: string, now: Millis): string | undefined => {
  const found = fleet.states().flatMap((state) => {
    const pod = podIn(state, namespace, name, now);
    return pod ? [{ node: state.name, pod }] : [];
  });
  return found.toSorted((a, b) => livingFirst(a.pod, b.pod))[0]?.node;
};

/** One pod of a node in full; what is known of its past stays when it is gone. */
export const podTab = ({ namespace, name, events, evictedAt, volumes }: PodTabOptions): Tab<PodPart> => ({
  id: `pod/${namespace}/${name}`,
  begin:
    () =>
    ({ state, now }) => {
      const pod = podIn(state, namespace, name, now);
      const inputs = orderInputs(state, now);
      const items = pod
        ? itemsOf(state, pod)
        : (state.transitions?.between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, `${namespace}/${name}`) ??
          []);
      const own = eventsOfPod(events, state.name, { namespace, name }, pod);
      const order = inputs ? ordersOf(inputs.input, evictedAt(state.name), now) : {};
      return [
        ...(pod ? [podDetail({ state, pod, order, items, events: own, volumes: volumes(), now })] : []),
        ...items.slice(-MOST_TRANSITIONS).map(transitionView),
        ...own.map(eventView),
        ...state.findings
          .filter(({ subject }) => subject.namespace === namespace && subject.pod === name)
          .map((finding) => findingView(finding, now)),
      ];
    },
});

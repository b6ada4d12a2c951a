import type { Millis } from "@bayplan/shared";
import type { Fleet } from "../nodes/fleet.ts";
import { pictureOf } from "../nodes/picture.ts";
import type { FoundPod, FoundPods } from "../views/foundPods.ts";

const MOST = 50;

interface Match extends FoundPod {
  path: string;
  isExact: boolean;
}

/** Tens of thousands may match a single letter: plain text order is the one that is quick enough. */
const nearestFirst = (a: Match, b: Match): number =>
  Number(b.isExact) - Number(a.isExact) ||
  (a.path < b.path ? -1 : a.path > b.path ? 1 : a.uid < b.uid ? -1 : Number(a.uid > b.uid));

/** The pods of all nodes whose `namespace/name` holds every word of the text, in whatever case. */
export const findPods = (fleet: Pick<Fleet, "states">, text: string, now: Millis): FoundPods => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const [first] = words;
  const found: Match[] = [];
  let nodesUnknown = 0;
  for (const state of fleet.states()) {
    const { pods } = pictureOf(state, now);
    if (!pods) nodesUnknown += 1;
    for (const { namespace, name, id: uid } of pods ?? []) {
      const path = `${namespace}/${name}`;
      if (!words.every((word) => path.includes(word))) continue;
      found.push({ namespace, name, uid, node: state.name, path, isExact: name === first || path === first });
    }
  }
  const pods = found
    .sort(nearestFirst)
    .slice(0, MOST)
    .map(({ namespace, name, uid, node }) => ({ namespace, name, uid, node }));
  return { pods, matching: found.length, nodesUnknown };
};

import { useMemo, useState } from "react";
import type { HullProps } from "./Hull.tsx";
import { ballastOf, createPlanner, type Ballast, type Box, type Plan } from "./layout.ts";
import { fromTheDeck, inRankOrder, orderedPlan } from "./orderedPlan.ts";
import { podCells, type PodCell, type PodCells } from "./podCells.ts";
import type { TokenPod } from "./PodTokens.tsx";
import { layTokens, tooSmall, type TokenStrip } from "./tokens.ts";

interface Stowage {
  /** Null until the hull has been measured. */
  plan: Plan<PodCell> | null;
  tiers: PodCells["tiers"];
  ballast: Ballast;
  /** The pods that cannot be drawn to scale. */
  strip: TokenStrip<TokenPod>;
}

const NO_STRIP: TokenStrip<TokenPod> = { groups: [], height: 0 };

const sumOf = (cells: readonly PodCell[]): number => cells.reduce((total, { amount }) => total + amount, 0);

/** To half pixels: a cell that moves by less is not drawn anew, and of hundreds most move by less with each sample. */
const snapped = ({ x, y, width, height }: Box): Box => {
  const snap = (pixels: number): number => Math.round(pixels * 2) / 2;
  const [left, top] = [snap(x), snap(y)];
  return { x: left, y: top, width: snap(x + width) - left, height: snap(y + height) - top };
};

/** Where each pod of a hull lies: in a cell to scale, or as a token alongside. @param props with the hull's pixels */
export const useStowage = ({
  resource,
  capacity,
  usage,
  usageOfPods,
  pods,
  podsKnown,
  weighed,
  ranks,
  order,
  width,
  height,
}: HullProps & { width: number; height: number }): Stowage => {
  const [planners] = useState(() => ({
    memory: createPlanner<PodCell>(),
    cpu: createPlanner<PodCell>(),
    "ephemeral-storage": createPlanner<PodCell>(),
  }));
  const { tiers, unmeasured } = useMemo(() => podCells(pods, resource, weighed), [pods, resource, weighed]);
  const measured = useMemo(() => inRankOrder(fromTheDeck(tiers), ranks), [tiers, ranks]);
  const ballast = useMemo(
    () => ballastOf(usage, podsKnown ? usageOfPods : null, sumOf(measured)),
    [usage, usageOfPods, podsKnown, measured],
  );
  const plan = useMemo(() => {
    if (width === 0) return null;
    const plan =
      order === "tier"
        ? planners[resource]({ capacity, ballast, tiers, width, height })
        : orderedPlan({ capacity, ballast, items: measured, width, height });
    return { ...plan, cells: plan.cells.map(({ item, box }) => ({ item, box: snapped(box) })) };
  }, [planners, resource, capacity, ballast, tiers, measured, width, height, order]);
  const strip = useMemo(() => {
    if (!plan) return NO_STRIP;
    const without = unmeasured.map((pod) => ({ key: pod.key, pod, amount: null }));
    return layTokens<TokenPod>(
      [
        { label: "too small to draw to scale", labelWidth: 150, items: tooSmall(measured, plan) },
        { label: "no sample", labelWidth: 60, items: inRankOrder(without, ranks) },
      ],
      width,
    );
  }, [plan, measured, unmeasured, ranks, width]);
  return { plan, tiers, ballast, strip };
};

import type { PodView, SourceView } from "@bayplan/api/views";

import { useMemo, useState, type FocusEvent, type KeyboardEvent, type PointerEvent } from "react";
import type { Rank } from "../eviction/ranks.ts";
import { useSize } from "../../ui/useSize.ts";
import { whyNoLoadLine } from "../sources/sourceState.ts";
import { cardPlace } from "./cardPlace.ts";
import styles from "./Hull.module.css";
import type { Box } from "./layout.ts";
import { hasRoom, lineLabelHeight, LinesAcross, LoadLineLabel } from "./LoadLine.tsx";
import type { LoadLines } from "./loadLine.ts";
import { directionOf, neighbourOf } from "./neighbour.ts";
import { PodCard } from "./PodCard.tsx";
import { askedShare, type PlanResource } from "./podCells.ts";
import { PodCellLink } from "./PodCellLink.tsx";
import { PodSliver } from "./PodSliver.tsx";
import { PodTokens, type TokenPod } from "./PodTokens.tsx";
import { lineLabelTop, TierLabels } from "./TierLabels.tsx";
import { Ticks } from "./Ticks.tsx";
import { isSliver } from "./tokens.ts";
import { useStowage } from "./useStowage.ts";
import { isThin, keelWords, WaterAndKeel } from "./WaterAndKeel.tsx";

export interface HullProps {
  node: string;
  resource: PlanResource;
  capacity: number;
  usage: number;
  /** Of the usage, what the same sample says of all pods together; null where it does not. */
  usageOfPods: number | null;
  pods: readonly PodView[];
  podsKnown: boolean;
  sources: readonly SourceView[];
  /** Null: none of this resource, or the node tells none. */
  lines: LoadLines | null;
  /** By UID, in the order of the resource's signal; empty where none is known. */
  ranks: ReadonlyMap<string, Rank>;
  /** By UID, what the kubelet weighs for the resource's signal, where that is not what a pod's own figure counts. */
  weighed: ReadonlyMap<string, number | null> | null;
  /** By tier, or in the order in which the kubelet would evict them. */
  order: "tier" | "rank";
}

/** From so many cells on none of them glides to its new place. */
const CROWD = 150;

/** Pixels between the hull and the tokens alongside. */
const ALONGSIDE = 10;

/** Where a pod is pointed at or focused: its cell, or its token below the hull. */
type Place = { item: TokenPod; box: Box };

const markedOf = (target: EventTarget): Element | null =>
  target instanceof Element ? target.closest("[data-key]") : null;

const keyOf = (target: EventTarget): string | null => markedOf(target)?.getAttribute("data-key") ?? null;

/** The node as a hull: its height is the capacity, the tiers lie on a keel of system use, free space is water. */
export const Hull = (props: HullProps) => {
  const { node, resource, capacity, usage, podsKnown, sources, lines, ranks, order } = props;
  const { ref, width, height } = useSize();
  const { plan, tiers, ballast, strip } = useStowage({ ...props, width, height });
  const [pointed, setPointed] = useState<string | null>(null);
  const [atSliver, setAtSliver] = useState(false);
  const [reached, setReached] = useState<string | null>(null);

  const cells = plan?.cells ?? [];
  const places = useMemo<Place[]>(
    () => [
      ...(plan?.cells ?? []).filter(({ box }) => !isSliver(box)),
      ...strip.groups
        .flatMap(({ tokens }) => tokens)
        .map(({ item, box }) => ({ item, box: { ...box, y: box.y + height + ALONGSIDE } })),
    ],
    [plan, strip, height],
  );
  const placeOf = (key: string | null): Place | undefined => places.find(({ item }) => item.key === key);
  const topOf = (level: number): number => Math.max(0, height - level * (plan?.scale ?? 0));
  const toldPlace = atSliver ? cells.find(({ item }) => item.key === pointed) : placeOf(pointed);
  const told = plan !== null && lines?.main != null && hasRoom(plan.waterline - topOf(lines.main.level));
  const said = lineLabelHeight(lines, told);
  const labelTop = plan && lines?.main ? lineLabelTop(plan, height, topOf(lines.main.level), said) : 0;
  const reachable = (placeOf(reached) ?? places[0])?.item.key;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === "Escape") setPointed(null);
    const direction = directionOf(event.key);
    const from = placeOf(keyOf(event.target));
    if (!direction || !from) return;
    event.preventDefault();
    const next = neighbourOf(from, places, direction)?.item.key;
    if (next === undefined) return;
    setReached(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-key="${CSS.escape(next)}"]:not([aria-hidden])`)?.focus();
  };
  const tell = (event: PointerEvent | FocusEvent): void => {
    setPointed(keyOf(event.target));
    setAtSliver(markedOf(event.target)?.hasAttribute("data-sliver") ?? false);
  };

  return (
    <div className={styles.plan}>
      <Ticks resource={resource} capacity={capacity} height={height} />
      <div
        className={styles.stowed}
        role="group"
        aria-label={`Bay plan of ${node} by ${resource}. Arrow keys lead from pod to pod.`}
        onKeyDown={onKeyDown}
        onPointerOver={tell}
        onPointerLeave={() => setPointed(null)}
        onFocus={tell}
        onBlur={() => setPointed(null)}
      >
        <div ref={ref} className={styles.hull} data-state="live" data-crowded={cells.length > CROWD || undefined}>
          {plan && (
            <WaterAndKeel
              resource={resource}
              capacity={capacity}
              usage={usage}
              podsKnown={podsKnown}
              plan={plan}
              ballast={ballast}
              lined={lines?.main !== null && lines !== null}
            />
          )}
          {cells.map(({ item, box }) =>
            isSliver(box) ? (
              <PodSliver
                key={item.key}
                node={node}
                pod={item.pod}
                asked={askedShare(item)}
                {...box}
                told={item.key === pointed}
              />
            ) : (
              <PodCellLink
                key={item.key}
                node={node}
                pod={item.pod}
                resource={resource}
                amount={item.amount}
                request={item.request}
                limit={item.limit}
                {...box}
                reachable={item.key === reachable}
                rank={ranks.get(item.pod.uid)}
              />
            ),
          )}
          {plan && lines && <LinesAcross lines={lines} topOf={topOf} waterline={plan.waterline} />}
        </div>
        {strip.groups.length > 0 && (
          <PodTokens
            node={node}
            resource={resource}
            strip={strip}
            ranks={ranks}
            reachable={reachable}
            pointed={pointed}
          />
        )}
      </div>
      <div className={styles.side}>
        {lines ? (
          <LoadLineLabel lines={lines} top={labelTop} told={told} />
        ) : (
          <p className={styles.loadLine}>
            <b>no load line</b>
            <span>
              {resource === "cpu" ? "Nobody is evicted for CPU: it is shared out." : whyNoLoadLine(sources, podsKnown)}
            </span>
          </p>
        )}
        {plan && order === "rank" && cells.length > 0 && (
          <p className={styles.ends} style={{ top: Math.max(plan.waterline, labelTop + said) }}>
            <b>first to go</b>
            <span>then left to right, strip by strip</span>
          </p>
        )}
        {plan && (
          <TierLabels
            plan={plan}
            height={height}
            resource={resource}
            pods={tiers}
            keel={isThin(plan) ? keelWords(resource, podsKnown, ballast.system) : null}
            under={labelTop + said}
          />
        )}
      </div>
      {toldPlace && (
        <div className={styles.told} style={{ width, height }} aria-hidden="true">
          <div className={styles.card} style={cardPlace(toldPlace.box, width, height)}>
            <PodCard
              pod={toldPlace.item.pod}
              amount={toldPlace.item.amount}
              resource={resource}
              rank={ranks.get(toldPlace.item.pod.uid)}
            />
          </div>
        </div>
      )}
    </div>
  );
};

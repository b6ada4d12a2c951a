import type { PodView, SourceView } from "@bayplan/api/views";
import type { QosClass } from "@bayplan/shared";
import { useElementSize } from "@mantine/hooks";
import { useMemo, useState, type FocusEvent, type KeyboardEvent, type PointerEvent } from "react";
import { formatQuantity, formatQuantityInWords } from "../../format/quantity.ts";
import { count } from "../../format/words.ts";
import type { Rank } from "../eviction/ranks.ts";
import { whyNoLoadLine } from "../sources/sourceState.ts";
import styles from "./Hull.module.css";
import { createPlanner, TIERS, type Band, type Plan } from "./layout.ts";
import { hasRoom, LinesAcross, LoadLineLabel } from "./LoadLine.tsx";
import type { LoadLines } from "./loadLine.ts";
import { directionOf, neighbourOf } from "./neighbour.ts";
import { orderedPlan } from "./orderedPlan.ts";
import { PodCard } from "./PodCard.tsx";
import { podCells, type PlanResource, type PodCell } from "./podCells.ts";
import { PodCellLink } from "./PodCellLink.tsx";
import { TierLabels } from "./TierLabels.tsx";
import { byteUnit, ticksOf } from "./ticks.ts";

export interface HullProps {
  node: string;
  resource: PlanResource;
  capacity: number;
  usage: number;
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

type Cell = Band<PodCell>["cells"][number];

const CARD_WIDTH = 270;

/** That of an ordinary card; a longer one reaches below the hull. */
const CARD_HEIGHT = 180;

const keyOf = (target: EventTarget): string | null =>
  target instanceof Element ? (target.closest("[data-key]")?.getAttribute("data-key") ?? null) : null;

/** Beside the cell, on the side that has room, and within the hull's height. */
const cardPlace = ({ box }: Cell, width: number, height: number): { left: number; top: number } => {
  const right = box.x + box.width + 8;
  const left = right + CARD_WIDTH <= width ? right : Math.max(0, box.x - CARD_WIDTH - 8);
  return { left, top: Math.max(0, Math.min(box.y, height - CARD_HEIGHT)) };
};

const sumOf = (tiers: Record<string, readonly PodCell[]>): number =>
  Object.values(tiers)
    .flat()
    .reduce((total, { amount }) => total + amount, 0);

const Ticks = ({ resource, capacity, height }: { resource: PlanResource; capacity: number; height: number }) => (
  <ol className={styles.ticks} aria-hidden="true">
    {[...ticksOf(capacity, resource === "cpu" ? 1 : byteUnit(capacity)), capacity].map((tick) => (
      <li key={tick} style={{ bottom: (tick / capacity) * height }}>
        {tick === 0 ? "0" : formatQuantity(resource, tick)}
      </li>
    ))}
  </ol>
);

const SYSTEM: Record<PlanResource, string> = {
  memory: "system and kubelet",
  cpu: "system and kubelet",
  "ephemeral-storage": "images, system and all else",
};

/** What is free, and what lies below the tiers. */
const WaterAndKeel = ({
  resource,
  capacity,
  usage,
  podsKnown,
  plan,
  system,
  lined,
}: Pick<HullProps, "resource" | "capacity" | "usage" | "podsKnown"> & {
  plan: Plan<PodCell>;
  system: number;
  /** The load line tells the room there is. */
  lined: boolean;
}) => (
  <>
    {!lined && plan.waterline > 22 && (
      <p className={styles.free} style={{ top: plan.waterline / 2 - 9 }}>
        <b>{formatQuantityInWords(resource, Math.max(0, capacity - usage))} free</b> of{" "}
        {formatQuantity(resource, capacity)}
      </p>
    )}
    <div
      className={styles.keel}
      data-known={podsKnown || undefined}
      style={{ top: plan.keel.y, height: plan.keel.height }}
    >
      {plan.keel.height >= 16 && (
        <span>
          {podsKnown ? SYSTEM[resource] : "in use, by pods and system: which pods is not known,"}{" "}
          {formatQuantity(resource, system)}
        </span>
      )}
    </div>
  </>
);

/** First to go on top; who is passed over, or has no place, lies lowest. */
const inRankOrder = (tiers: Record<QosClass, PodCell[]>, ranks: ReadonlyMap<string, Rank>): PodCell[] => {
  const placeOf = ({ pod }: PodCell): number => ranks.get(pod.uid)?.place ?? Infinity;
  return TIERS.toReversed()
    .flatMap((tier) => tiers[tier])
    .toSorted((a, b) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b)));
};

const Unmeasured = ({ pods }: { pods: readonly PodView[] }) => (
  <p className={styles.unmeasured}>
    Without a sample, and so not drawn:{" "}
    {pods.length <= 4 ? pods.map(({ name }) => name).join(", ") : count(pods.length, "pod")}.
  </p>
);

/** The node as a hull: its height is the capacity, the tiers lie on a keel of system use, free space is water. */
export const Hull = (props: HullProps) => {
  const { node, resource, capacity, usage, pods, podsKnown, sources, lines, ranks, weighed, order } = props;
  const { ref, width, height } = useElementSize();
  const [planners] = useState(() => ({
    memory: createPlanner<PodCell>(),
    cpu: createPlanner<PodCell>(),
    "ephemeral-storage": createPlanner<PodCell>(),
  }));
  const { tiers, unmeasured } = useMemo(() => podCells(pods, resource, weighed), [pods, resource, weighed]);
  const system = useMemo(() => Math.max(0, usage - sumOf(tiers)), [usage, tiers]);
  const plan = useMemo(() => {
    if (width === 0) return null;
    if (order === "tier") return planners[resource]({ capacity, system, tiers, width, height });
    const items = inRankOrder(tiers, ranks);
    return orderedPlan({ capacity, system, items, width, height });
  }, [planners, resource, capacity, system, tiers, width, height, order, ranks]);
  const [told, setTold] = useState<string | null>(null);
  const [reached, setReached] = useState<string | null>(null);

  const cells = plan?.cells ?? [];
  const cellOf = (key: string | null): Cell | undefined => cells.find(({ item }) => item.key === key);
  const topOf = (level: number): number => Math.max(0, height - level * (plan?.scale ?? 0));
  const toldCell = cellOf(told);
  const reachable = (cellOf(reached) ?? cells[0])?.item.key;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === "Escape") setTold(null);
    const direction = directionOf(event.key);
    const from = cellOf(keyOf(event.target));
    if (!direction || !from) return;
    event.preventDefault();
    const next = neighbourOf(from, cells, direction)?.item.key;
    if (next === undefined) return;
    setReached(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-key="${CSS.escape(next)}"]`)?.focus();
  };
  const tell = (event: PointerEvent | FocusEvent): void => setTold(keyOf(event.target));

  return (
    <div className={styles.plan}>
      <Ticks resource={resource} capacity={capacity} height={height} />
      <div
        ref={ref}
        className={styles.hull}
        data-state="live"
        role="group"
        aria-label={`Bay plan of ${node} by ${resource}. Arrow keys lead from pod to pod.`}
        onKeyDown={onKeyDown}
        onPointerOver={tell}
        onPointerLeave={() => setTold(null)}
        onFocus={tell}
        onBlur={() => setTold(null)}
      >
        {plan && (
          <WaterAndKeel
            resource={resource}
            capacity={capacity}
            usage={usage}
            podsKnown={podsKnown}
            plan={plan}
            system={system}
            lined={lines?.main !== null && lines !== null}
          />
        )}
        {cells.map(({ item, box }) => (
          <PodCellLink
            key={item.key}
            node={node}
            pod={item.pod}
            resource={resource}
            amount={item.amount}
            request={item.request}
            {...box}
            reachable={item.key === reachable}
            rank={ranks.get(item.pod.uid)}
          />
        ))}
        {plan && lines && <LinesAcross lines={lines} topOf={topOf} waterline={plan.waterline} />}
      </div>
      <div className={styles.side}>
        {lines ? (
          <LoadLineLabel
            lines={lines}
            told={plan !== null && lines.main !== null && hasRoom(plan.waterline - topOf(lines.main.level))}
          />
        ) : (
          <p className={styles.loadLine}>
            <b>no load line</b>
            <span>{resource === "cpu" ? "Nobody is evicted for CPU: it is shared out." : whyNoLoadLine(sources)}</span>
          </p>
        )}
        {plan && order === "rank" && cells.length > 0 && (
          <p className={styles.ends} style={{ top: Math.max(plan.waterline, 96) }}>
            <b>first to go</b>
            <span>then left to right, strip by strip</span>
          </p>
        )}
        {plan && <TierLabels plan={plan} height={height} resource={resource} />}
      </div>
      {toldCell && (
        <div className={styles.card} style={cardPlace(toldCell, width, height)} aria-hidden="true">
          <PodCard cell={toldCell.item} resource={resource} rank={ranks.get(toldCell.item.pod.uid)} />
        </div>
      )}
      {unmeasured.length > 0 && <Unmeasured pods={unmeasured} />}
    </div>
  );
};

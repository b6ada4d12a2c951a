import type { PodView, SourceView } from "@bayplan/api/views";
import { useElementSize } from "@mantine/hooks";
import { useMemo, useState, type FocusEvent, type KeyboardEvent, type PointerEvent } from "react";
import { formatQuantity, formatQuantityInWords } from "../../format/quantity.ts";
import { count } from "../../format/words.ts";
import { whyNoLoadLine } from "../sources/sourceState.ts";
import styles from "./Hull.module.css";
import { createPlanner, type Band, type Plan } from "./layout.ts";
import { directionOf, neighbourOf } from "./neighbour.ts";
import { PodCard } from "./PodCard.tsx";
import { podCells, type PlanResource, type PodCell } from "./podCells.ts";
import { PodCellLink } from "./PodCellLink.tsx";
import { TierLabels } from "./TierLabels.tsx";
import { byteUnit, ticksOf } from "./ticks.ts";

interface HullProps {
  node: string;
  resource: PlanResource;
  capacity: number;
  usage: number;
  pods: readonly PodView[];
  podsKnown: boolean;
  sources: readonly SourceView[];
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
    {[...ticksOf(capacity, resource === "memory" ? byteUnit(capacity) : 1), capacity].map((tick) => (
      <li key={tick} style={{ bottom: (tick / capacity) * height }}>
        {tick === 0 ? "0" : formatQuantity(resource, tick)}
      </li>
    ))}
  </ol>
);

/** What is free, and what lies below the tiers. */
const WaterAndKeel = ({
  resource,
  capacity,
  usage,
  podsKnown,
  plan,
  system,
}: Omit<HullProps, "node" | "pods" | "sources"> & { plan: Plan<PodCell>; system: number }) => (
  <>
    {plan.waterline > 22 && (
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
          {podsKnown ? "system and kubelet" : "in use, by pods and system: which pods is not known,"}{" "}
          {formatQuantity(resource, system)}
        </span>
      )}
    </div>
  </>
);

const Unmeasured = ({ pods }: { pods: readonly PodView[] }) => (
  <p className={styles.unmeasured}>
    Without a sample, and so not drawn:{" "}
    {pods.length <= 4 ? pods.map(({ name }) => name).join(", ") : count(pods.length, "pod")}.
  </p>
);

/** The node as a hull: its height is the capacity, the tiers lie on a keel of system use, free space is water. */
export const Hull = ({ node, resource, capacity, usage, pods, podsKnown, sources }: HullProps) => {
  const { ref, width, height } = useElementSize();
  const [planners] = useState(() => ({ memory: createPlanner<PodCell>(), cpu: createPlanner<PodCell>() }));
  const { tiers, unmeasured } = useMemo(() => podCells(pods, resource), [pods, resource]);
  const system = useMemo(() => Math.max(0, usage - sumOf(tiers)), [usage, tiers]);
  const plan = useMemo(
    () => (width === 0 ? null : planners[resource]({ capacity, system, tiers, width, height })),
    [planners, resource, capacity, system, tiers, width, height],
  );
  const [told, setTold] = useState<string | null>(null);
  const [reached, setReached] = useState<string | null>(null);

  const cells = plan?.bands.flatMap((band) => band.cells) ?? [];
  const cellOf = (key: string | null): Cell | undefined => cells.find(({ item }) => item.key === key);
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
          />
        ))}
      </div>
      <div className={styles.side}>
        <p className={styles.loadLine}>
          <b>no load line</b>
          <span>{whyNoLoadLine(sources)}</span>
        </p>
        {plan && <TierLabels plan={plan} height={height} resource={resource} />}
      </div>
      {toldCell && (
        <div className={styles.card} style={cardPlace(toldCell, width, height)} aria-hidden="true">
          <PodCard cell={toldCell.item} resource={resource} />
        </div>
      )}
      {unmeasured.length > 0 && <Unmeasured pods={unmeasured} />}
    </div>
  );
};

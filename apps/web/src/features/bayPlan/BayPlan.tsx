import type { PodView, SourceView } from "@bayplan/api/views";
import { useElementSize } from "@mantine/hooks";
import { useMemo, useState, type FocusEvent, type KeyboardEvent, type PointerEvent } from "react";
import { formatQuantity, formatQuantityInWords } from "../../format/quantity.ts";
import { formatTimeOfDay } from "../../format/time.ts";
import { count } from "../../format/words.ts";
import { Age } from "../../ui/Age.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { whyNoLoadLine, type Picture } from "../sources/sourceState.ts";
import { createPlanner, type Band, type Plan } from "./layout.ts";
import { directionOf, neighbourOf } from "./neighbour.ts";
import { PodCard } from "./PodCard.tsx";
import { podCells, type PlanResource, type PodCell } from "./podCells.ts";
import { PodCellLink } from "./PodCellLink.tsx";
import { spread } from "./spread.ts";
import { byteUnit, ticksOf } from "./ticks.ts";
import styles from "./BayPlan.module.css";

interface BayPlanProps {
  node: string;
  resource: PlanResource;
  capacity: number | null;
  usage: number | null;
  pods: readonly PodView[];
  sources: readonly SourceView[];
  picture: Picture;
}

type Cell = Band<PodCell>["cells"][number];

const CARD_WIDTH = 270;

/** That of an ordinary card; a longer one reaches below the hull. */
const CARD_HEIGHT = 180;

/** Room for what is said of the load line, above the tiers' names. */
const BELOW_LOAD_LINE = 62;

const keyOf = (target: EventTarget): string | null =>
  target instanceof Element ? (target.closest("[data-key]")?.getAttribute("data-key") ?? null) : null;

/** Beside the cell, on the side that has room, and within the hull's height. */
const cardPlace = ({ box }: Cell, width: number, height: number): { left: number; top: number } => {
  const right = box.x + box.width + 8;
  const left = right + CARD_WIDTH <= width ? right : Math.max(0, box.x - CARD_WIDTH - 8);
  return { left, top: Math.max(0, Math.min(box.y, height - CARD_HEIGHT)) };
};

const TierLabels = ({ plan, height, resource }: { plan: Plan<PodCell>; height: number; resource: PlanResource }) => {
  const bands = plan.bands.filter(({ cells }) => cells.length > 0).toReversed();
  const middles = bands.map(({ box }) => box.y + box.height / 2);
  const tops = spread(middles, 38, BELOW_LOAD_LINE, height);
  return (
    <ul className={styles.labels}>
      {bands.map((band, index) => (
        <li key={band.qosClass} style={{ top: (tops[index] ?? 0) - 18 }}>
          <b data-tier-text={band.qosClass}>{band.qosClass}</b>
          <span>
            {formatQuantityInWords(resource, band.amount)} · {count(band.cells.length, "pod")}
          </span>
        </li>
      ))}
    </ul>
  );
};

const NoPlan = ({ picture }: { picture: Picture }) => (
  <div className={styles.hull} data-state={picture.state}>
    <div className={styles.absent}>
      {picture.state === "stale" ? (
        <Notice
          tone="warn"
          symbol="dashed"
          title={picture.heardAt ? `Last seen ${formatTimeOfDay(picture.heardAt)}` : "Not seen yet"}
        >
          {picture.heardAt && (
            <p>
              <Age at={picture.heardAt} suffix=" ago" />. What lay here then is not drawn: it may have changed.
            </p>
          )}
          <p>{picture.why}</p>
        </Notice>
      ) : (
        <Notice tone="unknown" symbol="question" title="What the pods use is not known">
          {picture.state === "blind" && <p>{picture.why}</p>}
        </Notice>
      )}
    </div>
  </div>
);

/** A node drawn to scale: its height is the capacity, the tiers lie on a keel of system use, free space is water. */
export const BayPlan = ({ node, resource, capacity, usage, pods, sources, picture }: BayPlanProps) => {
  const { ref, width, height } = useElementSize();
  const [planner] = useState(() => ({ memory: createPlanner<PodCell>(), cpu: createPlanner<PodCell>() }));
  const { tiers, unmeasured } = useMemo(() => podCells(pods, resource), [pods, resource]);
  const [told, setTold] = useState<string | null>(null);
  const [reached, setReached] = useState<string | null>(null);

  const plan = useMemo(() => {
    if (picture.state !== "live" || capacity === null || width === 0) return null;
    const cargo = Object.values(tiers).reduce(
      (total, cells) => total + cells.reduce((sum, { amount }) => sum + amount, 0),
      0,
    );
    return planner[resource]({
      capacity,
      system: usage === null ? 0 : Math.max(0, usage - cargo),
      tiers,
      width,
      height,
    });
  }, [planner, picture.state, capacity, usage, tiers, width, height, resource]);

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
    const next = neighbourOf(from, cells, direction);
    if (!next) return;
    setReached(next.item.key);
    event.currentTarget.querySelector<HTMLElement>(`[data-key="${CSS.escape(next.item.key)}"]`)?.focus();
  };
  const tell = (event: PointerEvent | FocusEvent): void => setTold(keyOf(event.target));

  if (picture.state !== "live" || capacity === null) return <NoPlan picture={picture} />;
  const freeFrom = plan?.waterline ?? height;
  const unit = resource === "memory" ? byteUnit(capacity) : 1;
  return (
    <div className={styles.plan}>
      <ol className={styles.ticks} aria-hidden="true">
        {[...ticksOf(capacity, unit), capacity].map((tick) => (
          <li key={tick} style={{ bottom: (tick / capacity) * height }}>
            {tick === 0 ? "0" : formatQuantity(resource, tick)}
          </li>
        ))}
      </ol>
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
        {plan && usage !== null && (
          <>
            {freeFrom > 22 && (
              <p className={styles.free} style={{ top: Math.max(2, freeFrom / 2 - 9) }}>
                <b>{formatQuantityInWords(resource, Math.max(0, capacity - usage))} free</b> of{" "}
                {formatQuantity(resource, capacity)}
              </p>
            )}
            <div className={styles.keel} style={{ top: plan.keel.y, height: plan.keel.height }}>
              {plan.keel.height >= 16 && (
                <span>
                  system and kubelet{" "}
                  {formatQuantity(
                    resource,
                    Math.max(0, usage - plan.bands.reduce((total, { amount }) => total + amount, 0)),
                  )}
                </span>
              )}
            </div>
          </>
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
        <p className={styles.loadLine} title={whyNoLoadLine(sources)}>
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
      {unmeasured.length > 0 && (
        <p className={styles.unmeasured}>
          Without a sample, and so not drawn:{" "}
          {unmeasured.length <= 4 ? unmeasured.map(({ name }) => name).join(", ") : count(unmeasured.length, "pod")}.
        </p>
      )}
    </div>
  );
};

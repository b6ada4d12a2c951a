import type { QosClass } from "@bayplan/shared";
import { ballastOf, createPlanner, TIERS, type Box, type Cargo } from "./layout.ts";

/** A node's memory as far as a small bay plan shows it. Bytes. */
export interface SmallHull {
  /** The same for the same node: its cells keep their places then. */
  key: string;
  capacity: number;
  usage: number;
  /** Of the usage, what the same sample says of all pods together; null where it does not. */
  usageOfPods: number | null;
  cells: Record<QosClass, readonly number[]>;
  /** Memory available below which the kubelet evicts; null where that is not known, and then no line is drawn. */
  threshold: number | null;
  /** What the pods asked for; null where that is not known. */
  asked: number | null;
  /** Of what is closest to its line, where that is not memory: shares of its capacity. */
  tank: { used: number; line: number } | null;
  /** False: nobody tells which pods are there, so that what is used cannot be said to be the system's. */
  podsKnown: boolean;
}

/** What a hull is drawn with, from the bottom to the top. */
export const STROKES = [
  "water",
  "beyond",
  "keel",
  "unsorted",
  ...TIERS,
  "line",
  "outside",
  "outline",
  "asked",
  "tank",
  "tankUsed",
  "tankLine",
] as const;
export type Stroke = (typeof STROKES)[number];

/** An SVG path each; empty where there is nothing of it. */
export type Strokes = Record<Stroke, string>;

/** Of the hull's two corners at the keel. Pixels, as all here. */
const RADIUS = 9;

const cargoOf = (cells: Record<QosClass, readonly number[]>): Record<QosClass, Cargo[]> => {
  const numbered = (qosClass: QosClass): Cargo[] =>
    cells[qosClass].map((amount, index) => ({ key: `${qosClass} ${index}`, amount }));
  return { Guaranteed: numbered("Guaranteed"), Burstable: numbered("Burstable"), BestEffort: numbered("BestEffort") };
};

const total = (cells: Record<QosClass, readonly number[]>): number =>
  TIERS.reduce((sum, qosClass) => sum + cells[qosClass].reduce((a, b) => a + b, 0), 0);

const round = (pixels: number): number => Math.round(pixels * 10) / 10;

/** From the deck down, along the keel and up again. */
const hullLine = ({ x, y, width, height }: Box): string => {
  const arc = `a${RADIUS} ${RADIUS} 0 0 0 ${RADIUS}`;
  const side = height - RADIUS - 0.5;
  return `M${x + 0.5} ${y}v${side}${arc} ${RADIUS}h${round(width - 2 * RADIUS - 1)}${arc} ${-RADIUS}v${-side}`;
};

/** What lies outside of the corners: drawn over the cargo, which costs the browser less than to cut that off. */
const beyondCorners = ({ x, y, width, height }: Box): string => {
  const arc = `a${RADIUS} ${RADIUS} 0 0`;
  const start = y + height - RADIUS;
  return `M${x} ${start}${arc} 0 ${RADIUS} ${RADIUS}h${-RADIUS}zM${round(x + width)} ${start}${arc} 1 ${-RADIUS} ${RADIUS}h${RADIUS}z`;
};

/** A narrow tank beside the hull. */
const TANK = { width: 9, gap: 5 };

/** How long the marks are at the hull's sides. */
const MARK = 7;

const drawTank = (
  tank: SmallHull["tank"],
  { x, y, width, height }: Box,
): Pick<Strokes, "tank" | "tankUsed" | "tankLine"> => {
  if (tank === null) return { tank: "", tankUsed: "", tankLine: "" };
  const left = round(x + width - TANK.width);
  const used = round(Math.min(1, Math.max(0, tank.used)) * height);
  const line = round(y + Math.min(1, Math.max(0, tank.line)) * height);
  return {
    tank: `M${left} ${y}h${TANK.width}v${height}h${-TANK.width}z`,
    tankUsed: `M${left} ${y + height}h${TANK.width}v${-used}h${-TANK.width}z`,
    tankLine: `M${left - 2} ${line}h${TANK.width + 4}`,
  };
};

/** Draws one node after the other, each into its box. */
export const createSmallHull = (): ((hull: SmallHull, box: Box) => Strokes) => {
  let planner = createPlanner<Cargo>();
  let planned: string | null = null;
  return ({ key, capacity, usage, usageOfPods, cells, threshold, asked, tank, podsKnown }, place) => {
    const box = tank === null ? place : { ...place, width: place.width - TANK.width - TANK.gap };
    if (key !== planned) planner = createPlanner<Cargo>();
    planned = key;
    const { width, height } = box;
    const ballast = ballastOf(usage, podsKnown ? usageOfPods : null, total(cells));
    const plan = planner({ capacity, ballast, tiers: cargoOf(cells), width, height });
    const outline = (part: Box): string =>
      part.height <= 0
        ? ""
        : `M${round(box.x + part.x)} ${round(box.y + part.y)}h${round(part.width)}v${round(part.height)}h${-round(part.width)}z`;
    const line = threshold === null ? null : Math.max(1, height - (capacity - threshold) * plan.scale);
    // On the keel, as the cargo is: what lies above the mark is more than was asked for.
    const level =
      asked && podsKnown ? round(box.y + Math.max(0, height - plan.keel.height - asked * plan.scale)) : null;
    const keel = outline(plan.keel);
    const tier = (wanted: QosClass): string =>
      (plan.bands.find(({ qosClass }) => qosClass === wanted)?.cells ?? []).map((cell) => outline(cell.box)).join("");
    return {
      water: outline({ x: 0, y: 0, width, height }),
      beyond: line === null ? "" : outline({ x: 0, y: 0, width, height: line }),
      keel: podsKnown ? keel : "",
      unsorted: podsKnown ? outline(plan.apart) : keel,
      Guaranteed: tier("Guaranteed"),
      Burstable: tier("Burstable"),
      BestEffort: tier("BestEffort"),
      line: line === null ? "" : `M${box.x} ${round(box.y + line)}h${round(width)}`,
      outside: beyondCorners(box),
      outline: hullLine(box),
      asked: level === null ? "" : `M${box.x} ${level}h${MARK}M${round(box.x + width - MARK)} ${level}h${MARK}`,
      ...drawTank(tank, place),
    };
  };
};

import styles from "./RankRing.module.css";
import type { Rank } from "./ranks.ts";

const SAID: Record<Rank["look"], string> = {
  first: "goes first",
  next: "would have to go too",
  later: "later",
  passed: "passed over",
};

/** A pod's place in the kubelet's order: filled for the first, red for who must follow, plain for later. */
export const RankRing = ({ rank: { place, look } }: { rank: Pick<Rank, "place" | "look"> }) => (
  <span
    className={styles.ring}
    data-look={look}
    title={place === null ? SAID.passed : `Number ${place}: ${SAID[look]}`}
  >
    <span aria-hidden="true">{place ?? "–"}</span>
    <span className="visually-hidden">{place === null ? SAID.passed : `Number ${place}, ${SAID[look]}`}</span>
  </span>
);

import styles from "./RankRing.module.css";
import type { Rank } from "./ranks.ts";

const SAID: Record<Rank["look"], string> = {
  first: "goes first",
  next: "would have to go too",
  later: "later",
  passed: "passed over",
};

interface RankRingProps {
  rank: Pick<Rank, "place" | "look">;
  /** False: what it stands on says the rank in its own words. */
  said?: boolean;
}

/** A pod's place in the kubelet's order: filled for the first, red for who must follow, plain for later. */
export const RankRing = ({ rank: { place, look }, said = true }: RankRingProps) => (
  <span
    className={styles.ring}
    data-look={look}
    data-said
    title={place === null ? SAID.passed : `Number ${place}: ${SAID[look]}`}
  >
    {said ? (
      <>
        <span aria-hidden="true">{place ?? "–"}</span>
        <span className="visually-hidden">{place === null ? SAID.passed : `Number ${place}, ${SAID[look]}`}</span>
      </>
    ) : (
      (place ?? "–")
    )}
  </span>
);

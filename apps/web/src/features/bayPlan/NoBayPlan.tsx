import { formatTimeOfDay } from "../../format/time.ts";
import { Age } from "../../ui/Age.tsx";
import { Notice } from "../../ui/Notice.tsx";
import type { Picture } from "../sources/sourceState.ts";
import styles from "./Hull.module.css";

const Stale = ({ picture }: { picture: Extract<Picture, { state: "stale" }> }) => (
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
);

/** A dashed outline in place of the hull, and in it why there is no more, and what to do. */
export const NoBayPlan = ({ picture }: { picture: Picture }) => (
  <div className={styles.hull} data-state={picture.state === "stale" ? "stale" : "blind"}>
    <div className={styles.absent}>
      {picture.state === "stale" ? (
        <Stale picture={picture} />
      ) : (
        <Notice tone="unknown" symbol="question" title="What the pods use is not known">
          {picture.state === "blind" ? picture.why : "No sample of this resource has arrived."}
        </Notice>
      )}
    </div>
  </div>
);

import type { StrayView } from "@bayplan/api/views";
import { shortId } from "../../format/ids.ts";
import { Age } from "../../ui/Age.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import styles from "./Strays.module.css";

/** What the runtime has and no pod accounts for. */
export const Strays = ({ strays }: { strays: readonly StrayView[] }) => {
  if (strays.length === 0) return null;
  return (
    <div className={styles.strays}>
      <h3>In the runtime, but in no pod of this node</h3>
      <p className={styles.soft}>
        Left over from pods that are gone, or started past the kubelet. The kubelet removes what is its own by and by.
      </p>
      <ul>
        {strays.map((stray) => (
          <li key={stray.key}>
            <code>{shortId(stray.id)}</code> <CopyButton text={stray.id} what={`${stray.type} id`} /> {stray.type}{" "}
            {stray.container ?? ""}
            <span className={styles.soft}>
              {" "}
              of {stray.namespace}/{stray.pod}, {stray.state}
              {stray.createdAt && (
                <>
                  , <Age at={stray.createdAt} suffix=" old" />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
};

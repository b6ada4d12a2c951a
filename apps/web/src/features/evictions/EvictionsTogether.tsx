import { Link } from "../../app/Link.tsx";
import { useOpened } from "../../app/useOpened.ts";
import { count, sentence } from "../../format/words.ts";
import { Status } from "../../ui/Status.tsx";
import { keyOfGroup, type Group } from "./alike.ts";
import { causeOf } from "./cause.ts";
import styles from "./EvictionItem.module.css";

import { WhereAndWhen } from "./WhereAndWhen.tsx";

/** Many pods that had to go at once for one cause: said once, and each of them by name. */
export const EvictionsTogether = ({ rows }: { rows: Group }) => {
  const [first] = rows;
  const cause = causeOf(first);
  const opened = useOpened(keyOfGroup(rows));
  return (
    <article className={styles.item}>
      <div className={styles.head}>
        <span className={styles.pod}>{count(rows.length, "pod")}</span>
        <Status tone={cause.tone} symbol={cause.symbol} look="strong">
          {cause.words}
        </Status>
        <WhereAndWhen eviction={first} />
      </div>
      <p>{sentence(first.why)}</p>
      <details className={styles.more} {...opened}>
        <summary>Which, and in its own words</summary>
        <ul className={styles.together}>
          {rows.map(({ key, namespace, pod, node, message }) => (
            <li key={key}>
              <Link to="/pods/$namespace/$name" params={{ namespace, name: pod }} search={{ node }}>
                {pod} <span className={styles.soft}>{namespace}</span>
              </Link>{" "}
              <span className={styles.soft}>{message.trim()}</span>
            </li>
          ))}
        </ul>
      </details>
    </article>
  );
};

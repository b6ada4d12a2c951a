import type { EvictionView } from "@bayplan/api/views";
import { memo } from "react";
import { Link } from "../../app/Link.tsx";
import { useOpened } from "../../app/useOpened.ts";
import { sentence } from "../../format/words.ts";
import { CommandMenu } from "../../ui/CommandMenu.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Status } from "../../ui/Status.tsx";
import { formatAmount, formatExactAmount } from "../eviction/amounts.ts";
import { RankRing } from "../eviction/RankRing.tsx";
import { causeOf } from "./cause.ts";
import { evictionCommands } from "./commands.ts";
import styles from "./EvictionItem.module.css";
import { checkWords, figureWords } from "./evictionWords.ts";
import { WhereAndWhen } from "./WhereAndWhen.tsx";

const SEEN: Record<EvictionView["seenIn"][number], string> = { event: "its event", status: "the pod's status" };

/** Where it and the others stood in the order that was held before. */
const Others = ({ eviction: { others, uid, unit, heldAt, at } }: { eviction: EvictionView }) => (
  <>
    <p className={styles.soft}>
      The order by a sample
      {heldAt && ` from ${Math.max(0, Math.round((Date.parse(at) - Date.parse(heldAt)) / 1000))} s before`}:
    </p>
    <ol className={styles.others}>
      {others.map((row) => (
        <li key={row.uid} data-own={row.uid === uid || undefined}>
          <RankRing
            rank={{ place: row.place, look: !row.evictable ? "passed" : row.uid === uid ? "first" : "later" }}
          />
          <span>
            <b>{row.pod}</b>{" "}
            <span className={styles.soft}>
              {row.namespace}: {row.why}
            </span>
          </span>
          <span
            className={styles.soft}
            title={row.usage === null ? "It was in no sample." : formatExactAmount(unit, row.usage)}
          >
            {row.usage === null ? "?" : formatAmount(unit, row.usage)}
          </span>
        </li>
      ))}
    </ol>
  </>
);

/** One eviction or refusal: who, why, by which figures, and whether it was foreseen. */
export const EvictionItem = memo(({ eviction, onNode = false }: { eviction: EvictionView; onNode?: boolean }) => {
  const cause = causeOf(eviction);
  const check = checkWords(eviction);
  const figures = figureWords(eviction);
  const opened = useOpened(eviction.key);
  return (
    <article className={styles.item} data-calm>
      <div className={styles.head}>
        <Link
          to="/pods/$namespace/$name"
          params={{ namespace: eviction.namespace, name: eviction.pod }}
          search={{ node: eviction.node }}
          className={styles.pod}
        >
          {eviction.pod} <span>{eviction.namespace}</span>
        </Link>
        <Status tone={cause.tone} symbol={cause.symbol} look="strong">
          {cause.words}
        </Status>
        <span className={styles.tools}>
          <CopyButton text={eviction.pod} what="pod's name" />
          <CommandMenu of={eviction.pod} commands={evictionCommands(eviction)} />
        </span>
        <WhereAndWhen eviction={eviction} onNode={onNode} />
      </div>
      <p>{sentence(eviction.why)}</p>
      <div className={styles.facts}>
        {figures.length > 0 && <span className={styles.soft}>{sentence(figures.join(", "))}</span>}
        {check && (
          <Status tone={check.tone} symbol={check.symbol}>
            {check.words}
          </Status>
        )}
      </div>
      <details className={styles.more} {...opened}>
        <summary>
          {eviction.others.length > 0 ? "Who else stood where, and the kubelet's words" : "In its own words"}
        </summary>
        {eviction.others.length > 0 && <Others eviction={eviction} />}
        <p className={styles.message}>{eviction.message.trim() || "It left no message."}</p>
        <p className={styles.soft}>
          {eviction.reason}, seen in {eviction.seenIn.map((seen) => SEEN[seen]).join(" and ")}.
        </p>
      </details>
    </article>
  );
});
EvictionItem.displayName = "EvictionItem";

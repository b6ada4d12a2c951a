import type { Signal } from "@bayplan/shared";
import { Fragment, useMemo } from "react";
import type { FeedState } from "../../live/feed.ts";
import type { EvictionPart } from "@bayplan/api/views";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import layout from "../../ui/layout.module.css";
import { limitColumns, limitRows, orderColumns, orderRows, thresholdColumns, thresholdRows } from "./columns.tsx";
import type { EvictionParts } from "./evictionParts.ts";
import { reclaimWords } from "./forecastWords.ts";
import { NodeHistory } from "./NodeHistory.tsx";
import { SampleAge } from "./SampleAge.tsx";
import styles from "./Signals.module.css";
import { SignalField } from "./WhoGoesFirst.tsx";

interface EvictionTabProps {
  node: string;
  feed: FeedState<EvictionPart>;
  parts: EvictionParts;
  live: boolean;
  signal: Signal;
  onSignal(signal: string): void;
}

const LAYOUTS = {
  single: "One disk holds the kubelet's files, images and writable layers.",
  dedicated: "Images and writable layers lie on a disk of their own.",
  split: "Images lie on a disk of their own, writable layers with the kubelet's files.",
} as const;

const Reclaim = ({ parts: { outlook, signals } }: { parts: EvictionParts }) => {
  // One disk has several signals, and the same goes first for each.
  const first = Map.groupBy(
    signals.filter((signal) => reclaimWords(signal) !== null),
    reclaimWords,
  );
  return (
    <Panel title="What goes before any pod">
      {outlook && <p className={styles.soft}>{LAYOUTS[outlook.layout]}</p>}
      {first.size === 0 ? (
        <p className={styles.soft}>
          There is nothing to clear away first, as far as the runtime tells; for memory there never is.
        </p>
      ) : (
        <ul className={styles.facts}>
          {[...first].map(([words, alike]) => (
            <li key={words}>
              <p>{words}</p>
              <p className={styles.soft}>
                For{" "}
                {alike.map(({ signal }, index) => (
                  <Fragment key={signal}>
                    {index > 0 && ", "}
                    <code>{signal}</code>
                  </Fragment>
                ))}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
};

/** All of a node's signals, who would go for each, and who had to. */
export const EvictionTab = ({ node, feed, parts, live, signal, onSignal }: EvictionTabProps) => {
  const { outlook, signals, orders } = parts;
  const thresholds = useMemo(() => thresholdRows(signals), [signals]);
  const order = orders.get(signal);
  const state = signals.find((each) => each.signal === signal);
  const ordered = useMemo(() => orderRows(order ?? [], state), [order, state]);
  const orderHead = useMemo(() => orderColumns(node), [node]);
  const limits = useMemo(() => limitRows(outlook?.limits ?? []), [outlook]);
  const limitHead = useMemo(() => limitColumns(node), [node]);
  const age = <SampleAge at={outlook?.at ?? null} live={live} />;
  if (feed.status === "loading") return <Skeleton height={420} />;
  return (
    <div className={layout.stack}>
      {feed.failure && <FeedNotice failure={feed.failure} what="The eviction outlook" />}
      {!outlook && !feed.failure && (
        <Notice tone="unknown" symbol="question" title="Who would be evicted is not known.">
          It takes the pods of the node and a sample of what they use. The Sources tab says which call fails and what to
          do.
        </Notice>
      )}
      {outlook && (
        <>
          <TablePanel
            title="Signals and thresholds"
            name="signals"
            rows={thresholds}
            columns={thresholdColumns}
            keyOf={({ key }) => key}
            aside={age}
          >
            {!outlook.thresholdsKnown && (
              <Notice tone="unknown" symbol="question" title="The thresholds are not known.">
                {outlook.thresholdsUnknown}
              </Notice>
            )}
            {outlook.errors.length > 0 && (
              <Notice
                tone="warn"
                symbol="triangle"
                title="Part of the kubelet's configuration could not be understood."
              >
                {outlook.errors.join(" ")}
              </Notice>
            )}
          </TablePanel>
          <TablePanel
            title="The whole order"
            label={`Eviction order for ${signal}`}
            name="order"
            file={`order-${signal}`}
            rows={ordered}
            columns={orderHead}
            keyOf={({ row }) => row.uid}
            estimate={48}
            aside={
              <>
                <SignalField parts={parts} signal={signal} onSignal={onSignal} />
                {age}
              </>
            }
            empty={<p className={styles.soft}>No pod is in the order of {signal}.</p>}
          />
          <div className={styles.pair}>
            <Reclaim parts={parts} />
            <TablePanel
              title="Pods' own storage limits"
              label="Local storage limits"
              name="storage-limits"
              rows={limits}
              columns={limitHead}
              keyOf={({ key }) => key}
              empty={<p className={styles.soft}>No pod here has a limit on local storage.</p>}
            >
              {limits.length > 0 && (
                <p className={styles.soft}>
                  {limits.some(({ limit }) => limit.evictable)
                    ? "Who passes one is evicted however much the node has left."
                    : "The kubelet evicts none of these: it does not look at such limits, or not for these pods."}
                </p>
              )}
            </TablePanel>
          </div>
        </>
      )}
      <NodeHistory node={node} />
    </div>
  );
};

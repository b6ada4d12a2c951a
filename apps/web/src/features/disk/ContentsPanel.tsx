import type { DiskSummary } from "@bayplan/api/views";
import { formatBytes, formatExactBytes } from "../../format/bytes.ts";
import { count } from "../../format/words.ts";
import facts from "../../ui/Facts.module.css";
import { Panel } from "../../ui/Panel.tsx";
import { Quantity } from "../../ui/Quantity.tsx";
import { Status } from "../../ui/Status.tsx";
import styles from "./ContentsPanel.module.css";

/** The garbage collector's marks on the image file system. */
const Marks = ({ images }: { images: NonNullable<DiskSummary["images"]> }) => {
  const { usedPercent, highPercent, lowPercent, toFreeBytes } = images;
  if (usedPercent === null) return <p className="soft">How full the image file system is, is not told.</p>;
  const marks = highPercent !== null && lowPercent !== null ? { highPercent, lowPercent } : null;
  const words = `${usedPercent} % full${marks ? `, collection begins at ${marks.highPercent} % and goes on to ${marks.lowPercent} %` : ""}`;
  return (
    <>
      <div
        className={styles.marks}
        role="img"
        aria-label={words}
        data-over={(marks && usedPercent >= marks.highPercent) || undefined}
      >
        <i style={{ width: `${usedPercent}%` }} />
        {marks && <b style={{ left: `${marks.lowPercent}%` }} title={`low mark, ${marks.lowPercent} %`} />}
        {marks && <b style={{ left: `${marks.highPercent}%` }} title={`high mark, ${marks.highPercent} %`} />}
      </div>
      <p className="soft">{words}.</p>
      {marks === null && <p className="soft">The marks are in the kubelet's configuration, which may not be read.</p>}
      {toFreeBytes !== null && toFreeBytes > 0 && (
        <Status tone="warn" symbol="triangle">
          A collection would try to free {formatBytes(toFreeBytes)} now.
        </Status>
      )}
    </>
  );
};

/** What the disks hold, by kind, and how near the images are to a collection. */
export const ContentsPanel = ({ summary }: { summary: DiskSummary }) => {
  const { images, totals, deadContainers, logLimitBytes } = summary;
  return (
    <Panel title="What lies on it">
      <dl className={facts.facts}>
        <dt>images</dt>
        <dd>
          {images === null ? (
            "the runtime does not tell"
          ) : (
            <>
              {count(images.count, "image")},{" "}
              <span title={`${formatExactBytes(images.sizeBytes)}, as if no layer were shared`}>
                {formatBytes(images.sizeBytes)}
              </span>
              , <span title={formatExactBytes(images.removableBytes)}>{formatBytes(images.removableBytes)} unused</span>
            </>
          )}
        </dd>
        <dt>written by containers</dt>
        <dd>
          <Quantity resource="storage" amount={totals.layerBytes} />
        </dd>
        <dt>logs</dt>
        <dd>
          <Quantity resource="storage" amount={totals.logBytes} />
          {logLimitBytes !== null && `, at most ${formatBytes(logLimitBytes)} a container`}
        </dd>
        <dt>volumes</dt>
        <dd>
          <Quantity resource="storage" amount={totals.volumeBytes} />
        </dd>
        <dt>ended containers</dt>
        <dd>
          {deadContainers.count}, <Quantity resource="storage" amount={deadContainers.bytes} />
        </dd>
      </dl>
      {images && (
        <div className={styles.collection}>
          <Marks images={images} />
        </div>
      )}
    </Panel>
  );
};

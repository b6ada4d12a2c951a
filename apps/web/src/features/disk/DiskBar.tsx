import { formatBytes, formatExactBytes } from "../../format/bytes.ts";
import type { Disk, DiskPartKind } from "./disks.ts";
import styles from "./DiskBar.module.css";
import parts from "./diskPart.module.css";

export const PART_WORDS: Record<DiskPartKind, string> = {
  images: "images in use",
  unusedImages: "unused images",
  layers: "written by containers",
  deadLayers: "written by ended containers",
  logs: "logs",
  volumes: "volumes",
  other: "anything else",
};

/** The figure in full, and what it counts. */
export const titleOf = (kind: DiskPartKind, bytes: number): string =>
  [
    `${PART_WORDS[kind]}: ${formatExactBytes(bytes)}`,
    kind === "images" || kind === "unusedImages"
      ? "As the runtime tells their sizes: a layer that several share is counted for each."
      : "",
  ]
    .filter((line) => line !== "")
    .join("\n");

/** Percent of a bar in which a word has room. */
const ROOMY = 9;

/** In words, for those who do not see it. */
const wordsOf = ({ names, capacity, available, segments, line, marks }: Disk): string =>
  [
    `${names.join(", ")}: ${formatBytes(available)} free of ${formatBytes(capacity)}`,
    ...segments.map(({ kind, bytes }) => `${PART_WORDS[kind]} ${formatBytes(bytes)}`),
    line ? `evicts below ${formatBytes(line.quantity)}` : "eviction threshold not known",
    ...(marks ? [`images are collected above ${marks.high} %, down to ${marks.low} %`] : []),
  ].join("; ");

/** A disk from empty to full: what lies on it, the water, and the lines at which something happens. */
export const DiskBar = ({ disk }: { disk: Disk }) => {
  const { segments, line, marks } = disk;
  return (
    <div className={styles.frame} role="img" aria-label={wordsOf(disk)}>
      <div className={styles.bar}>
        {segments.map(({ kind, bytes, left, width }) => (
          <i
            key={kind}
            className={parts.part}
            data-part={kind}
            style={{ left: `${left}%`, width: `${width}%` }}
            title={titleOf(kind, bytes)}
          >
            {width > ROOMY && <span>{PART_WORDS[kind]}</span>}
          </i>
        ))}
        {line && <i className={styles.beyond} style={{ left: `${line.place}%` }} />}
      </div>
      {marks && (
        <>
          <b style={{ left: `${marks.low}%` }} title={`A collection of images goes on to here: ${marks.low} % full.`} />
          <b style={{ left: `${marks.high}%` }} title={`A collection of images begins here: ${marks.high} % full.`} />
        </>
      )}
      {line && (
        <i
          className={styles.line}
          style={{ left: `${line.place}%` }}
          title={`${line.signal}: evicts below ${formatBytes(line.quantity)} (${line.text})`}
        />
      )}
    </div>
  );
};

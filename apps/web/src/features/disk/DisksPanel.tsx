import type { DiskSummary, FileSystemView, SignalView } from "@bayplan/api/views";
import { formatBytes, groupDigits } from "../../format/bytes.ts";
import { count } from "../../format/words.ts";
import layout from "../../ui/layout.module.css";
import { Panel } from "../../ui/Panel.tsx";
import { Quantity } from "../../ui/Quantity.tsx";
import { Status } from "../../ui/Status.tsx";
import type { Column } from "../../ui/table/column.ts";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { DiskBar, PART_WORDS, titleOf } from "./DiskBar.tsx";
import { disksOf, type Disk, type DiskPartKind } from "./disks.ts";
import part from "./diskPart.module.css";
import styles from "./DisksPanel.module.css";

const LAYOUTS: Record<DiskSummary["layout"], string> = {
  single: "one disk for all",
  dedicated: "images and layers on a disk of their own",
  split: "images on a disk of their own",
};

/** What more there is to say of a part. */
const noteOf = (kind: DiskPartKind, { deadContainers, logLimitBytes }: DiskSummary): string | null => {
  switch (kind) {
    case "deadLayers":
      return count(deadContainers.count, "container");
    case "logs":
      return logLimitBytes === null ? null : `at most ${formatBytes(logLimitBytes)} a container`;
    case "other":
      return "what no pod of this node accounts for";
    default:
      return null;
  }
};

const Parts = ({ disk, summary }: { disk: Disk; summary: DiskSummary }) => (
  <ul className={styles.parts}>
    {disk.segments.map(({ kind, bytes }) => {
      const note = noteOf(kind, summary);
      return (
        <li key={kind}>
          <i className={part.part} data-part={kind} aria-hidden="true" />
          {PART_WORDS[kind]} <b title={titleOf(kind, bytes)}>{formatBytes(bytes)}</b>
          {note && <span>, {note}</span>}
        </li>
      );
    })}
  </ul>
);

/** Whether and how much the collector of images would take away. */
const Collection = ({ disk: { marks }, summary: { images } }: { disk: Disk; summary: DiskSummary }) => {
  if (!images) return <p className="soft">The runtime does not tell its images: the Sources tab says why.</p>;
  const amount = count(images.count, "image");
  if (images.usedPercent === null) return <p className="soft">{amount}. How full their disk is, is not told.</p>;
  return (
    <p className="soft">
      {amount}, {images.usedPercent} % full
      {marks
        ? `; above ${marks.high} % unused images are removed until it is ${marks.low} %.`
        : "; when images are collected is in the kubelet's configuration, which may not be read."}{" "}
      {images.toFreeBytes !== null && images.toFreeBytes > 0 && (
        <Status tone="warn" symbol="triangle">
          A collection would try to free {formatBytes(images.toFreeBytes)} now.
        </Status>
      )}
    </p>
  );
};

const DiskItem = ({ disk, summary }: { disk: Disk; summary: DiskSummary }) => {
  const { names, available, capacity, line, inodesFree, inodes } = disk;
  return (
    <li>
      <div className={styles.head}>
        <b>{names.join(" · ")}</b>
        <span>
          <Quantity resource="storage" amount={available} /> free of <Quantity resource="storage" amount={capacity} />
          {line && (
            <>
              , evicts below <span title={line.text}>{formatBytes(line.quantity)}</span>
            </>
          )}
          {inodesFree !== null && inodes !== null && inodes > 0 && (
            <span title={`${groupDigits(inodesFree)} of ${groupDigits(inodes)} inodes`}>
              , {Math.round((inodesFree / inodes) * 100)} % of inodes free
            </span>
          )}
        </span>
      </div>
      <DiskBar disk={disk} />
      <Parts disk={disk} summary={summary} />
      {names.includes("imagefs") && <Collection disk={disk} summary={summary} />}
    </li>
  );
};

const FILE_SYSTEM_COLUMNS: Column<FileSystemView>[] = [
  { key: "name", name: "File system", value: ({ name }) => name },
  { key: "available", name: "Available", unit: "bytes", value: ({ availableBytes }) => availableBytes },
  { key: "capacity", name: "Capacity", unit: "bytes", value: ({ capacityBytes }) => capacityBytes },
  { key: "used", name: "Used", unit: "bytes", value: ({ usedBytes }) => usedBytes },
  { key: "inodesFree", name: "Inodes free", value: ({ inodesFree }) => inodesFree },
  { key: "inodes", name: "Inodes", value: ({ inodes }) => inodes },
  { key: "inodesUsed", name: "Inodes used", value: ({ inodesUsed }) => inodesUsed },
];

interface DisksPanelProps {
  summary: DiskSummary;
  /** The thresholds are in them. */
  signals: readonly SignalView[];
}

/** How full each disk is, of what, and how far from the lines at which something happens. */
export const DisksPanel = ({ summary, signals }: DisksPanelProps) => {
  const disks = disksOf(summary, signals);
  return (
    <Panel
      title="Disks"
      aside={
        <>
          <span className="soft">{LAYOUTS[summary.layout]}</span>
          <ExportButtons name="file-systems" rows={summary.fileSystems} columns={FILE_SYSTEM_COLUMNS} />
        </>
      }
    >
      {disks.length === 0 && <p className="soft">The kubelet has told no sample of them yet.</p>}
      <ul className={layout.stack}>
        {disks.map((disk) => (
          <DiskItem key={disk.names.join()} disk={disk} summary={summary} />
        ))}
      </ul>
    </Panel>
  );
};

import type {
  DiskConsumerView,
  DiskPart,
  DiskSummary,
  EmptyDirView,
  FileSystemView,
  ImageView,
} from "@bayplan/api/views";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { formatBytes, formatExactBytes, groupDigits } from "../../format/bytes.ts";
import { shortImage } from "../../format/ids.ts";
import { count } from "../../format/words.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { Meter } from "../../ui/Meter.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Quantity } from "../../ui/Quantity.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Status } from "../../ui/Status.tsx";
import type { Column } from "../../ui/table/column.ts";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import styles from "./DiskTab.module.css";

interface Parts {
  summary: DiskSummary | null;
  images: ImageView[];
  consumers: DiskConsumerView[];
  emptyDirs: EmptyDirView[];
}

const partsOf = (rows: ReadonlyMap<string, DiskPart>): Parts => {
  const parts: Parts = { summary: null, images: [], consumers: [], emptyDirs: [] };
  for (const row of rows.values()) {
    if (row.part === "disk") parts.summary = row;
    else if (row.part === "image") parts.images.push(row);
    else if (row.part === "consumer") parts.consumers.push(row);
    else parts.emptyDirs.push(row);
  }
  parts.images.sort((a, b) => b.sizeBytes - a.sizeBytes);
  parts.consumers.sort((a, b) => b.usedBytes - a.usedBytes);
  return parts;
};

const LAYOUTS: Record<DiskSummary["layout"], string> = {
  single: "one disk for all",
  dedicated: "images and layers on a disk of their own",
  split: "images on a disk of their own",
};

const HOLDS: Record<FileSystemView["name"], string> = {
  nodefs: "the kubelet's files, logs, volumes",
  imagefs: "images",
  containerfs: "what containers wrote",
};

const FileSystem = ({ fileSystem }: { fileSystem: FileSystemView }) => {
  const { name, availableBytes, capacityBytes, usedBytes, inodesFree, inodes } = fileSystem;
  return (
    <li>
      <p>
        <b>{name}</b> <span className={styles.soft}>{HOLDS[name]}</span>
      </p>
      <Meter
        resource="storage"
        usage={availableBytes === null || capacityBytes === null ? null : capacityBytes - availableBytes}
        capacity={capacityBytes}
      />
      <p className={styles.soft}>
        <Quantity resource="storage" amount={availableBytes} /> free of{" "}
        <Quantity resource="storage" amount={capacityBytes} />
        {usedBytes !== null && (
          <>
            , <Quantity resource="storage" amount={usedBytes} /> by it
          </>
        )}
        {inodesFree !== null && inodes !== null && (
          <span title={`${groupDigits(inodesFree)} of ${groupDigits(inodes)} inodes`}>
            , {Math.round((inodesFree / inodes) * 100)} % of inodes free
          </span>
        )}
      </p>
    </li>
  );
};

/** The garbage collector's marks on the image file system. */
const Marks = ({ images }: { images: NonNullable<DiskSummary["images"]> }) => {
  const { usedPercent, highPercent, lowPercent, toFreeBytes } = images;
  if (usedPercent === null) return <p className={styles.soft}>How full the image file system is, is not told.</p>;
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
      <p className={styles.soft}>{words}.</p>
      {marks === null && (
        <p className={styles.soft}>The marks are in the kubelet's configuration, which may not be read.</p>
      )}
      {toFreeBytes !== null && toFreeBytes > 0 && (
        <Status tone="warn" symbol="triangle">
          A collection would try to free {formatBytes(toFreeBytes)} now.
        </Status>
      )}
    </>
  );
};

const Summary = ({ summary }: { summary: DiskSummary }) => {
  const { images, totals, deadContainers, logLimitBytes, fileSystems, layout } = summary;
  return (
    <div className={styles.columns}>
      <Panel title="File systems" aside={<span className={styles.soft}>{LAYOUTS[layout]}</span>}>
        {fileSystems.length === 0 && <p className={styles.soft}>The kubelet has told no sample yet.</p>}
        <ul className={styles.list}>
          {fileSystems.map((fileSystem) => (
            <FileSystem key={fileSystem.name} fileSystem={fileSystem} />
          ))}
        </ul>
      </Panel>
      <Panel title="What lies on it">
        <dl className={styles.facts}>
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
                ,{" "}
                <span title={formatExactBytes(images.removableBytes)}>{formatBytes(images.removableBytes)} unused</span>
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
        {images && <Marks images={images} />}
      </Panel>
    </div>
  );
};

const size = <Row extends { usedBytes: number | null }>(): Column<Row> => ({
  key: "usedBytes",
  name: "Takes",
  width: "90px",
  numeric: true,
  value: ({ usedBytes }) => usedBytes,
  render: ({ usedBytes }) => <Quantity resource="storage" amount={usedBytes} unknown="not yet" />,
});

const podColumn = <Row extends { namespace: string; pod: string }>(node: string): Column<Row> => ({
  key: "pod",
  name: "Pod",
  value: ({ namespace, pod }) => `${namespace}/${pod}`,
  render: ({ namespace, pod }) => (
    <Link to="/pods/$namespace/$name" params={{ namespace, name: pod }} search={{ node }}>
      {pod} <span className={styles.soft}>{namespace}</span>
    </Link>
  ),
});

const consumerColumns = (node: string): Column<DiskConsumerView>[] => [
  podColumn(node),
  {
    key: "what",
    name: "What",
    value: ({ kind, container, volume, volumeType }) =>
      [kind === "layer" ? "written layer" : kind, container ?? volume, volumeType && `(${volumeType})`]
        .filter(Boolean)
        .join(" "),
  },
  { key: "onNode", name: "Where", width: "110px", value: ({ onNode }) => (onNode ? "node's disk" : "elsewhere") },
  { key: "inodes", name: "Inodes", width: "90px", numeric: true, value: ({ inodesUsed }) => inodesUsed },
  size(),
];

const IMAGE_COLUMNS: Column<ImageView>[] = [
  {
    key: "image",
    name: "Image",
    width: "minmax(0, 1.6fr)",
    value: ({ tags, id }) => tags[0] ?? id,
    render: ({ tags, id }) => <span title={[...tags, id].join("\n")}>{shortImage(tags[0] ?? id)}</span>,
  },
  {
    key: "users",
    name: "Used by",
    width: "minmax(0, 2fr)",
    value: ({ users }) => users.map(({ namespace, pod }) => `${namespace}/${pod}`).join(" "),
    render: ({ users }) =>
      users.length === 0 ? (
        <span className={styles.soft}>nobody</span>
      ) : (
        <span title={users.map(({ namespace, pod }) => `${namespace}/${pod}`).join("\n")}>
          {users
            .slice(0, 2)
            .map(({ pod }) => pod)
            .join(", ")}
          {users.length > 2 && ` and ${users.length - 2} more`}
        </span>
      ),
  },
  {
    key: "fate",
    name: "Collection",
    width: "120px",
    value: ({ pinned, removable }) => (pinned ? "pinned" : removable ? "may remove it" : "keeps it"),
  },
  {
    key: "sizeBytes",
    name: "Size",
    width: "90px",
    numeric: true,
    value: ({ sizeBytes }) => sizeBytes,
    render: ({ sizeBytes }) => <Quantity resource="storage" amount={sizeBytes} />,
  },
];

const emptyDirColumns = (node: string): Column<EmptyDirView>[] => [
  podColumn(node),
  { key: "volume", name: "Volume", value: ({ volume }) => volume },
  { key: "medium", name: "Medium", width: "90px", value: ({ medium }) => medium || "disk" },
  size(),
  {
    key: "limitBytes",
    name: "Limit",
    width: "90px",
    numeric: true,
    value: ({ limitBytes }) => limitBytes,
    render: ({ limitBytes }) => <Quantity resource="storage" amount={limitBytes} unknown="none" />,
  },
];

type Attachable = NonNullable<DiskSummary["attachable"]>[number];

const ATTACHABLE_COLUMNS: Column<Attachable>[] = [
  {
    key: "volume",
    name: "Volume",
    width: "minmax(0, 2fr)",
    value: ({ handle, name }) => handle ?? name,
    render: ({ handle, name }) => <span title={name}>{handle ?? name}</span>,
  },
  { key: "driver", name: "Driver", value: ({ driver }) => driver ?? "not CSI" },
  { key: "attached", name: "Attached", width: "90px", value: ({ attached }) => (attached ? "yes" : "no") },
  { key: "inUse", name: "In use", width: "90px", value: ({ inUse }) => (inUse ? "yes" : "no") },
  {
    key: "wanted",
    name: "Wanted by a pod",
    width: "140px",
    value: ({ wanted }) => (wanted === "no" ? "no" : "not told"),
    render: ({ wanted }) =>
      wanted === "no" ? (
        <Status tone="warn" symbol="triangle">
          no: left behind
        </Status>
      ) : (
        <span className={styles.soft} title="Which volume a claim stands for only the PersistentVolume tells.">
          not told
        </span>
      ),
  },
];

interface TableProps<Row> {
  title: string;
  name: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf(row: Row): string;
  empty: string;
}

const Table = <Row,>({ title, name, rows, columns, keyOf, empty }: TableProps<Row>) => (
  <Panel title={title} aside={rows.length > 0 && <ExportButtons name={name} rows={rows} columns={columns} />}>
    {rows.length === 0 ? (
      <p className={styles.soft}>{empty}</p>
    ) : (
      <DataTable label={title} rows={rows} columns={columns} keyOf={keyOf} />
    )}
  </Panel>
);

/** Who fills the disks. */
export const DiskTab = ({ node }: { node: string }) => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeDisk(node));
  const { summary, images, consumers, emptyDirs } = useMemo(() => partsOf(feed.rows), [feed.rows]);
  const consumerTable = useMemo(() => consumerColumns(node), [node]);
  const emptyDirTable = useMemo(() => emptyDirColumns(node), [node]);
  if (feed.failure) return <FeedNotice failure={feed.failure} what="The disks" />;
  if (feed.status === "loading") return <Skeleton height={420} />;
  if (!summary) return <Notice tone="unknown" symbol="question" title="Nothing is known of this node's disks yet." />;
  return (
    <div className={styles.tab}>
      <Summary summary={summary} />
      <Table
        title="Who fills it"
        name={`disk-${node}`}
        rows={consumers}
        columns={consumerTable}
        keyOf={({ key }) => key}
        empty="The kubelet's sample tells of none."
      />
      <Table
        title="emptyDir volumes"
        name={`emptydirs-${node}`}
        rows={emptyDirs}
        columns={emptyDirTable}
        keyOf={({ key }) => key}
        empty="No pod here has one."
      />
      {summary.attachable !== null && summary.attachable.length > 0 && (
        <Table
          title="Attached volumes"
          name={`attached-${node}`}
          rows={summary.attachable}
          columns={ATTACHABLE_COLUMNS}
          keyOf={({ name }) => name}
          empty=""
        />
      )}
      <Table
        title="Images"
        name={`images-${node}`}
        rows={images}
        columns={IMAGE_COLUMNS}
        keyOf={({ key }) => key}
        empty="The runtime has none, or does not tell: the Sources tab says which."
      />
    </div>
  );
};

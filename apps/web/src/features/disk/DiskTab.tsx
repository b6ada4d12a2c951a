import type {
  DiskConsumerView,
  DiskPart,
  DiskSummary,
  EmptyDirView,
  FileSystemView,
  ImageView,
} from "@bayplan/api/views";
import { useMemo } from "react";
import { Link } from "../../app/Link.tsx";
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
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import { podColumns } from "../pod/podColumns.tsx";
import { imageCommands } from "./commands.ts";
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
      <Panel
        title="File systems"
        aside={
          <>
            <span className={styles.soft}>{LAYOUTS[layout]}</span>
            <ExportButtons name="file-systems" rows={fileSystems} columns={FILE_SYSTEM_COLUMNS} />
          </>
        }
      >
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
  key: "used",
  name: "Takes",
  unit: "bytes",
  width: "90px",
  numeric: true,
  value: ({ usedBytes }) => usedBytes,
  render: ({ usedBytes }) => <Quantity resource="storage" amount={usedBytes} unknown="not yet" />,
});

const consumerColumns = (node: string): Column<DiskConsumerView>[] => [
  ...podColumns<DiskConsumerView>(node, (row) => row),
  {
    key: "what",
    name: "What",
    value: ({ kind, container, volume, volumeType }) =>
      [kind === "layer" ? "written layer" : kind, container ?? volume, volumeType && `(${volumeType})`]
        .filter(Boolean)
        .join(" "),
  },
  {
    key: "where",
    name: "Where",
    width: "110px",
    value: ({ onNode }) => (onNode ? "node" : "elsewhere"),
    render: ({ onNode }) => (onNode ? "node's disk" : "elsewhere"),
  },
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
    copy: ({ tags, id }) => tags[0] ?? id,
  },
  { key: "id", name: "Id", fileOnly: true, value: ({ id }) => id },
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
    key: "size",
    name: "Size",
    unit: "bytes",
    width: "90px",
    numeric: true,
    value: ({ sizeBytes }) => sizeBytes,
    render: ({ sizeBytes }) => <Quantity resource="storage" amount={sizeBytes} />,
  },
];

const emptyDirColumns = (node: string): Column<EmptyDirView>[] => [
  ...podColumns<EmptyDirView>(node, (row) => row),
  { key: "volume", name: "Volume", value: ({ volume }) => volume },
  { key: "medium", name: "Medium", width: "90px", value: ({ medium }) => medium || "disk" },
  size(),
  {
    key: "limit",
    name: "Limit",
    unit: "bytes",
    width: "90px",
    numeric: true,
    value: ({ limitBytes }) => limitBytes,
    render: ({ limitBytes }) => <Quantity resource="storage" amount={limitBytes} unknown="none" />,
  },
];

type Attachable = NonNullable<DiskSummary["attachable"]>[number];

const attachableColumns = (node: string): Column<Attachable>[] => [
  {
    key: "volume",
    name: "Volume",
    width: "minmax(0, 2fr)",
    value: ({ handle, name }) => handle ?? name,
    render: ({ handle, name }) => <span title={name}>{handle ?? name}</span>,
    copy: ({ handle, name }) => handle ?? name,
  },
  { key: "driver", name: "Driver", value: ({ driver }) => driver ?? "not CSI" },
  { key: "attached", name: "Attached", width: "90px", value: ({ attached }) => attached },
  { key: "inUse", name: "In use", width: "90px", value: ({ inUse }) => inUse },
  {
    key: "persistentVolume",
    name: "PersistentVolume",
    fileOnly: true,
    value: ({ persistentVolume }) => persistentVolume,
  },
  {
    key: "claim",
    name: "Claim",
    width: "minmax(0, 1.4fr)",
    value: ({ claim }) => claim,
    render: ({ claim, persistentVolume }) => (
      <span title={persistentVolume === null ? undefined : `PersistentVolume ${persistentVolume}`}>
        {claim ?? <span className={styles.soft}>{persistentVolume === null ? "not told" : "of no claim"}</span>}
      </span>
    ),
    copy: ({ claim }) => claim,
  },
  {
    key: "wanted",
    name: "Used by",
    width: "minmax(0, 1.4fr)",
    value: ({ users, wanted }) =>
      users.map(({ namespace, pod }) => `${namespace}/${pod}`).join(" ") || (wanted === "no" ? false : null),
    render: ({ users, wanted, attached }) =>
      wanted === "unknown" ? (
        <span className={styles.soft} title="Which volume a claim stands for only the PersistentVolume tells.">
          not told
        </span>
      ) : users.length > 0 ? (
        users.map(({ namespace, pod, uid }) => (
          <Link key={uid} to="/pods/$namespace/$name" params={{ namespace, name: pod }} search={{ node }}>
            {pod}{" "}
          </Link>
        ))
      ) : (
        <Status tone="warn" symbol="triangle">
          {attached ? "nobody: left behind" : "nobody"}
        </Status>
      ),
  },
];

const FILE_SYSTEM_COLUMNS: Column<FileSystemView>[] = [
  { key: "name", name: "File system", value: ({ name }) => name },
  { key: "available", name: "Available", unit: "bytes", value: ({ availableBytes }) => availableBytes },
  { key: "capacity", name: "Capacity", unit: "bytes", value: ({ capacityBytes }) => capacityBytes },
  { key: "used", name: "Used", unit: "bytes", value: ({ usedBytes }) => usedBytes },
  { key: "inodesFree", name: "Inodes free", value: ({ inodesFree }) => inodesFree },
  { key: "inodes", name: "Inodes", value: ({ inodes }) => inodes },
  { key: "inodesUsed", name: "Inodes used", value: ({ inodesUsed }) => inodesUsed },
];

/** Who fills the disks. */
export const DiskTab = ({ node }: { node: string }) => {
  const { feeds } = useLive();
  const feed = useFeed(feeds.nodeDisk(node));
  const { summary, images, consumers, emptyDirs } = useMemo(() => partsOf(feed.rows), [feed.rows]);
  const attachableTable = useMemo(() => attachableColumns(node), [node]);
  const consumerTable = useMemo(() => consumerColumns(node), [node]);
  const emptyDirTable = useMemo(() => emptyDirColumns(node), [node]);
  if (feed.failure) return <FeedNotice failure={feed.failure} what="The disks" />;
  if (feed.status === "loading") return <Skeleton height={420} />;
  if (!summary) return <Notice tone="unknown" symbol="question" title="Nothing is known of this node's disks yet." />;
  return (
    <div className={styles.tab}>
      <Summary summary={summary} />
      <TablePanel
        title="Who fills it"
        name="disk"
        rows={consumers}
        columns={consumerTable}
        keyOf={({ key }) => key}
        empty={<p className={styles.soft}>The kubelet's sample tells of none.</p>}
      />
      <TablePanel
        title="emptyDir volumes"
        name="emptydirs"
        rows={emptyDirs}
        columns={emptyDirTable}
        keyOf={({ key }) => key}
        empty={<p className={styles.soft}>No pod here has one.</p>}
      />
      {summary.attachable !== null && summary.attachable.length > 0 && (
        <TablePanel
          title="Attached volumes"
          name="attached"
          rows={summary.attachable}
          columns={attachableTable}
          keyOf={({ name }) => name}
        />
      )}
      <TablePanel
        title="Images"
        name="images"
        rows={images}
        columns={IMAGE_COLUMNS}
        keyOf={({ key }) => key}
        commandsOf={imageCommands}
        empty={
          <p className={styles.soft}>
            {summary.images === null
              ? "The runtime does not tell its images: the Sources tab says why."
              : "The runtime has none."}
          </p>
        }
      />
    </div>
  );
};

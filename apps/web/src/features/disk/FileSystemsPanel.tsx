import type { DiskSummary, FileSystemView } from "@bayplan/api/views";
import { groupDigits } from "../../format/bytes.ts";
import layout from "../../ui/layout.module.css";
import { Meter } from "../../ui/Meter.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Quantity } from "../../ui/Quantity.tsx";
import type { Column } from "../../ui/table/column.ts";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";

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
        <b>{name}</b> <span className="soft">{HOLDS[name]}</span>
      </p>
      <Meter
        resource="storage"
        usage={availableBytes === null || capacityBytes === null ? null : capacityBytes - availableBytes}
        capacity={capacityBytes}
      />
      <p className="soft">
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

const FILE_SYSTEM_COLUMNS: Column<FileSystemView>[] = [
  { key: "name", name: "File system", value: ({ name }) => name },
  { key: "available", name: "Available", unit: "bytes", value: ({ availableBytes }) => availableBytes },
  { key: "capacity", name: "Capacity", unit: "bytes", value: ({ capacityBytes }) => capacityBytes },
  { key: "used", name: "Used", unit: "bytes", value: ({ usedBytes }) => usedBytes },
  { key: "inodesFree", name: "Inodes free", value: ({ inodesFree }) => inodesFree },
  { key: "inodes", name: "Inodes", value: ({ inodes }) => inodes },
  { key: "inodesUsed", name: "Inodes used", value: ({ inodesUsed }) => inodesUsed },
];

/** How full each file system is that the kubelet watches. */
export const FileSystemsPanel = ({ summary: { fileSystems, layout: disks } }: { summary: DiskSummary }) => (
  <Panel
    title="File systems"
    aside={
      <>
        <span className="soft">{LAYOUTS[disks]}</span>
        <ExportButtons name="file-systems" rows={fileSystems} columns={FILE_SYSTEM_COLUMNS} />
      </>
    }
  >
    {fileSystems.length === 0 && <p className="soft">The kubelet has told no sample yet.</p>}
    <ul className={layout.stack}>
      {fileSystems.map((fileSystem) => (
        <FileSystem key={fileSystem.name} fileSystem={fileSystem} />
      ))}
    </ul>
  </Panel>
);

import type { DiskSummary, SourceView } from "@bayplan/api/views";
import { useMemo } from "react";
import { Link } from "../../app/Link.tsx";
import { Status } from "../../ui/Status.tsx";
import type { Column } from "../../ui/table/column.ts";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import { SideNotice } from "../sources/SideNotice.tsx";

type Attachable = NonNullable<DiskSummary["attachable"]>[number];

const columnsOf = (node: string): Column<Attachable>[] => [
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
        {claim ?? <span className="soft">{persistentVolume === null ? "not told" : "of no claim"}</span>}
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
    json: ({ users, wanted }) =>
      wanted === "unknown" ? null : users.map(({ namespace, pod }) => ({ namespace, pod })),
    render: ({ users, wanted, attached }) =>
      wanted === "unknown" ? (
        <span className="soft">not told</span>
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

interface AttachedPanelProps {
  node: string;
  sources: readonly SourceView[];
  volumes: DiskSummary["attachable"];
}

/** Volumes that are attached to the node, who uses each, and those left behind; nothing where there is none. */
export const AttachedPanel = ({ node, sources, volumes }: AttachedPanelProps) => {
  const columns = useMemo(() => columnsOf(node), [node]);
  if (volumes === null || volumes.length === 0) return null;
  return (
    <TablePanel
      title="Attached volumes"
      name="attached"
      rows={volumes}
      columns={columns}
      keyOf={({ name }) => name}
      below={<SideNotice sources={sources} side="volumes" title="Whose these volumes are is not known." />}
    />
  );
};

import type { NodeHeader, NodeResourceView } from "@bayplan/api/views";
import { formatExactQuantity, formatQuantity, formatShare, unitOf } from "../../format/quantity.ts";
import { Age } from "../../ui/Age.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Quantity } from "../../ui/Quantity.tsx";
import { Status } from "../../ui/Status.tsx";
import { CapacityBars } from "./CapacityBars.tsx";
import type { Column } from "../../ui/table/column.ts";
import { TablePanel } from "../../ui/table/TablePanel.tsx";

const amount = (
  key: "capacity" | "reserved" | "allocatable" | "requests" | "free" | "limits" | "usage",
  name: string,
): Column<NodeResourceView> => ({
  key,
  name,
  width: "minmax(0, 0.7fr)",
  numeric: true,
  value: (row) => row[key],
  render: (row) => <Quantity resource={row.name} amount={row[key]} unknown="–" />,
});

const reservedTitle = ({ name, reservedFor }: NodeResourceView): string | undefined =>
  reservedFor
    ? [
        `kube-reserved ${formatExactQuantity(name, reservedFor.kube)}`,
        `system-reserved ${formatExactQuantity(name, reservedFor.system)}`,
        `eviction threshold ${formatExactQuantity(name, reservedFor.eviction)}`,
        ...(reservedFor.hugepages ? [`huge pages ${formatExactQuantity(name, reservedFor.hugepages)}`] : []),
      ].join("\n")
    : "What it is made of only the kubelet's configuration tells.";

const Promised = ({ row: { name, limitsShare, unlimited, free, claimed } }: { row: NodeResourceView }) => {
  if (free !== null && free < 0) {
    return (
      <Status tone="warn" symbol="triangle">
        {formatQuantity(name, -free)} more asked than there is
      </Status>
    );
  }
  if (limitsShare !== null && limitsShare > 1) {
    return (
      <Status
        tone={name === "memory" ? "warn" : "quiet"}
        symbol="triangle"
        title="The pods cannot all have what they may take."
      >
        limits are {formatShare(limitsShare)} of it{unlimited ? `, ${unlimited} pods have none` : ""}
      </Status>
    );
  }
  if (claimed) return <span className="soft">{formatQuantity(name, claimed)} of what is asked came by claim</span>;
  // What a plugin or the kernel hands out by the piece has no limit apart from what was asked for.
  const limitable = name === "cpu" || name === "memory" || name === "ephemeral-storage";
  return unlimited && limitable ? <span className="soft">{unlimited} pods without a limit</span> : "–";
};

const COLUMNS: Column<NodeResourceView>[] = [
  { key: "name", name: "Resource", value: ({ name }) => name, render: ({ name }) => <b>{name}</b> },
  { key: "unit", name: "Unit", value: ({ name }) => unitOf(name), fileOnly: true },
  amount("capacity", "Capacity"),
  {
    ...amount("reserved", "Reserved"),
    render: (row) => (
      <span title={reservedTitle(row)}>
        <Quantity resource={row.name} amount={row.reserved} unknown="–" />
      </span>
    ),
  },
  amount("allocatable", "Allocatable"),
  amount("requests", "Requests"),
  amount("free", "Free to request"),
  amount("limits", "Limits"),
  amount("usage", "Used"),
  {
    key: "promised",
    name: "Overcommit",
    width: "minmax(0, 1.5fr)",
    value: ({ limitsShare }) => limitsShare,
    render: (row) => <Promised row={row} />,
  },
];

/** What each resource is made of, from what the machine has to what is used. */
export const CapacityPanel = ({ header: { resources, sampledAt } }: { header: NodeHeader }) => (
  <TablePanel
    title="From capacity to usage"
    name="resources"
    label="Resources"
    aside={
      sampledAt && (
        <span className="soft">
          sample <Age at={sampledAt} suffix=" old" />
        </span>
      )
    }
    rows={resources.filter(({ name, capacity }) => !(name.startsWith("hugepages-") && !capacity))}
    columns={COLUMNS}
    keyOf={({ name }) => name}
    empty={<Notice tone="unknown" symbol="question" title="No source tells this node's resources yet." />}
  >
    <CapacityBars resources={resources} />
  </TablePanel>
);

import type { NodeHeader } from "@bayplan/api/views";
import { fromNanoCores } from "../../format/cores.ts";
import { Quantity } from "../../ui/Quantity.tsx";
import type { Column } from "../../ui/table/column.ts";
import { TablePanel } from "../../ui/table/TablePanel.tsx";

type System = NodeHeader["system"];
type Daemon = System["daemons"][number];

const coresOf = ({ cpuNanoCores }: Daemon): number | null =>
  cpuNanoCores === null ? null : fromNanoCores(cpuNanoCores);

const COLUMNS: Column<Daemon>[] = [
  { key: "name", name: "Daemon", value: ({ name }) => name },
  {
    key: "cpu",
    name: "CPU",
    unit: "cores",
    numeric: true,
    value: coresOf,
    render: (daemon) => <Quantity resource="cpu" amount={coresOf(daemon)} unknown="–" />,
  },
  {
    key: "memory",
    name: "Memory",
    unit: "bytes",
    numeric: true,
    value: ({ workingSetBytes }) => workingSetBytes,
    render: ({ workingSetBytes }) => <Quantity resource="memory" amount={workingSetBytes} unknown="–" />,
  },
];

const Reserved = ({ reserved }: { reserved: System["reserved"] }) => (
  <p className="soft">
    {reserved === null ? (
      "What is set aside for them is not known: /configz does not answer, the Sources tab says why."
    ) : (
      <>
        Set aside for them: <Quantity resource="cpu" amount={fromNanoCores(reserved.cpuNanoCores)} /> CPU,{" "}
        <Quantity resource="memory" amount={reserved.memoryBytes} />
      </>
    )}
  </p>
);

/** What the node's daemons use, and what is set aside for them. */
export const DaemonsPanel = ({ system: { daemons, reserved } }: { system: System }) => (
  <TablePanel
    title="The node's own daemons"
    name="daemons"
    rows={daemons}
    columns={COLUMNS}
    keyOf={({ name }) => name}
    empty={<p className="soft">The kubelet's sample does not tell of them.</p>}
    below={<Reserved reserved={reserved} />}
  />
);

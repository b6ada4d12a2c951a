import type { InterfaceView } from "@bayplan/api/views";
import type { ReactNode } from "react";
import { Notice } from "../../ui/Notice.tsx";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import { INTERFACE_COLUMNS } from "./interfaceColumns.tsx";

interface InterfacesPanelProps {
  /** Null: not known. */
  interfaces: readonly InterfaceView[] | null;
  /** Why they are not known, and what to do; null where what stands above the table says so. */
  absent: string | null;
  /** Above the table. */
  children?: ReactNode;
}

const Empty = ({ known, absent }: { known: boolean; absent: string | null }) => {
  if (absent === null) return null;
  return known ? (
    <Notice tone="quiet" symbol="minus" title="The kubelet's summary lists no interface." />
  ) : (
    <Notice tone="unknown" symbol="question" title="The network interfaces are not known.">
      {absent}
    </Notice>
  );
};

/** The network interfaces of a node or a pod, as the kubelet's summary counts them. */
export const InterfacesPanel = ({ interfaces, absent, children }: InterfacesPanelProps) => (
  <TablePanel
    title="Network interfaces"
    name="interfaces"
    rows={interfaces ?? []}
    columns={INTERFACE_COLUMNS}
    keyOf={({ name }) => name}
    empty={<Empty known={interfaces !== null} absent={absent} />}
  >
    {children}
  </TablePanel>
);

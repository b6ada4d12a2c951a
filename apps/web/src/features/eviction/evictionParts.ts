import type { EvictionOutlook, EvictionPart, SignalView } from "@bayplan/api/views";
import type { EvictionRow, Signal } from "@bayplan/shared";

/** A node's eviction feed by kind. */
export interface EvictionParts {
  outlook: EvictionOutlook | null;
  /** As the kubelet looks at them, memory first. */
  signals: SignalView[];
  orders: ReadonlyMap<Signal, readonly EvictionRow[]>;
}

export const evictionParts = (rows: ReadonlyMap<string, EvictionPart>): EvictionParts => {
  let outlook: EvictionOutlook | null = null;
  const signals: SignalView[] = [];
  const orders = new Map<Signal, readonly EvictionRow[]>();
  for (const row of rows.values()) {
    if (row.part === "outlook") outlook = row;
    else if (row.part === "signal") signals.push(row);
    else for (const signal of row.signals) orders.set(signal, row.rows);
  }
  signals.sort((a, b) => SHOWN.indexOf(a.signal) - SHOWN.indexOf(b.signal));
  return { outlook, signals, orders };
};

/** The rule package's own order, written out so that the page need not carry the rules for it. */
const SHOWN: readonly Signal[] = [
  "memory.available",
  "allocatableMemory.available",
  "nodefs.available",
  "nodefs.inodesFree",
  "imagefs.available",
  "imagefs.inodesFree",
  "containerfs.available",
  "containerfs.inodesFree",
  "pid.available",
];

export const isSignalName = (name: unknown): name is Signal => SHOWN.some((signal) => signal === name);

/** A signal whose figures only repeat another's: the pods' cgroup, and containerfs on the disk it shares. */
export const isCopy = ({ signal }: Pick<SignalView, "signal">): boolean =>
  signal.startsWith("allocatableMemory") || signal.startsWith("containerfs");

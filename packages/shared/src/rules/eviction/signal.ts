/** What the kubelet watches for eviction; containerfs is watched as a copy of nodefs or imagefs. */
export const SIGNALS = [
  "memory.available",
  "allocatableMemory.available",
  "nodefs.available",
  "nodefs.inodesFree",
  "imagefs.available",
  "imagefs.inodesFree",
  "containerfs.available",
  "containerfs.inodesFree",
  "pid.available",
] as const;
export type Signal = (typeof SIGNALS)[number];

/** The kubelet's own words for what a signal is short of; `inodes` and `pids` are no resource of the API. */
export type StarvedResource = "memory" | "ephemeral-storage" | "inodes" | "pids";

/** Pressure conditions, as a node's status names them. */
export type PressureCondition = "MemoryPressure" | "DiskPressure" | "PIDPressure";

export const isSignal = (name: string): name is Signal => (SIGNALS as readonly string[]).includes(name);

export function starvedResource(signal: Signal): StarvedResource {
  if (signal === "pid.available") return "pids";
  if (signal === "memory.available" || signal === "allocatableMemory.available") return "memory";
  return signal.endsWith(".inodesFree") ? "inodes" : "ephemeral-storage";
}

export function pressureCondition(signal: Signal): PressureCondition {
  const resource = starvedResource(signal);
  return resource === "memory" ? "MemoryPressure" : resource === "pids" ? "PIDPressure" : "DiskPressure";
}

/** What a signal counts: bytes, inodes or process ids. */
export function signalUnit(signal: Signal): "bytes" | "inodes" | "pids" {
  const resource = starvedResource(signal);
  return resource === "inodes" || resource === "pids" ? resource : "bytes";
}

import type { FileSystemStats, NodeStats } from "../../model/stats.ts";
import type { Signal } from "./signal.ts";

/** In bytes, inodes or process ids. */
export interface SignalObservation {
  available: number;
  capacity: number;
}

/**
 * What each signal shows in a sample, after `pkg/kubelet/eviction/helpers.go` (`makeSignalObservations`). A signal is
 * absent where the sample lacks a figure it needs.
 */
export function signalObservations(nodeStats: NodeStats): Partial<Record<Signal, SignalObservation>> {
  const pods = nodeStats.systemContainers?.find((container) => container.name === "pods");
  const all: Partial<Record<Signal, SignalObservation | null>> = {
    "memory.available": ofMemory(nodeStats.memory),
    "allocatableMemory.available": ofMemory(pods?.memory),
    "nodefs.available": ofBytes(nodeStats.fs),
    "nodefs.inodesFree": ofInodes(nodeStats.fs),
    "imagefs.available": ofBytes(nodeStats.imageFs),
    "imagefs.inodesFree": ofInodes(nodeStats.imageFs),
    "containerfs.available": ofBytes(nodeStats.containerFs),
    "containerfs.inodesFree": ofInodes(nodeStats.containerFs),
    "pid.available": ofProcesses(nodeStats.rlimit),
  };
  return Object.fromEntries(Object.entries(all).filter(([, observed]) => observed !== null));
}

function ofMemory(memory: NodeStats["memory"]): SignalObservation | null {
  const { availableBytes, workingSetBytes } = memory ?? {};
  return availableBytes === undefined || workingSetBytes === undefined
    ? null
    : { available: availableBytes, capacity: availableBytes + workingSetBytes };
}

const ofBytes = (fs: FileSystemStats | undefined): SignalObservation | null =>
  fs?.availableBytes === undefined || fs.capacityBytes === undefined
    ? null
    : { available: fs.availableBytes, capacity: fs.capacityBytes };

const ofInodes = (fs: FileSystemStats | undefined): SignalObservation | null =>
  fs?.inodesFree === undefined || fs.inodes === undefined ? null : { available: fs.inodesFree, capacity: fs.inodes };

const ofProcesses = (rlimit: NodeStats["rlimit"]): SignalObservation | null =>
  rlimit?.maxpid === undefined || rlimit.curproc === undefined
    ? null
    : { available: rlimit.maxpid - rlimit.curproc, capacity: rlimit.maxpid };

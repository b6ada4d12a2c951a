import type { QosClass } from "../../model/pod.ts";
import type { CgroupFigures } from "./figures.ts";
import type { CgroupSettings } from "./settings.ts";

/** Bytes. Nearly every node has pages of this size; `memory.high` is a multiple of it. */
const PAGE = 4096;

type Protection = Partial<Pick<CgroupFigures, "memoryMin" | "memoryLow" | "memoryHigh">>;

interface Memory {
  tier: QosClass;
  /** Bytes; 0 for none. */
  request: number;
  limit: number;
  allocatable: number | null;
}

/** What MemoryQoS (KEP-2570) writes for a container; nothing where it is off. After `generateLinuxContainerResources`. */
export function protectionOf(settings: CgroupSettings["memoryQos"], memory: Memory): Protection {
  if (!settings) return {};
  const high = highOf(memory, settings.throttling);
  return { ...requestProtection(settings, memory.tier, memory.request), ...(high !== null && { memoryHigh: high }) };
}

/** Of a container or a pod, by what it asked for. */
export function requestProtection(settings: CgroupSettings["memoryQos"], tier: QosClass, request: number): Protection {
  if (!settings || settings.protection === "none" || request <= 0) return {};
  return settings.protection === "min" || tier === "Guaranteed" ? { memoryMin: request } : { memoryLow: request };
}

function highOf({ request, limit, allocatable }: Memory, throttling: number): number | null {
  // Where the two are the same, and be it nothing, nothing is held back.
  if (request === limit) return null;
  const most = limit > 0 ? limit : allocatable;
  if (most === null) return null;
  const high = Math.floor((request + (most - request) * throttling) / PAGE) * PAGE;
  return high > request ? high : null;
}

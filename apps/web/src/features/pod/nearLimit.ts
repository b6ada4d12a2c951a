import type { PodView } from "@bayplan/api/views";
import { fromNanoCores } from "../../format/cores.ts";

/** The container that is nearest to a limit of its own. Amounts in base units: cores, bytes. */
export interface NearLimit {
  container: string;
  usage: number;
  limit: number;
  /** Below 0: it is beyond it, which only a resource that is not enforced at once can be. */
  left: number;
}

const usageOf = (container: PodView["containers"][number], resource: "memory" | "cpu"): number | null => {
  if (resource === "memory") return container.workingSetBytes;
  return container.cpuNanoCores === null ? null : fromNanoCores(container.cpuNanoCores);
};

/**
 * The container with the largest share of its limit in use: limits hold for each container, and one that is killed at
 * its own may be in a pod that has plenty left. Null where none has a limit and a sample.
 */
export const nearLimit = (containers: PodView["containers"], resource: "memory" | "cpu"): NearLimit | null =>
  containers
    .flatMap((container): NearLimit[] => {
      const limit = container.limits[resource];
      const usage = usageOf(container, resource);
      return limit && usage !== null ? [{ container: container.name, usage, limit, left: limit - usage }] : [];
    })
    .toSorted((a, b) => b.usage / b.limit - a.usage / a.limit)[0] ?? null;

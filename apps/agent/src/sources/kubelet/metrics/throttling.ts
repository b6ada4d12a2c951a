import type { Throttling } from "@bayplan/shared";
import { scanMetrics } from "./exposition.ts";

const FIELDS: Readonly<Record<string, "periods" | "throttledPeriods" | "throttledSeconds">> = {
  container_cpu_cfs_periods_total: "periods",
  container_cpu_cfs_throttled_periods_total: "throttledPeriods",
  container_cpu_cfs_throttled_seconds_total: "throttledSeconds",
};

/** How often containers were held back by their CPU limit, from `/metrics/cadvisor`. Pods and sandboxes have no name of a container there. */
export async function readThrottling(chunks: AsyncIterable<Buffer>): Promise<Throttling[]> {
  // Around a restart a container is there twice, as two cgroups: the larger counts are kept.
  const containers = new Map<string, Throttling>();
  await scanMetrics(chunks, Object.keys(FIELDS), ({ name, labels, value }) => {
    const { namespace, pod, container } = labels;
    const field = FIELDS[name];
    if (!field || !namespace || !pod || !container || container === "POD") return;
    const id = `${namespace}/${pod}/${container}`;
    const known = containers.get(id) ?? {
      kind: "throttling",
      id,
      periods: 0,
      throttledPeriods: 0,
      throttledSeconds: 0,
    };
    known[field] = Math.max(known[field], value);
    containers.set(id, known);
  });
  return [...containers.values()];
}

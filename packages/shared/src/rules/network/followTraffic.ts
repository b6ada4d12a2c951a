import type { NodeStats, PodStats } from "../../model/stats.ts";
import type { Time } from "../../model/time.ts";
import { withRates, type TrafficSample } from "./withRates.ts";

/** From one summary to the next: what each node and pod had counted before. */
export function followTraffic() {
  let last: ReadonlyMap<string, TrafficSample> = new Map();
  let current = new Map<string, TrafficSample>();
  return {
    /** The stats with rates; `at`: when the interfaces were counted. */
    follow<Stats extends NodeStats | PodStats>(stats: Stats, at: Time | undefined): Stats {
      if (stats.networkInterfaces === undefined || at === undefined) return stats;
      const key = `${stats.kind}/${stats.id}`;
      const networkInterfaces = withRates(last.get(key), { at, interfaces: stats.networkInterfaces });
      current.set(key, { at, interfaces: networkInterfaces });
      return { ...stats, networkInterfaces };
    },
    /** All of this time were followed; what was not among them is forgotten. */
    turn(): void {
      last = current;
      current = new Map();
    },
  };
}

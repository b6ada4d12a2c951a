import { MINUTE, SECOND } from "../../world/time/clock.ts";
import type { Act } from "../story.ts";
import { burstable } from "../workloads.ts";

export const resize: Act = ({ world, every, pod }) => {
  let large = false;
  every(7 * MINUTE, 130 * SECOND, () => {
    const entry = pod("web-01", "shop", "catalog");
    if (!entry) return;
    large = !large;
    world.handles.resize(entry, "app", large ? burstable("3584Mi", "500m", "5Gi") : burstable("3Gi", "500m", "4Gi"));
  });
};

/** Someone asks for more than web-02 has left, and gives up after a while. */
export const deferredResize: Act = ({ world, every, at, pod }) => {
  const ask = (memory: string) => {
    const entry = pod("web-02", "shop", "recommender");
    if (entry) world.handles.resize(entry, "app", burstable(memory, "1"));
  };
  every(20 * MINUTE, 5.5 * MINUTE, () => {
    ask("40Gi");
    at(2.5 * MINUTE, () => ask("6Gi"));
  });
};

/** Someone asks for more than data-01 will ever have. */
export const infeasibleResize: Act = ({ world, every, at, pod }) => {
  const ask = (memory: string, limit: string) => {
    const entry = pod("data-01", "data", "clickhouse");
    if (entry) world.handles.resize(entry, "app", burstable(memory, "2", limit));
  };
  every(20 * MINUTE, 12.5 * MINUTE, () => {
    ask("96Gi", "128Gi");
    at(100 * SECOND, () => ask("14Gi", "24Gi"));
  });
};

import { MINUTE } from "../../world/time/clock.ts";
import type { Act } from "../story.ts";

/** The GPU that serves the ranking falls off the bus for a while. */
export const sickDevice: Act = ({ kubelet, every, at, pod }) => {
  every(20 * MINUTE, 3.5 * MINUTE, () => {
    const id = pod("gpu-a100-01", "ml", "infer-rank")?.slots[0]?.devices[0]?.ids[0];
    if (id === undefined) return;
    kubelet("gpu-a100-01")?.setDeviceHealth(id, false);
    at(6 * MINUTE, () => kubelet("gpu-a100-01")?.setDeviceHealth(id, true));
  });
};

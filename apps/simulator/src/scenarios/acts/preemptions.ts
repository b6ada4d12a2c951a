import { MINUTE, SECOND } from "../../world/time/clock.ts";
import { EDGE_ROUTER, FRAUD_CHECK, IMAGE_WARMER, SWEEP_EVAL } from "../extras.ts";
import type { Act } from "../story.ts";

/** A static pod that edge-09 has no room for is put into its kubelet's folder, and taken out again. */
export const criticalPod: Act = ({ world, every, at, kubelet }) => {
  if (!kubelet("edge-09")) return;
  every(20 * MINUTE, 13 * MINUTE, () => {
    const router = world.staticPods.add(EDGE_ROUTER, "edge-09");
    at(4 * MINUTE, () => world.staticPods.remove(router));
    at(4 * MINUTE + 20 * SECOND, () => world.controllers.create(IMAGE_WARMER, "edge-09"));
  });
};

/** A job of high priority takes the GPUs of one that can wait. */
export const urgentJob: Act = ({ world, every, at, pod, kubelet }) => {
  if (!kubelet("gpu-a100-02")) return;
  every(20 * MINUTE, 14.5 * MINUTE, () => {
    world.controllers.create(FRAUD_CHECK, "gpu-a100-02", pod("gpu-a100-02", "ml", "sweep-eval"));
    at(195 * SECOND, () => world.controllers.create(SWEEP_EVAL, "gpu-a100-02"));
  });
};

import { MINUTE, SECOND } from "../../world/time/clock.ts";
import { EXPORT_JOB, HUNGRY_SWEEP, MISSING_IMAGE } from "../extras.ts";
import type { Act } from "../story.ts";

export const jobs: Act = ({ world, every, kubelet }) => {
  if (!kubelet("batch-01")) return;
  every(MINUTE, 15 * SECOND, () => world.controllers.create(EXPORT_JOB, "batch-01"));
};

export const missingImage: Act = ({ world, every, kubelet }) => {
  if (!kubelet("batch-01")) return;
  every(15 * MINUTE, 8 * SECOND, () => {
    const name = world.controllers.create({ ...MISSING_IMAGE, replace: false }, "batch-01");
    world.agenda.after(12 * MINUTE, () => world.controllers.remove("ci", name));
  });
};

export const refusedPod: Act = ({ world, every, kubelet }) => {
  if (!kubelet("gpu-a100-01")) return;
  every(10 * MINUTE, 20 * SECOND, () => world.controllers.create(HUNGRY_SWEEP, "gpu-a100-01"));
};

/** Someone rolls a storefront pod, and someone a writer that does not hear when it is asked to go. */
export const rollouts: Act = ({ world, every, pod }) => {
  every(4 * MINUTE, 70 * SECOND, () => {
    const entry = pod("web-01", "shop", "storefront") ?? pod("web-02", "shop", "storefront");
    if (entry) world.controllers.remove("shop", entry.object.metadata.name);
  });
  every(6 * MINUTE, 100 * SECOND, () => {
    const entry = pod("data-01", "data", "ledger-writer");
    if (entry) world.controllers.remove("data", entry.object.metadata.name);
  });
};

import { MIB } from "../world/quantity.ts";
import { SECOND } from "../world/time/clock.ts";
import type { PodPlan } from "../world/workloads/plan.ts";
import { MIGRATE, PROXY, app, burstable, gpus } from "./workloads.ts";

/** Takes far more than it asked for; run anew by the story after it was put out. */
export const BACKFILL: PodPlan = app({
  namespace: "data",
  name: "backfill-orders",
  kind: "Job",
  uses: 3_880,
  cpu: 1.1,
  resources: burstable("1Gi", "500m"),
  pod: { replace: false },
});

/** A nightly export that somebody set to run all day: an init container, a worker and a helper beside it. */
export const EXPORT_JOB: PodPlan = {
  namespace: "data",
  name: "export-orders",
  kind: "Job",
  init: [{ ...MIGRATE, name: "fetch-credentials" }, PROXY],
  containers: [
    {
      name: "export",
      image: "ghcr.io/acme/export:4.0.3",
      memory: 620 * MIB,
      cpu: 0.9,
      resources: burstable("512Mi", "500m"),
      ends: { after: 24 * SECOND, exitCode: 0, reason: "Completed" },
    },
  ],
};

export const MISSING_IMAGE: PodPlan = app({
  namespace: "ci",
  name: "preview-1842",
  image: "ghcr.io/acme/missing/preview:pr-1842",
  uses: 128,
});

/** Asks for more GPUs than the node has left. */
export const HUNGRY_SWEEP: PodPlan = {
  ...app({
    namespace: "ml",
    name: "sweep-lr",
    kind: "Job",
    image: "nvcr.io/nvidia/pytorch:26.09-py3",
    uses: 20_000,
    resources: gpus("nvidia.com/gpu", 4, "64Gi", "8"),
    pod: { tolerates: ["nvidia.com/gpu"] },
  }),
  replace: false,
};

/** Fills its scratch volume beyond the limit about two minutes after its start. */
export const SPILLER: PodPlan = {
  ...app({
    namespace: "ci",
    name: "bundle-cache",
    kind: "Job",
    uses: 340,
    resources: burstable("512Mi", "100m"),
    pod: {
      volumes: [
        {
          volume: { name: "scratch", emptyDir: { sizeLimit: "2Gi" } },
          used: 300 * MIB,
          growth: 1_000 * MIB,
        },
      ],
    },
  }),
  replace: false,
};

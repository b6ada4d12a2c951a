import { MIB } from "../world/quantity.ts";
import { SECOND } from "../world/time/clock.ts";
import type { PodPlan } from "../world/workloads/plan.ts";
import {
  HIGH_PRIORITY,
  LOW_PRIORITY,
  MIGRATE,
  NODE_CRITICAL,
  PROXY,
  app,
  burstable,
  gpus,
  guaranteed,
} from "./workloads.ts";

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
  tolerates: ["dedicated"],
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

/** Trains at night what nobody waits for. */
export const SWEEP_EVAL: PodPlan = {
  ...app({
    namespace: "ml",
    name: "sweep-eval",
    kind: "Job",
    image: "nvcr.io/nvidia/pytorch:26.09-py3",
    uses: 31_000,
    cpu: 5.2,
    resources: gpus("nvidia.com/gpu", 3, "32Gi", "6"),
    pod: { tolerates: ["nvidia.com/gpu"], priority: LOW_PRIORITY },
  }),
  replace: false,
};

/** Cannot wait. */
export const FRAUD_CHECK: PodPlan = {
  ...app({
    namespace: "shop",
    name: "fraud-check",
    kind: "Job",
    image: "ghcr.io/acme/vllm:0.14.1",
    uses: 22_000,
    cpu: 4.4,
    resources: gpus("nvidia.com/gpu", 2, "24Gi", "6"),
    container: { ends: { after: 160 * SECOND, exitCode: 0, reason: "Completed" } },
    pod: { tolerates: ["nvidia.com/gpu"], priority: HIGH_PRIORITY },
  }),
  replace: false,
};

/** Pulls tomorrow's images ahead; whatever needs its CPUs may have them. */
export const IMAGE_WARMER: PodPlan = app({
  namespace: "shop",
  name: "image-warmer",
  kind: "Job",
  uses: 260,
  cpu: 0.6,
  resources: burstable("256Mi", "2"),
  pod: { replace: false },
});

const STATIC = { kind: "Static", hostNetwork: true, priority: NODE_CRITICAL } as const;

/** What edge-09 runs from files of its own. */
export const EDGE_STATIC: PodPlan[] = [
  {
    ...app({
      namespace: "kube-system",
      name: "haproxy",
      image: "docker.io/library/haproxy:3.4-alpine",
      uses: 118,
      cpu: 0.2,
      resources: burstable("128Mi", "250m"),
    }),
    ...STATIC,
  },
  {
    ...app({
      namespace: "kube-system",
      name: "kube-vip",
      image: "ghcr.io/kube-vip/kube-vip:v1.1.0",
      uses: 42,
      resources: burstable("64Mi", "100m"),
    }),
    ...STATIC,
  },
];

export const EDGE_ROUTER: PodPlan = {
  ...app({
    namespace: "kube-system",
    name: "edge-router",
    image: "quay.io/frrouting/frr:10.5.0",
    uses: 340,
    cpu: 1.6,
    resources: guaranteed("512Mi", "3"),
  }),
  ...STATIC,
  preempts: { namespace: "shop", name: "image-warmer" },
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

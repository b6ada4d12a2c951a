import { GIB, MIB } from "../../world/quantity.ts";
import { SECOND } from "../../world/time/clock.ts";
import type { PodPlan } from "../../world/workloads/plan.ts";
import { app, burstable, guaranteed, twice } from "../workloads.ts";

/** Who runs on the batch nodes when the story begins. */
export const BATCH: Record<string, PodPlan[]> = {
  "batch-01": [
    app({
      namespace: "ml",
      name: "feature-builder",
      uses: 380,
      cpu: 1.8,
      resources: burstable("1Gi", "1", "2Gi"),
      container: { growth: 2_150 * MIB, ends: { after: 47 * SECOND, exitCode: 137, reason: "OOMKilled" } },
    }),
    app({
      namespace: "data",
      name: "spark-driver",
      uses: 5_900,
      cpu: 1.9,
      resources: burstable("6Gi", "2"),
      pod: { tolerates: ["dedicated"] },
    }),
    ...twice(
      app({
        namespace: "data",
        name: "spark-executor",
        uses: 9_700,
        cpu: 3.4,
        resources: burstable("10Gi", "4"),
        pod: {
          tolerates: ["dedicated"],
          volumes: [{ volume: { name: "shuffle", emptyDir: { sizeLimit: "40Gi" } }, used: 6 * GIB }],
        },
      }),
    ),
    app({
      namespace: "data",
      name: "kafka-connect",
      image: "docker.io/confluentinc/kafka-connect:8.1.0",
      uses: 3_300,
      cpu: 0.6,
      resources: guaranteed("4Gi", "1"),
    }),
  ],
  "batch-02": [
    app({
      namespace: "shop",
      name: "coupon-worker",
      uses: 96,
      resources: burstable("128Mi", "50m"),
      container: { ends: { after: 3 * SECOND, exitCode: 1, reason: "Error" }, cpu: 0.2 },
    }),
    app({
      namespace: "ci",
      name: "runner",
      uses: 2_400,
      cpu: 2.6,
      resources: burstable("2Gi", "2"),
      pod: { volumes: [{ volume: { name: "workspace", emptyDir: {} }, used: 3 * GIB }] },
    }),
    app({
      namespace: "ci",
      name: "buildkit",
      image: "docker.io/moby/buildkit:v0.27.0",
      uses: 3_100,
      cpu: 1.4,
      container: { securityContext: { privileged: true } },
    }),
    app({ namespace: "data", name: "dedupe", uses: 8_800, cpu: 2.8, resources: guaranteed("10Gi", "4") }),
    app({ namespace: "ml", name: "embedder", uses: 11_500, cpu: 3.1, resources: burstable("12Gi", "4") }),
  ],
  "batch-03": [
    app({ namespace: "data", name: "spark-executor", uses: 9_200, cpu: 3.1, resources: burstable("10Gi", "4") }),
    app({ namespace: "ml", name: "label-queue", uses: 2_100, resources: guaranteed("3Gi", "1") }),
    app({ namespace: "ci", name: "runner", uses: 1_900, cpu: 1.7, resources: burstable("2Gi", "2") }),
  ],
  "ci-01": [
    ...twice(app({ namespace: "ci", name: "runner", uses: 2_200, cpu: 2.1, resources: burstable("2Gi", "2") })),
    app({
      namespace: "ci",
      name: "registry-mirror",
      uses: 1_300,
      resources: burstable("2Gi", "250m"),
      container: { stops: 11_000 },
    }),
  ],
};

import { GIB, MIB } from "../world/quantity.ts";
import { SECOND } from "../world/time/clock.ts";
import type { PodPlan } from "../world/workloads/plan.ts";
import { HIGH_PRIORITY, LOW_PRIORITY, MIGRATE, PROXY, app, burstable, gpus, guaranteed, http } from "./workloads.ts";

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

/** Who runs on which node when the story begins, by node name. */
export const CAST: Record<string, PodPlan[]> = {
  "web-01": [
    app({
      namespace: "shop",
      name: "session-store",
      kind: "StatefulSet",
      uses: 7_600,
      cpu: 1.1,
      resources: guaranteed("8Gi", "2"),
    }),
    app({
      namespace: "shop",
      name: "checkout-api",
      uses: 4_300,
      cpu: 1.4,
      resources: burstable("3Gi", "1"),
      pod: { init: [MIGRATE, PROXY] },
    }),
    app({
      namespace: "shop",
      name: "catalog",
      uses: 2_900,
      cpu: 0.6,
      resources: burstable("3Gi", "500m", "4Gi"),
      container: { liveness: http("/livez"), readiness: http("/readyz") },
    }),
    app({
      namespace: "shop",
      name: "cart-redis",
      kind: "StatefulSet",
      image: "docker.io/library/redis:8.4-alpine",
      uses: 1_850,
      resources: burstable("2Gi", "250m"),
    }),
    ...twice(
      app({
        namespace: "shop",
        name: "storefront",
        uses: 640,
        cpu: 0.35,
        resources: burstable("512Mi", "250m", "1Gi"),
        container: { readiness: http("/readyz", 5) },
      }),
    ),
    app({
      namespace: "shop",
      name: "pricing-canary",
      uses: 310,
      resources: burstable("256Mi", "100m"),
      container: { ready: "never", readiness: http("/readyz", 15) },
    }),
    app({ namespace: "shop", name: "mail-preview", uses: 190 }),
  ],
  "web-02": [
    app({
      namespace: "shop",
      name: "gateway",
      uses: 3_900,
      cpu: 2.2,
      resources: guaranteed("4Gi", "3"),
      container: { readiness: http("/readyz", 5) },
    }),
    app({
      namespace: "shop",
      name: "search-api",
      uses: 9_400,
      cpu: 2.4,
      resources: burstable("8Gi", "2", "16Gi"),
      pod: { init: [PROXY] },
    }),
    app({ namespace: "shop", name: "recommender", uses: 6_100, cpu: 1.2, resources: burstable("6Gi", "1") }),
    app({
      namespace: "shop",
      name: "inventory-sync",
      uses: 420,
      resources: burstable("384Mi", "100m"),
      container: { sick: 95 * SECOND, liveness: http("/livez", 5), stops: 1_200 },
    }),
    ...twice(
      app({
        namespace: "shop",
        name: "storefront",
        uses: 610,
        cpu: 0.3,
        resources: burstable("512Mi", "250m", "1Gi"),
        container: { readiness: http("/readyz", 5) },
      }),
    ),
    app({
      namespace: "obs",
      name: "loki-write",
      kind: "StatefulSet",
      image: "docker.io/grafana/loki:3.6.2",
      uses: 3_200,
      cpu: 0.5,
      resources: burstable("2Gi", "500m"),
    }),
    app({ namespace: "shop", name: "image-resizer", uses: 1_150, cpu: 0.7 }),
  ],
  "web-03": [
    app({
      namespace: "data",
      name: "ledger",
      kind: "StatefulSet",
      uses: 19_300,
      cpu: 1.6,
      resources: guaranteed("20Gi", "2"),
      pod: { gracePeriod: 60 },
    }),
    app({
      namespace: "shop",
      name: "search-indexer",
      uses: 4_100,
      cpu: 1.5,
      resources: burstable("4Gi", "1"),
      pod: { priority: HIGH_PRIORITY },
    }),
    app({
      namespace: "shop",
      name: "checkout-api",
      uses: 4_200,
      cpu: 1.3,
      resources: burstable("3Gi", "1"),
      pod: { init: [MIGRATE, PROXY] },
    }),
    app({
      namespace: "obs",
      name: "tempo-ingest",
      image: "docker.io/grafana/tempo:2.9.0",
      uses: 12_400,
      cpu: 0.8,
      resources: burstable("13Gi", "1"),
    }),
    app({ namespace: "shop", name: "offers", uses: 7_600, cpu: 0.7, resources: burstable("8Gi", "500m") }),
    app({ namespace: "shop", name: "reviews", uses: 4_870, cpu: 0.4, resources: burstable("5Gi", "500m") }),
    BACKFILL,
    app({
      namespace: "ml",
      name: "notebook-eva",
      image: "quay.io/jupyter/datascience-notebook:2026-10-12",
      uses: 2_660,
      cpu: 0.5,
      pod: { priority: LOW_PRIORITY },
    }),
  ],
  "batch-01": [
    app({
      namespace: "ml",
      name: "feature-builder",
      uses: 380,
      cpu: 1.8,
      resources: burstable("1Gi", "1", "2Gi"),
      container: { growth: 2_150 * MIB, ends: { after: 47 * SECOND, exitCode: 137, reason: "OOMKilled" } },
    }),
    app({ namespace: "data", name: "spark-driver", uses: 5_900, cpu: 1.9, resources: burstable("6Gi", "2") }),
    ...twice(
      app({
        namespace: "data",
        name: "spark-executor",
        uses: 9_700,
        cpu: 3.4,
        resources: burstable("10Gi", "4"),
        pod: { volumes: [{ volume: { name: "shuffle", emptyDir: { sizeLimit: "40Gi" } }, used: 6 * GIB }] },
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
  "data-01": [
    app({
      namespace: "data",
      name: "orders-db",
      kind: "StatefulSet",
      image: "docker.io/library/postgres:18.1",
      uses: 14_600,
      cpu: 2.9,
      resources: guaranteed("16Gi", "4"),
      pod: {
        gracePeriod: 90,
        volumes: [
          {
            volume: { name: "data", persistentVolumeClaim: { claimName: "data-orders-db-0" } },
            used: 61 * GIB,
            growth: 0.4 * MIB,
          },
        ],
      },
    }),
    app({
      namespace: "data",
      name: "clickhouse",
      kind: "StatefulSet",
      image: "docker.io/clickhouse/clickhouse-server:26.3",
      uses: 15_900,
      cpu: 2.2,
      resources: burstable("14Gi", "2", "24Gi"),
    }),
    app({
      namespace: "data",
      name: "ledger-writer",
      uses: 880,
      cpu: 0.4,
      resources: burstable("1Gi", "250m"),
      container: { stops: "deaf", preStop: 8 * SECOND, preStopHook: { preStop: { sleep: { seconds: 8 } } } },
    }),
    app({
      namespace: "obs",
      name: "prometheus",
      kind: "StatefulSet",
      image: "quay.io/prometheus/prometheus:v3.9.0",
      uses: 7_200,
      cpu: 0.9,
      resources: burstable("6Gi", "1"),
    }),
  ],
  "data-02": [
    app({
      namespace: "data",
      name: "kafka",
      kind: "StatefulSet",
      image: "docker.io/apache/kafka:4.2.0",
      uses: 11_800,
      cpu: 1.7,
      resources: guaranteed("14Gi", "3"),
    }),
    app({
      namespace: "data",
      name: "elastic",
      kind: "StatefulSet",
      image: "docker.elastic.co/elasticsearch/elasticsearch:9.3.0",
      uses: 17_400,
      cpu: 1.9,
      resources: burstable("16Gi", "2"),
    }),
    app({
      namespace: "data",
      name: "etl-export",
      uses: 1_500,
      cpu: 0.9,
      resources: burstable("2Gi", "500m"),
      pod: {
        priority: LOW_PRIORITY,
        volumes: [{ volume: { name: "spool", emptyDir: {} }, used: 9 * GIB, growth: 2.6 * GIB }],
      },
    }),
    app({ namespace: "data", name: "schema-registry", uses: 720, resources: burstable("1Gi", "200m") }),
  ],
  "gpu-a100-01": [
    app({
      namespace: "ml",
      name: "train-llm-7b",
      kind: "StatefulSet",
      image: "nvcr.io/nvidia/pytorch:26.09-py3",
      uses: 88_000,
      cpu: 15,
      resources: {
        requests: { cpu: "16", memory: "96Gi", "nvidia.com/gpu": "4" },
        limits: { cpu: "16", memory: "96Gi", "nvidia.com/gpu": "4" },
      },
      beside: [
        {
          name: "checkpoint",
          image: "ghcr.io/acme/checkpoint:0.9.2",
          memory: 740 * MIB,
          resources: guaranteed("1Gi", "1"),
        },
      ],
      pod: { tolerates: ["nvidia.com/gpu"], gracePeriod: 120 },
    }),
    app({
      namespace: "ml",
      name: "infer-rank",
      image: "nvcr.io/nvidia/tritonserver:26.10-py3",
      uses: 13_100,
      cpu: 4.1,
      resources: gpus("nvidia.com/gpu", 1, "16Gi", "4"),
      pod: { tolerates: ["nvidia.com/gpu"] },
      container: { readiness: http("/v2/health/ready"), stops: 4_000 },
    }),
    ...["tom", "mina", "raj"].map((who) =>
      app({
        namespace: "ml",
        name: `notebook-${who}`,
        image: "quay.io/jupyter/pytorch-notebook:cuda12-2026-10-12",
        uses: 5_200 + who.length * 900,
        cpu: 0.8,
        resources: gpus("nvidia.com/gpu.shared", 1, "24Gi", "1"),
        pod: {
          tolerates: ["nvidia.com/gpu"],
          priority: LOW_PRIORITY,
          resources: { requests: { cpu: "1", memory: "4Gi" }, limits: { cpu: "8", memory: "24Gi" } },
        },
      }),
    ),
    app({
      namespace: "ml",
      name: "dcgm-exporter",
      kind: "DaemonSet",
      image: "nvcr.io/nvidia/k8s/dcgm-exporter:4.5.0",
      uses: 410,
      resources: burstable("512Mi", "100m"),
    }),
  ],
  "gpu-a100-02": [
    ...twice(
      app({
        namespace: "ml",
        name: "embed-serve",
        image: "ghcr.io/acme/vllm:0.14.1",
        uses: 21_300,
        cpu: 3.2,
        resources: gpus("nvidia.com/gpu", 2, "32Gi", "4"),
        pod: { tolerates: ["nvidia.com/gpu"] },
        container: { readiness: http("/health") },
      }),
    ),
    app({
      namespace: "ml",
      name: "rerank-serve",
      image: "ghcr.io/acme/vllm:0.14.1",
      uses: 14_800,
      cpu: 2.1,
      resources: gpus("nvidia.com/gpu", 1, "24Gi", "2"),
      pod: { tolerates: ["nvidia.com/gpu"] },
    }),
    app({
      namespace: "ml",
      name: "dcgm-exporter",
      kind: "DaemonSet",
      image: "nvcr.io/nvidia/k8s/dcgm-exporter:4.5.0",
      uses: 400,
      resources: burstable("512Mi", "100m"),
    }),
  ],
  "edge-09": [
    app({ namespace: "shop", name: "edge-cache", uses: 5_300, cpu: 0.9, resources: guaranteed("6Gi", "2") }),
    app({ namespace: "shop", name: "tls-terminator", uses: 840, cpu: 0.5, resources: burstable("1Gi", "500m") }),
  ],
  "old-01": [
    app({ namespace: "shop", name: "erp-bridge", uses: 6_100, cpu: 0.5, resources: burstable("6Gi", "500m") }),
    app({ namespace: "shop", name: "tax-engine", uses: 3_900, cpu: 0.4, resources: guaranteed("5Gi", "1") }),
    app({ namespace: "data", name: "ftp-drop", uses: 240 }),
  ],
  "ci-01": [
    ...twice(app({ namespace: "ci", name: "runner", uses: 2_200, cpu: 2.1, resources: burstable("2Gi", "2") })),
    app({ namespace: "ci", name: "registry-mirror", uses: 1_300, resources: burstable("2Gi", "250m") }),
  ],
  "win-01": [
    app({
      namespace: "shop",
      name: "invoice-printer",
      uses: 2_800,
      cpu: 0.6,
      resources: burstable("3Gi", "500m"),
      pod: { tolerates: ["os"], nodeSelector: { "kubernetes.io/os": "windows" } },
    }),
    app({
      namespace: "shop",
      name: "label-service",
      uses: 1_400,
      cpu: 0.3,
      resources: guaranteed("2Gi", "1"),
      pod: { tolerates: ["os"], nodeSelector: { "kubernetes.io/os": "windows" } },
    }),
  ],
};

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

function twice(plan: PodPlan): PodPlan[] {
  return [plan, plan];
}

import { MIB } from "../../world/quantity.ts";
import type { PodPlan } from "../../world/workloads/plan.ts";
import { SWEEP_EVAL } from "../extras.ts";
import { LOW_PRIORITY, app, burstable, gpus, guaranteed, http, twice } from "../workloads.ts";

/** Who runs on the gpu nodes when the story begins. */
export const GPU: Record<string, PodPlan[]> = {
  "gpu-a100-01": [
    app({
      namespace: "ml",
      name: "dataset-explorer",
      uses: 47_000,
      cpu: 2.2,
      pod: { tolerates: ["nvidia.com/gpu"] },
    }),
    app({
      namespace: "ml",
      name: "train-llm-7b",
      kind: "StatefulSet",
      image: "nvcr.io/nvidia/pytorch:26.09-py3",
      uses: 412_000,
      cpu: 29,
      resources: {
        requests: { cpu: "32", memory: "448Gi", "nvidia.com/gpu": "4" },
        limits: { cpu: "32", memory: "448Gi", "nvidia.com/gpu": "4" },
      },
      beside: [
        {
          name: "checkpoint",
          image: "ghcr.io/acme/checkpoint:0.9.2",
          memory: 6_200 * MIB,
          resources: guaranteed("8Gi", "1"),
        },
      ],
      pod: { tolerates: ["nvidia.com/gpu"], gracePeriod: 120 },
    }),
    app({
      namespace: "ml",
      name: "infer-rank",
      image: "nvcr.io/nvidia/tritonserver:26.10-py3",
      uses: 74_000,
      cpu: 6.1,
      resources: gpus("nvidia.com/gpu", 1, "80Gi", "8"),
      pod: { tolerates: ["nvidia.com/gpu"] },
      container: { readiness: http("/v2/health/ready"), stops: 4_000 },
    }),
    ...["tom", "mina", "raj"].map((who) =>
      app({
        namespace: "ml",
        name: `notebook-${who}`,
        image: "quay.io/jupyter/pytorch-notebook:cuda12-2026-10-12",
        uses: 9_000 + who.length * 7_400,
        cpu: 0.8,
        resources: gpus("nvidia.com/gpu.shared", 1, "96Gi", "1"),
        pod: {
          tolerates: ["nvidia.com/gpu"],
          priority: LOW_PRIORITY,
          resources: { requests: { cpu: "1", memory: "24Gi" }, limits: { cpu: "8", memory: "96Gi" } },
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
    app({ namespace: "ml", name: "prompt-lab", uses: 11_000, cpu: 1.4, pod: { tolerates: ["nvidia.com/gpu"] } }),
    SWEEP_EVAL,
    ...twice(
      app({
        namespace: "ml",
        name: "embed-serve",
        image: "ghcr.io/acme/vllm:0.14.1",
        uses: 47_000,
        cpu: 3.2,
        resources: gpus("nvidia.com/gpu", 2, "56Gi", "4"),
        pod: { tolerates: ["nvidia.com/gpu"] },
        container: { readiness: http("/health") },
      }),
    ),
    app({
      namespace: "ml",
      name: "rerank-serve",
      image: "ghcr.io/acme/vllm:0.14.1",
      uses: 33_000,
      cpu: 2.1,
      resources: gpus("nvidia.com/gpu", 1, "32Gi", "2"),
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
};

import type { PodPlan } from "../../world/workloads/plan.ts";
import { IMAGE_WARMER } from "../extras.ts";
import { app, burstable, gpus, guaranteed } from "../workloads.ts";

/** Who runs on the remaining nodes when the story begins. */
export const OTHERS: Record<string, PodPlan[]> = {
  "edge-09": [
    app({ namespace: "shop", name: "edge-cache", uses: 3_300, cpu: 0.9, resources: guaranteed("4Gi", "2") }),
    IMAGE_WARMER,
    app({
      namespace: "shop",
      name: "tls-terminator",
      uses: 840,
      cpu: 0.5,
      resources: burstable("1Gi", "500m"),
      pod: { claims: [{ name: "crypto", deviceClass: "qat.intel.com", driver: "qat.intel.com" }] },
    }),
  ],
  "old-01": [
    app({
      namespace: "shop",
      name: "erp-bridge",
      uses: 6_100,
      cpu: 0.5,
      resources: gpus("intel.com/sriov_netdevice", 2, "6Gi", "500m"),
    }),
    app({ namespace: "shop", name: "tax-engine", uses: 3_900, cpu: 0.4, resources: guaranteed("5Gi", "1") }),
    app({ namespace: "data", name: "ftp-drop", uses: 240 }),
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

import type { KubeletConfig } from "../../model/kubelet.ts";
import type { NodeStats, PodStats } from "../../model/stats.ts";

export interface SwapUse {
  /** `NoSwap` or `LimitedSwap`; null where `/configz` may not be read. */
  behavior: string | null;
  /** Null where the node has no swap or does not tell. */
  capacityBytes: number | null;
  usedBytes: number | null;
  /** Pods that have memory in swap, the most first. */
  pods: { uid: string; bytes: number }[];
}

/** Source: KEP-2400; `memorySwap.swapBehavior` is `NoSwap` unless set. */
export function swapUse(
  node: NodeStats | undefined,
  pods: Iterable<PodStats>,
  config: KubeletConfig | undefined,
): SwapUse {
  const setting = config?.config.memorySwap;
  const behavior =
    typeof setting === "object" && setting !== null && "swapBehavior" in setting ? setting.swapBehavior : undefined;
  const { availableBytes, usageBytes } = node?.swap ?? {};
  const capacity = availableBytes === undefined || usageBytes === undefined ? 0 : availableBytes + usageBytes;
  return {
    behavior: config ? (typeof behavior === "string" && behavior !== "" ? behavior : "NoSwap") : null,
    capacityBytes: capacity > 0 ? capacity : null,
    usedBytes: capacity > 0 ? (usageBytes ?? null) : null,
    pods: [...pods]
      .map((stats) => ({ uid: stats.id, bytes: swapped(stats) }))
      .filter(({ bytes }) => bytes > 0)
      .sort((a, b) => b.bytes - a.bytes || (a.uid < b.uid ? -1 : 1)),
  };
}

const swapped = (stats: PodStats): number =>
  stats.swap?.usageBytes ?? stats.containers.reduce((sum, container) => sum + (container.swap?.usageBytes ?? 0), 0);

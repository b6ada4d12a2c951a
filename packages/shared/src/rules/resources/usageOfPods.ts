import type { NodeStats, PodStats } from "../../model/stats.ts";

/** What all pods together use; null where the sample does not tell. Cores and bytes. */
export interface UsageOfPods {
  cpu: number | null;
  memory: number | null;
}

const sum = (amounts: readonly (number | undefined)[]): number | null => {
  const told = amounts.filter((amount) => amount !== undefined);
  return told.length === 0 ? null : told.reduce((total, amount) => total + amount, 0);
};

/**
 * What of a node's use is of its pods, by the same sample as that: the cgroup above all of them, or else their sum. It
 * counts pods that have just gone, and those too new for a sample of their own, so that the rest is the node's own.
 * Source: `/stats/summary`, `systemContainers[name=pods]` (`pkg/kubelet/stats/provider.go`, `GetCgroupStats`).
 */
export function usageOfPods(stats: NodeStats | undefined, samples: readonly PodStats[]): UsageOfPods {
  const whole = stats?.systemContainers?.find(({ name }) => name === "pods");
  const nanoCores = whole?.cpu?.usageNanoCores ?? sum(samples.map(({ cpu }) => cpu?.usageNanoCores));
  return {
    cpu: nanoCores === null ? null : nanoCores / 1e9,
    memory: whole?.memory?.workingSetBytes ?? sum(samples.map(({ memory }) => memory?.workingSetBytes)),
  };
}

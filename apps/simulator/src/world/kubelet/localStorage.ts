import { amount } from "../quantity.ts";
import { volumeUsed } from "../stats/usage.ts";
import { SECOND } from "../time/clock.ts";
import type { Kubelet } from "./createKubelet.ts";

const LOOP = 10 * SECOND;

/** Evicts what has outgrown the limit of its own emptyDir, as the kubelet does before it looks at any threshold. */
export function watchLocalStorage(kubelet: Kubelet): void {
  const { core } = kubelet;
  core.agenda.after(LOOP, () => {
    watchLocalStorage(kubelet);
    if (!core.alive) return;
    for (const entry of core.pods.values()) {
      if (entry.stage !== "running") continue;
      for (const { volume } of entry.plan.volumes ?? []) {
        const limit = volume.emptyDir?.sizeLimit;
        if (limit === undefined) continue;
        if (volumeUsed(entry, volume.name, core.agenda.now()) <= amount(limit)) continue;
        kubelet.evict(entry, {
          signal: "ephemeralcontainerfs.limit",
          message: `Usage of EmptyDir volume "${volume.name}" exceeds the limit "${limit}". `,
          disruption: false,
          grace: SECOND,
        });
        break;
      }
    }
  });
}

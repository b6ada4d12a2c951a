import type { Pod } from "../../model/pod.ts";

/** A share of a GPU as HAMi gave it out. */
export interface HamiShare {
  uuid: string;
  vendor: string;
  memoryMiB: number;
  /** Percent of the GPU's cores; 0: no limit. */
  cores: number;
}

/**
 * HAMi's shares by container, in the order of the spec's containers: `hami.io/vgpu-devices-allocated` is
 * `<uuid>,<vendor>,<MiB>,<cores>:` for each share and `;` after each container. The kubelet picks an id, HAMi's
 * plugin then gives what its scheduler chose: where the two differ, this is the truth.
 */
export function hamiShares(pod: Pod): Map<string, HamiShare[]> {
  const shares = new Map<string, HamiShare[]>();
  const containers = (pod.hamiDevices ?? "").split(";");
  for (const [index, { name }] of pod.spec.containers.entries()) {
    const given = (containers[index] ?? "").split(":").flatMap((text) => {
      const [uuid = "", vendor = "", memory = "", cores = ""] = text.split(",");
      return uuid === "" || memory === "" ? [] : [{ uuid, vendor, memoryMiB: Number(memory), cores: Number(cores) }];
    });
    if (given.length > 0) shares.set(name, given);
  }
  return shares;
}

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cpusOfNumaNode, ranges } from "../../world/kubelet/deviceManager.ts";
import type { NodeProfile } from "../../world/kubelet/state.ts";

/** Writes what a kernel tells of the machine's NUMA nodes: a folder for each, with the list of its CPUs. */
export async function writeNumaNodes(folder: string, profile: NodeProfile): Promise<void> {
  for (let node = 0; node < profile.numaNodes; node += 1) {
    const path = join(folder, `node${node}`);
    await mkdir(path, { recursive: true });
    await writeFile(join(path, "cpulist"), `${ranges(cpusOfNumaNode(profile, node))}\n`);
  }
}

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readCpuList, type NumaNode } from "@bayplan/shared";
import type { Call } from "../../calls/call.ts";
import { CallFailure } from "../../calls/callFailure.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Tap } from "../../options.ts";

/** Where the kernel tells its NUMA nodes; in a container it is the host's. */
export const NUMA_NODES = "/sys/devices/system/node";

/**
 * What is read of the node's own files: which CPUs lie on which NUMA node. No call of the kubelet tells it: its
 * `/metrics/cadvisor` leaves the CPU topology out, and pod resources name NUMA nodes of devices and memory alone.
 * Source: the kernel's `Documentation/ABI/stable/sysfs-devices-node`.
 */
export function sysfsCalls({
  folder = NUMA_NODES,
  ledger,
  tap,
}: {
  /** Null: this machine's files are not those of the node. */
  folder: string | null | undefined;
  ledger: Ledger;
  tap?: Tap | undefined;
}): Call[] {
  const read = async (name: string, signal: AbortSignal): Promise<NumaNode> => {
    const call = `${NUMA_NODES}/${name}/cpulist`;
    const text = await readFile(join(folder ?? "", name, "cpulist"), { encoding: "utf8", signal }).catch(
      (error: NodeJS.ErrnoException) => {
        if (!signal.aborted)
          tap?.({ source: "file", call, failure: { code: error.errno ?? 0, message: error.message } });
        throw new CallFailure("unreachable", `${call} cannot be read: ${error.message}.`, { cause: error });
      },
    );
    tap?.({ source: "file", call, text });
    const cpuIds = readCpuList(text);
    if (cpuIds) return { kind: "numaNode", id: name.slice("node".length), cpuIds };
    throw new CallFailure(
      "unreachable",
      `${call} says ${JSON.stringify(text.slice(0, 40))}, which is no list of CPUs: where its CPUs lie is not known.`,
    );
  };

  return [
    {
      source: "file",
      name: NUMA_NODES,
      // It changes only when a CPU goes offline or comes back.
      interval: 60_000,
      deadline: 5_000,
      kinds: ["numaNode"],
      async run({ signal }) {
        const names = await namesOf(folder);
        const results = await Promise.allSettled(names.map((name) => read(name, signal)));
        // One that cannot be read says nothing against the others.
        ledger.replace(
          ["numaNode"],
          results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])),
        );
        const failed = results.find((result) => result.status === "rejected");
        if (failed) throw failed.reason;
        return undefined;
      },
    },
  ];
}

async function namesOf(folder: string | null): Promise<string[]> {
  if (folder === null)
    throw new CallFailure(
      "unsupported",
      "The node's own files are not read here: on which NUMA node a CPU lies is not known.",
    );
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    const state = error.code === "EACCES" || error.code === "EPERM" ? "denied" : "unreachable";
    throw new CallFailure(state, `${NUMA_NODES} cannot be read: ${error.message}.`, { cause: error });
  });
  const names = entries.filter((name) => /^node\d+$/.test(name));
  if (names.length > 0) return names;
  throw new CallFailure(
    "unsupported",
    `This machine's kernel tells of no NUMA nodes in ${NUMA_NODES}: on which one a CPU lies is not known.`,
  );
}

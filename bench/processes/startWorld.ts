import { join } from "node:path";
import type { SimulatedNode } from "@bayplan/simulator";
import { startProcess, type MeasuredProcess } from "./startProcess.ts";

export interface WorldSize {
  nodes: number;
  podsPerNode: number;
  containersPerPod: number;
  /** Nodes under names of their own that report what each of these does, with other ids. Default: none. */
  copiesOfEach?: number;
}

/** A simulated cluster on which nothing happens by itself, in a process of its own. */
export interface WorldProcess extends MeasuredProcess {
  /** Path of a file. */
  kubeconfig: string;
  nodes: SimulatedNode[];
}

const SCRIPT = join(import.meta.dirname, "world.ts");

export async function startWorld(size: WorldSize): Promise<WorldProcess> {
  const started = startProcess(process.execPath, [SCRIPT, JSON.stringify(size)]);
  const [, described = ""] = await started.said(/^world (.*)$/);
  return { ...started, ...(JSON.parse(described) as Pick<WorldProcess, "kubeconfig" | "nodes">) };
}

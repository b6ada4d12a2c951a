import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Observation } from "./tape/observation.ts";

/** Where a kernel tells its NUMA nodes, and the files in it that are served. */
export const NUMA_NODES = "/sys/devices/system/node";
export const NUMA_FILE = /^\/sys\/devices\/system\/node\/(node\d{1,4}\/cpulist)$/;

/** A folder with the files of a kernel's NUMA nodes as they were recorded. */
export interface NumaFiles {
  /** Puts a file, or takes away one that could not be read. False for any other file. */
  take(observation: Observation): boolean;
  forget(): void;
}

export function createNumaFiles(folder: string): NumaFiles {
  mkdirSync(folder, { recursive: true });
  return {
    take({ call, body }) {
      const name = NUMA_FILE.exec(call)?.[1];
      if (name === undefined) return false;
      const path = join(folder, name);
      if (typeof body === "string") {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, body);
      } else rmSync(dirname(path), { recursive: true, force: true });
      return true;
    },
    forget() {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
    },
  };
}

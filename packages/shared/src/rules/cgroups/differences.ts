import type { CgroupFigures } from "./figures.ts";

/** The figures that a runtime is asked for and answers alike. */
const COMPARED = ["cpuShares", "cpuLimit", "memoryLimit", "memoryMin", "memoryLow", "memoryHigh"] as const;
export type Figure = (typeof COMPARED)[number];

/** The figures that are known on both sides and are not the same. */
export const differences = (asked: CgroupFigures, applied: CgroupFigures): Figure[] =>
  COMPARED.filter((name) => asked[name] !== null && applied[name] !== null && asked[name] !== applied[name]);

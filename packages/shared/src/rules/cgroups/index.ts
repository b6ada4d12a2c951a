export { cgroupTree, type Cgroup, type CgroupInput, type CgroupTree, type CgroupUse } from "./cgroupTree.ts";
export type { Figure } from "./differences.ts";
export type { AppliedFigures, Bound, CgroupFigures } from "./figures.ts";
export { limitFindings, type LimitInput } from "./limitFindings.ts";

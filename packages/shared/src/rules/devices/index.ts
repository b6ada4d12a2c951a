export * from "./claims.ts";
export * from "./deviceAssignments.ts";
export * from "./deviceCounts.ts";
export * from "./deviceFindings.ts";
export * from "./hami.ts";
export * from "./holder.ts";
export * from "./physicalId.ts";
export * from "./numaNodes.ts";

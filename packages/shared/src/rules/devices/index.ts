export * from "./deviceAssignments.ts";
export * from "./holder.ts";
export * from "./physicalId.ts";

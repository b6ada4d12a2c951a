export * from "./entity.ts";
export * from "./entityKey.ts";
export * from "./limits.ts";
export * from "./report.ts";

export * from "./entity.ts";
export * from "./report.ts";

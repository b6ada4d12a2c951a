export * from "./model/index.ts";
export * from "./report/index.ts";
export * from "./rules/index.ts";

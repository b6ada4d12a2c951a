export * from "./quantity.ts";
export * from "./devices/index.ts";
export * from "./transitions/index.ts";
export * from "./eviction/index.ts";
export * from "./qosClass.ts";
export * from "./resources/index.ts";
export * from "./fit/index.ts";
export * from "./kernel/index.ts";

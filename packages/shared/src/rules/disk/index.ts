export * from "./diskConsumers.ts";
export * from "./diskFindings.ts";
export * from "./imageUse.ts";

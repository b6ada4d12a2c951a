export * from "./conditionFindings.ts";
export * from "./kubeletFindings.ts";
export * from "./nodeFindings.ts";
export * from "./schedulingFindings.ts";
export * from "./systemUse.ts";
export * from "./versionFindings.ts";

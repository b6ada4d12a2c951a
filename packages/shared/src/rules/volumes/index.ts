export * from "./nodeVolumes.ts";
export * from "./volumeStates.ts";

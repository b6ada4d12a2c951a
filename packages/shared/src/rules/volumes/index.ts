export * from "./volumeStates.ts";

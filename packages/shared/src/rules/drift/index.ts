export * from "./driftFindings.ts";

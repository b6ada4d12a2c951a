export * from "./nextTry.ts";
export * from "./startSteps.ts";
export * from "./step.ts";
export * from "./stopSteps.ts";
export { isTroubled } from "./trouble.ts";

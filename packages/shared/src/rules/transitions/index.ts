export * from "./eventTransition.ts";
export * from "./mergeTransitions.ts";
export * from "./timeline.ts";
export * from "./transitionsBetween.ts";
export { askedToGoAt } from "./podFacts.ts";
export { bareId, signalOf } from "./fact.ts";

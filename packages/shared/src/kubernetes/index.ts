export { counterOf, numberOf, parseExact } from "./exactNumbers.ts";
export { given, type Given } from "./given.ts";
export { flagOf, isObject, objectOf, objectsOf, textMapOf, textOf, textsOf, wordOf, type Loose } from "./loose.ts";
export { readPod } from "./pods/pod.ts";
export { readCondition } from "./pods/podStatus.ts";
export { measuresPressure, readNetworkTime, readNodeStats, readPodStats, readSummary } from "./summary.ts";
export { utcTime } from "./utcTime.ts";

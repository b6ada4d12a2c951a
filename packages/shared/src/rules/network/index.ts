export { followTraffic } from "./followTraffic.ts";
export { withRates, type TrafficSample } from "./withRates.ts";

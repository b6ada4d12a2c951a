export { startApi, type Api, type ApiOptions } from "./startApi.ts";
export { projectClaim } from "./cluster/projectDeviceClaim.ts";
export { projectVolume } from "./cluster/projectVolume.ts";
export { reflect, type Reflection } from "./cluster/reflect.ts";
export type { ReplayController, ReplayState } from "./replay/control.ts";
export type { About, AppRouter, ClockReading, Mode } from "./trpc/router.ts";
export type { ReportRouter } from "./trpc/reportRouter.ts";

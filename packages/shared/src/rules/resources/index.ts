export type { Amounts } from "./list.ts";
export { nodeResources, type NodeResource, type NodeResourcesInput } from "./nodeResources.ts";
export { isSidecar, podLimits, podRequests, type PodResourcesOptions, type RequestView } from "./podResources.ts";
export { qosFindings } from "./qosFindings.ts";
export { podResize, type ContainerResize, type PodResize, type ResizeState } from "./resize.ts";
export * from "./usageOfPods.ts";

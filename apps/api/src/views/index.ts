export type * from "./cluster.ts";
export type * from "./device.ts";
export type * from "./eviction.ts";
export type * from "./feed.ts";
export type * from "./node.ts";
export type * from "./nodeEviction.ts";
export type * from "./part.ts";
export type * from "./pod.ts";

import type { Collection } from "../../world/api/collection.ts";
import type { Clock } from "../../world/time/clock.ts";
import type { Answer } from "../answer.ts";

/** One kind of object that the API server serves. */
export interface ServedKind {
  kind: string;
  /** Of version v1 there; the core group where it is left out. */
  group?: string;
  /** As in the path: `pods`. */
  plural: string;
  shortNames: string[];
  namespaced: boolean;
  collection: Collection;
}

/** As objects of that kind name it: `v1`, `resource.k8s.io/v1`. */
export const apiVersionOf = ({ group }: Pick<ServedKind, "group">): string =>
  group === undefined ? "v1" : `${group}/v1`;

/** What stands behind the API server: a simulated cluster, or a recording. */
export interface ClusterSource {
  clock: Clock;
  /** `v1.36.2` */
  version: string;
  kinds: ServedKind[];
  /** What a node's kubelet answers through the proxy; null where it cannot be reached, undefined without such a node. */
  proxy(node: string, path: string): Answer | null | undefined;
}

import * as z from "zod/mini";
import { allocatable, allocation, device, numaNode } from "../model/device.ts";
import { kubeletConfig, kubeletMetrics, probeResults, throttling } from "../model/kubelet.ts";
import { pod } from "../model/pod.ts";
import {
  container,
  containerStats,
  image,
  imageFileSystem,
  runtimeInfo,
  sandbox,
  sandboxStats,
} from "../model/runtime.ts";
import { sourceState } from "../model/source.ts";
import { nodeStats, podStats } from "../model/stats.ts";

/** Everything an agent can tell of its node, one thing at a time: told by `kind`, keyed by `kind` and `id`. */
export const entity = z.discriminatedUnion("kind", [
  sourceState,
  pod,
  podStats,
  nodeStats,
  kubeletConfig,
  kubeletMetrics,
  throttling,
  probeResults,
  runtimeInfo,
  sandbox,
  container,
  containerStats,
  sandboxStats,
  image,
  imageFileSystem,
  device,
  allocation,
  allocatable,
  numaNode,
]);
export type Entity = z.infer<typeof entity>;

export type EntityKind = Entity["kind"];
export type EntityOf<Kind extends EntityKind> = Extract<Entity, { kind: Kind }>;

export const entityKinds = entity._zod.def.options.map((option) => option.shape.kind.def.values[0]) as EntityKind[];

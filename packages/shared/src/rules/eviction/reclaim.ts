import type { Pod } from "../../model/pod.ts";
import type { ContainerStats, Image, RuntimeContainer } from "../../model/runtime.ts";
import { compareTimes } from "../../model/time.ts";
import { imageCollection, type ImageUse } from "../disk/imageUse.ts";
import { isActive } from "./active.ts";
import type { FileSystemLayout } from "./fileSystems.ts";
import type { Signal } from "./signal.ts";

/** What the kubelet clears away before it evicts any pod. Bytes are an estimate, and the most it can be. */
export interface NodeReclaim {
  deadContainers: { ids: string[]; bytes: number };
  unusedImages: { ids: string[]; bytes: number };
  bytes: number;
}

export interface NodeReclaimInput {
  layout: FileSystemLayout;
  pods: readonly Pod[];
  containers: readonly RuntimeContainer[];
  containerStats: readonly ContainerStats[];
  images: readonly Image[];
}

/** Of one dead container a pod that lives on keeps its logs: `--maximum-dead-containers-per-container`. */
const KEPT_PER_CONTAINER = 1;

/**
 * What goes for a signal before pods go, after `pkg/kubelet/eviction/helpers.go` (`buildSignalToNodeReclaimFuncs`): dead
 * containers and unused images, each where its file system is the one that is short; nothing for memory and process ids.
 * Images younger than `imageMinimumGCAge` stay, which no interface tells.
 */
export function nodeReclaim(signal: Signal, input: NodeReclaimInput): NodeReclaim {
  const [deletesContainers, deletesImages] = reclaims(signal, input.layout);
  const dead = deletesContainers ? deadContainers(input) : [];
  const unused = deletesImages ? unusedImages(input, dead) : [];
  const layers = new Map(input.containerStats.map((stats) => [stats.id, stats.writableLayerBytes ?? 0]));
  const deadBytes = dead.reduce((sum, { id }) => sum + (layers.get(id) ?? 0), 0);
  const imageBytes = unused.reduce((sum, image) => sum + image.sizeBytes, 0);
  return {
    deadContainers: { ids: dead.map(({ id }) => id), bytes: deadBytes },
    unusedImages: { ids: unused.map(({ id }) => id), bytes: imageBytes },
    bytes: deadBytes + imageBytes,
  };
}

/** Whether dead containers, and whether unused images are deleted. */
function reclaims(signal: Signal, layout: FileSystemLayout): [boolean, boolean] {
  if (!/^(nodefs|imagefs|containerfs)\./.test(signal)) return [false, false];
  if (layout === "single") return [true, true];
  const ofImages = signal.startsWith("imagefs.");
  if (layout === "split") return [!ofImages, ofImages];
  return signal.startsWith("nodefs.") ? [false, false] : [true, true];
}

/** `pkg/kubelet/kuberuntime/kuberuntime_gc.go`: all of a pod that is gone or finished, else all but the newest of a name. */
function deadContainers({ pods, containers }: NodeReclaimInput): RuntimeContainer[] {
  // Containers of a static pod carry the kubelet's own UID for it, and the pod may carry its mirror's.
  const living = new Set(pods.filter(isActive).flatMap(({ id, configHash }) => [id, configHash]));
  const perName = new Map<string, RuntimeContainer[]>();
  for (const container of containers) {
    if (container.state === "Running") continue;
    const key = `${container.podUid} ${container.name}`;
    perName.set(key, [...(perName.get(key) ?? []), container]);
  }
  return [...perName.values()].flatMap((same) => {
    const newestFirst = same.toSorted(
      (a, b) => compareTimes(b.createdAt ?? "", a.createdAt ?? "") || b.attempt - a.attempt,
    );
    return living.has(same[0]?.podUid ?? "") ? newestFirst.slice(KEPT_PER_CONTAINER) : newestFirst;
  });
}

/** What no container that is left was made from or mounts, and the runtime has not pinned. */
function unusedImages({ pods, containers, images }: NodeReclaimInput, dead: readonly RuntimeContainer[]): ImageUse[] {
  const gone = new Set(dead.map(({ id }) => id));
  const left = containers.filter(({ id }) => !gone.has(id));
  return imageCollection(images, left, pods, undefined, undefined).images.filter((image) => image.removable);
}

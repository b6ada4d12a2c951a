import type { KubeletConfig } from "../../model/kubelet.ts";
import type { Pod } from "../../model/pod.ts";
import type { Image, RuntimeContainer } from "../../model/runtime.ts";
import type { FileSystemStats } from "../../model/stats.ts";
import { numberSetting } from "../kubeletSetting.ts";

export interface ImageUse {
  id: string;
  tags: string[];
  /** Layers that it shares with other images are in each one's size. */
  sizeBytes: number;
  /** Never collected: the runtime needs it. */
  pinned: boolean;
  /** The pods whose containers were made from it, running or not, and those that mount it as a volume. */
  users: { namespace: string; pod: string; uid: string }[];
  /** The next garbage collection may remove it. */
  removable: boolean;
}

export interface ImageCollection {
  /** The largest first. */
  images: ImageUse[];
  /** As if no layer were shared: more than they take. */
  sizeBytes: number;
  removableBytes: number;
  /** Of the image file system, whole percent as the kubelet counts; null where its size is not known. */
  usedPercent: number | null;
  /** Collection begins at the high mark and goes on to the low one; null where `/configz` may not be read. */
  highPercent: number | null;
  lowPercent: number | null;
  /** What a collection would try to free now: 0 below the high mark, null where that is not known. */
  toFreeBytes: number | null;
}

/**
 * The node's images, who uses them, and how far the file system is from the marks of the garbage collection.
 * Source: kubelet `pkg/kubelet/images/image_gc_manager.go`: an image that any container has, an exited one too, or mounts
 * (`handleImageVolumes`), and a pinned one stay; used percent is 100 less the available one, rounded down.
 */
export function imageCollection(
  images: Iterable<Image>,
  containers: Iterable<RuntimeContainer>,
  pods: Iterable<Pod>,
  imageFs: FileSystemStats | undefined,
  config: KubeletConfig | undefined,
): ImageCollection {
  const usersOf = usersByImage(containers, imageVolumes(pods));
  const items = [...images].map((image) => imageUse(image, usersOf)).sort(bySize);
  const highPercent = numberSetting(config, "imageGCHighThresholdPercent");
  const lowPercent = numberSetting(config, "imageGCLowThresholdPercent");
  const { capacityBytes, availableBytes } = imageFs ?? {};
  const isKnown = capacityBytes !== undefined && availableBytes !== undefined && capacityBytes > 0;
  const usedPercent = isKnown
    ? 100 - Math.floor((Math.min(availableBytes, capacityBytes) * 100) / capacityBytes)
    : null;
  const wanted =
    isKnown && lowPercent !== null ? Math.floor((capacityBytes * (100 - lowPercent)) / 100) - availableBytes : null;
  const isOver = usedPercent !== null && highPercent !== null ? usedPercent >= highPercent : null;
  return {
    images: items,
    sizeBytes: sum(items),
    removableBytes: sum(items.filter((item) => item.removable)),
    usedPercent,
    highPercent,
    lowPercent,
    toFreeBytes: isOver === null || wanted === null ? null : isOver ? Math.max(0, wanted) : 0,
  };
}

const sum = (images: readonly ImageUse[]): number => images.reduce((total, image) => total + image.sizeBytes, 0);

const bySize = (a: ImageUse, b: ImageUse): number => b.sizeBytes - a.sizeBytes || (a.id < b.id ? -1 : 1);

type User = ImageUse["users"][number];

/**
 * By whatever a container calls its image or a pod that of a volume: id, digest or tag; and by UID, for a pod counts once.
 * A pod without any container mounts nothing.
 */
function usersByImage(
  containers: Iterable<RuntimeContainer>,
  volumes: ReadonlyMap<string, readonly string[]>,
): Map<string, Map<string, User>> {
  const users = new Map<string, Map<string, User>>();
  for (const { image, imageRef, namespace, pod, podUid: uid } of containers) {
    for (const name of new Set([image, imageRef, ...(volumes.get(`${namespace}/${pod}`) ?? [])])) {
      const known = users.get(name) ?? new Map<string, User>();
      users.set(name, known.set(uid, { namespace, pod, uid }));
    }
  }
  return users;
}

/** What pods mount of images. By namespace and name: of a static pod the runtime knows another UID than its mirror has. */
function imageVolumes(pods: Iterable<Pod>): Map<string, string[]> {
  const mounted = new Map<string, string[]>();
  for (const { namespace, name, spec } of pods) {
    const references = (spec.volumes ?? []).flatMap(({ type, reference }) =>
      type === "image" && reference !== undefined ? [reference, fullReference(reference)] : [],
    );
    if (references.length > 0) mounted.set(`${namespace}/${name}`, references);
  }
  return mounted;
}

/**
 * An image's name as a runtime lists it: `redis` is `docker.io/library/redis:latest`, and of one with a digest the tag is
 * dropped. Source: `github.com/distribution/reference` (`ParseDockerRef`).
 */
function fullReference(reference: string): string {
  const [named = "", digest] = reference.replace(/^(?:index\.)?docker\.io\//, "").split("@");
  const [, repository = named, tag = "latest"] = /^(.*?)(?::([^/:]+))?$/.exec(named) ?? [];
  const [first = "", ...rest] = repository.split("/");
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  const path = hasRegistry ? repository : `docker.io/${rest.length > 0 ? "" : "library/"}${repository}`;
  return digest === undefined ? `${path}:${tag}` : `${path}@${digest}`;
}

function imageUse(image: Image, usersOf: ReadonlyMap<string, ReadonlyMap<string, User>>): ImageUse {
  const names = [image.id, ...image.digests, ...image.tags];
  const users = new Map(names.flatMap((name) => Array.from(usersOf.get(name) ?? [])));
  const { id, tags, sizeBytes, pinned } = image;
  return { id, tags, sizeBytes, pinned, users: [...users.values()], removable: users.size === 0 && !pinned };
}

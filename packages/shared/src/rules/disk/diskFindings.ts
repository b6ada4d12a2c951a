import type { KubeletConfig } from "../../model/kubelet.ts";
import type { Pod } from "../../model/pod.ts";
import type { PodStats } from "../../model/stats.ts";
import type { Finding } from "../finding.ts";
import { isActive } from "../eviction/active.ts";
import { numberSetting, textSetting } from "../kubeletSetting.ts";
import { parseQuantity, toNumber } from "../quantity.ts";
import { formatBytes } from "../wording.ts";
import type { ImageCollection } from "./imageUse.ts";

/**
 * What one container's logs may take before the oldest goes, in bytes; null where `/configz` may not be read.
 * Source: kubelet `pkg/kubelet/logs/container_log_manager.go`: so many files, each up to the size, looked at every ten
 * seconds, so a quick writer can pass it for a while.
 */
export function logLimit(config: KubeletConfig | undefined): number | null {
  const size = textSetting(config, "containerLogMaxSize");
  const files = numberSetting(config, "containerLogMaxFiles");
  if (size === null || files === null) return null;
  return toNumber(parseQuantity(size)) * files;
}

/** An emptyDir with a limit, and what is left of it. It is evicted as soon as it is passed. */
export interface EmptyDirUse {
  uid: string;
  volume: string;
  /** Memory, where it does not lie on disk. */
  medium: string | null;
  usedBytes: number | null;
  limitBytes: number | null;
  /** Negative: over the limit. Null without a limit or a sample. */
  headroomBytes: number | null;
}

/**
 * Every emptyDir of the pods, in their order. Of a pod that has ended only what is still measured: the kubelet takes its
 * volumes down. Source: `pkg/kubelet/eviction/eviction_manager.go` (emptyDirLimitEviction) and
 * `pkg/kubelet/volumemanager`.
 */
export function emptyDirs(pods: Iterable<Pod>, stats: Iterable<PodStats>): EmptyDirUse[] {
  const samples = new Map([...stats].map((sample) => [sample.id, sample]));
  return [...pods].flatMap((pod) =>
    (pod.spec.volumes ?? [])
      .filter((volume) => volume.type === "emptyDir")
      .map(({ name, medium, sizeLimit }) => {
        const usedBytes = samples.get(pod.id)?.volumes?.find((volume) => volume.name === name)?.usedBytes ?? null;
        const limit = sizeLimit === undefined ? 0 : toNumber(parseQuantity(sizeLimit));
        const limitBytes = limit > 0 ? limit : null;
        return {
          uid: pod.id,
          volume: name,
          medium: medium ? medium : null,
          usedBytes,
          limitBytes,
          headroomBytes: limitBytes === null || usedBytes === null ? null : limitBytes - usedBytes,
        };
      })
      .filter(({ usedBytes }) => usedBytes !== null || isActive(pod)),
  );
}

/** Logs that outgrow their rotation, and images that the next collection is to remove or cannot. */
export function diskFindings(
  stats: Iterable<PodStats>,
  images: ImageCollection | undefined,
  config: KubeletConfig | undefined,
): Finding[] {
  const findings: Finding[] = [];
  const limit = logLimit(config);
  for (const { id: uid, namespace, name: pod, containers } of limit === null ? [] : stats) {
    for (const { name: container, logs } of containers) {
      const used = logs?.usedBytes ?? 0;
      if (limit === null || used <= limit) continue;
      findings.push({
        rule: "LogsOverLimit",
        severity: "info",
        subject: { kind: "container", id: `${uid}/${container}`, namespace, pod, uid, container },
        message: `Its logs take ${formatBytes(used)}; rotation is to keep them at ${formatBytes(limit)}.`,
        since: null,
        settles: 60,
      });
    }
  }
  if (images?.toFreeBytes) findings.push(collectionFinding(images, images.toFreeBytes));
  return findings;
}

function collectionFinding(
  { usedPercent, highPercent, lowPercent, removableBytes }: ImageCollection,
  toFree: number,
): Finding {
  const isEnough = removableBytes >= toFree;
  return {
    rule: isEnough ? "ImagesToBeCollected" : "ImagesCannotFreeEnough",
    severity: isEnough ? "info" : "warning",
    subject: { kind: "node", id: "images" },
    message:
      `The image file system is ${usedPercent} % full (collection begins at ${highPercent} %): ${formatBytes(toFree)} are to be ` +
      `freed to reach ${lowPercent} %, and unused images have ${formatBytes(removableBytes)} at most.`,
    since: null,
    settles: 0,
  };
}

import type { Pod, VolumeSpec } from "../../model/pod.ts";
import type { FileSystemStats, PodStats } from "../../model/stats.ts";

/** layer: what a container wrote over its image. */
export type DiskConsumerKind = "layer" | "logs" | "volume";

/** Something of a pod that takes room on a disk. */
export interface DiskConsumer {
  kind: DiskConsumerKind;
  namespace: string;
  pod: string;
  uid: string;
  /** Of a layer or logs. */
  container?: string;
  /** Of a volume: its name in the pod, and its type where the pod's spec is known. */
  volume?: string;
  volumeType?: string;
  usedBytes: number;
  inodesUsed: number | null;
  /** On one of the node's own file systems; a claim's volume is not, nor is one in memory. */
  onNode: boolean;
}

/**
 * Volumes that the kubelet counts as the node's own; of emptyDir those of the default medium alone, for huge pages lie in
 * memory too. Source: kubelet `pkg/kubelet/eviction/helpers.go` (localVolumeNames), `pkg/volume/util/util.go`
 * (IsLocalEphemeralVolume).
 */
const LOCAL_TYPES: ReadonlySet<string> = new Set(["emptyDir", "hostPath", "configMap", "gitRepo"]);

export const isOnNode = (volume: VolumeSpec): boolean => LOCAL_TYPES.has(volume.type) && !volume.medium;

/** Who fills the disk, the largest first: every layer, log and volume that the kubelet measured, by its last summary. */
export function diskConsumers(pods: Iterable<Pod>, stats: Iterable<PodStats>): DiskConsumer[] {
  const specs = new Map([...pods].map((pod) => [pod.id, pod]));
  const items: DiskConsumer[] = [];
  for (const sample of stats) {
    const owner = { namespace: sample.namespace, pod: sample.name, uid: sample.id };
    const add = (
      fs: FileSystemStats | undefined,
      of: Omit<DiskConsumer, keyof typeof owner | "usedBytes" | "inodesUsed">,
    ): void => {
      if (fs?.usedBytes === undefined) return;
      items.push({ ...owner, ...of, usedBytes: fs.usedBytes, inodesUsed: fs.inodesUsed ?? null });
    };
    for (const { name: container, rootfs, logs } of sample.containers) {
      add(rootfs, { kind: "layer", container, onNode: true });
      add(logs, { kind: "logs", container, onNode: true });
    }
    for (const volume of sample.volumes ?? []) {
      const spec = specs.get(sample.id)?.spec.volumes?.find((each) => each.name === volume.name);
      const volumeType = spec?.type ?? (volume.pvc ? "persistentVolumeClaim" : undefined);
      const onNode = spec ? isOnNode(spec) : volume.pvc === undefined;
      add(volume, { kind: "volume", volume: volume.name, onNode, ...(volumeType === undefined ? {} : { volumeType }) });
    }
  }
  return items.sort(bySize);
}

const bySize = (a: DiskConsumer, b: DiskConsumer): number =>
  b.usedBytes - a.usedBytes || order(a.uid, b.uid) || order(a.kind, b.kind) || order(partOf(a), partOf(b));

const partOf = ({ container, volume }: DiskConsumer): string => container ?? volume ?? "";

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

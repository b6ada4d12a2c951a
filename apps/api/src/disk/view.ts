import {
  diskConsumers,
  emptyDirs,
  imageCollection,
  logLimit,
  nodeVolumes,
  type DiskConsumer,
  type FileSystemStats,
  type ImageCollection,
  type Millis,
  type NodeStats,
  type PersistentVolumes,
} from "@bayplan/shared";
import { layoutOf } from "../eviction/inputs.ts";
import { rowOf } from "../feeds/rows.ts";
import { presentPods } from "../findings/collect.ts";
import { remembered } from "../findings/remembered.ts";
import { pictureOf, type Picture } from "../nodes/picture.ts";
import type { NodeState } from "../nodes/state.ts";
import type { DiskPart, DiskSummary, FileSystemView } from "../views/disk.ts";

const MOST_CONSUMERS = 300;

const fileSystem = (name: FileSystemView["name"], stats: FileSystemStats | undefined): FileSystemView[] =>
  stats
    ? [
        {
          name,
          availableBytes: stats.availableBytes ?? null,
          capacityBytes: stats.capacityBytes ?? null,
          usedBytes: stats.usedBytes ?? null,
          inodesFree: stats.inodesFree ?? null,
          inodes: stats.inodes ?? null,
          inodesUsed: stats.inodesUsed ?? null,
        },
      ]
    : [];

const fileSystemsOf = (stats: NodeStats | undefined): FileSystemView[] => [
  ...fileSystem("nodefs", stats?.fs),
  ...fileSystem("imagefs", stats?.imageFs),
  ...fileSystem("containerfs", stats?.containerFs),
];

const collectionOf = remembered<ImageCollection>();

/** The node's images and who uses them, worked out once for each change; the marks go by the newest sample. */
const imagesOfNode = ({ sockets, usage, pods, podStore }: Picture): ImageCollection | undefined => {
  if (!sockets || sockets.count("image") === 0) return undefined;
  const stats = usage?.get("nodeStats", "node");
  const config = sockets.get("kubeletConfig", "kubeletConfig");
  const madeFrom = [
    sockets.revision("image"),
    sockets.revision("container"),
    podStore,
    podStore?.revision("pod"),
    stats,
    config,
  ];
  return collectionOf(sockets, madeFrom, () =>
    imageCollection(sockets.all("image"), sockets.all("container"), pods ?? [], stats?.imageFs, config),
  );
};

const summaryOf = (collection: ImageCollection | undefined): DiskSummary["images"] => {
  if (!collection) return null;
  const { images, ...marks } = collection;
  return { count: images.length, ...marks };
};

const deadContainersOf = ({ sockets }: Picture): DiskSummary["deadContainers"] => {
  const dead = sockets?.all("container").filter(({ state }) => state === "Exited") ?? [];
  const written = (id: string): number => sockets?.get("containerStats", id)?.writableLayerBytes ?? 0;
  return { count: dead.length, bytes: dead.reduce((sum, { id }) => sum + written(id), 0) };
};

const totalsOf = (consumers: readonly DiskConsumer[]): DiskSummary["totals"] => {
  const of = (kind: DiskConsumer["kind"]): number =>
    consumers.reduce((sum, one) => sum + (one.kind === kind && one.onNode ? one.usedBytes : 0), 0);
  return { layerBytes: of("layer"), logBytes: of("logs"), volumeBytes: of("volume") };
};

const consumerKey = ({ uid, kind, container, volume }: DiskConsumer): string =>
  `consumer/${uid}/${kind}/${container ?? volume ?? ""}`;

/** Who fills the node's disks. */
export const diskParts = (state: NodeState, volumes: PersistentVolumes | null, now: Millis): DiskPart[] => {
  const picture = pictureOf(state, now);
  const { usage, sockets, pods } = picture;
  const stats = usage?.all("podStats") ?? [];
  const consumers = diskConsumers(pods ?? [], stats);
  const byUid = new Map(pods?.map((pod) => [pod.id, pod]));
  const collection = imagesOfNode(picture);
  return [
    {
      key: "disk",
      part: "disk",
      layout: layoutOf(state, now),
      fileSystems: fileSystemsOf(usage?.get("nodeStats", "node")),
      images: summaryOf(collection),
      logLimitBytes: logLimit(sockets?.get("kubeletConfig", "kubeletConfig")),
      totals: totalsOf(consumers),
      deadContainers: deadContainersOf(picture),
      attachable: state.api && nodeVolumes(state.api, presentPods(state, picture, now), volumes),
    },
    ...(collection?.images ?? []).map((image) => rowOf("image", `image/${image.id}`, image)),
    ...consumers.slice(0, MOST_CONSUMERS).map((consumer) => rowOf("consumer", consumerKey(consumer), consumer)),
    ...emptyDirs(pods ?? [], stats).map((use) => {
      const { namespace = "", name: pod = "" } = byUid.get(use.uid) ?? {};
      return Object.assign(rowOf("emptyDir", `emptyDir/${use.uid}/${use.volume}`, use), { namespace, pod });
    }),
  ];
};

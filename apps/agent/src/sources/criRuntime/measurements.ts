import type {
  ContainerStats as ListedContainerStats,
  FilesystemUsage,
  Image as ListedImage,
  ImageFsInfoResponse,
  PodSandboxStats,
  UInt64Value,
} from "@bayplan/protocols/runtime";
import type { ContainerStats, Image, ImageFileSystem, SandboxStats } from "@bayplan/shared";
import { given } from "@bayplan/shared/kubernetes";

const amount = (value: UInt64Value | undefined): number | undefined => value && Number(value.value);

export const readContainerStats = (stats: readonly ListedContainerStats[]): ContainerStats[] =>
  stats.flatMap(({ attributes, memory, writableLayer }) =>
    attributes
      ? given({
          kind: "containerStats" as const,
          id: attributes.id,
          workingSetBytes: amount(memory?.workingSetBytes),
          writableLayerBytes: amount(writableLayer?.usedBytes),
          writableLayerInodes: amount(writableLayer?.inodesUsed),
        })
      : [],
  );

export const readSandboxStats = (stats: readonly PodSandboxStats[]): SandboxStats[] =>
  stats.flatMap(({ attributes, linux }) =>
    attributes
      ? given({
          kind: "sandboxStats" as const,
          id: attributes.id,
          workingSetBytes: amount(linux?.memory?.workingSetBytes),
          processes: amount(linux?.process?.processCount),
        })
      : [],
  );

export const readImages = (images: readonly ListedImage[]): Image[] =>
  images.map(({ id, repoTags, repoDigests, size, pinned }) => ({
    kind: "image",
    id,
    tags: repoTags,
    digests: repoDigests,
    sizeBytes: Number(size),
    pinned,
  }));

export const readImageFileSystems = ({
  imageFilesystems,
  containerFilesystems,
}: ImageFsInfoResponse): ImageFileSystem[] => [
  ...imageFilesystems.map((fs) => readFileSystem("images", fs)),
  ...containerFilesystems.map((fs) => readFileSystem("containers", fs)),
];

function readFileSystem(
  role: ImageFileSystem["role"],
  { fsId, usedBytes, inodesUsed }: FilesystemUsage,
): ImageFileSystem {
  const mountpoint = fsId?.mountpoint ?? "";
  return given({
    kind: "imageFileSystem" as const,
    id: `${role} ${mountpoint}`,
    role,
    mountpoint,
    usedBytes: amount(usedBytes),
    inodesUsed: amount(inodesUsed),
  });
}

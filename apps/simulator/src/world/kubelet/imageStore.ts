import { MIB } from "../quantity.ts";
import { createRandom, hash } from "../random.ts";

export interface StoredImage {
  id: string;
  reference: string;
  digest: string;
  sizeBytes: number;
  pinned: boolean;
}

/** The images a node holds. */
export interface ImageStore {
  get(reference: string): StoredImage | undefined;
  list(): StoredImage[];
  add(reference: string): StoredImage;
  remove(reference: string): void;
}

/** Sizes that images of that kind have; others get one by their name. */
const KNOWN_SIZES: [RegExp, number][] = [
  [/pause/, 0.7],
  [/cuda|pytorch|triton|vllm/, 6_100],
  [/jupyter|notebook/, 2_300],
  [/postgres|clickhouse|kafka|elasticsearch|opensearch/, 420],
  [/envoy|istio|proxy/, 78],
  [/busybox|alpine/, 4],
];

export function createImageStore(): ImageStore {
  const images = new Map<string, StoredImage>();
  return {
    get: (reference) => images.get(reference),
    list: () => [...images.values()],
    add(reference) {
      const known = images.get(reference);
      if (known) return known;
      const image = describe(reference);
      images.set(reference, image);
      return image;
    },
    remove: (reference) => images.delete(reference),
  };
}

const described = new Map<string, StoredImage>();

/** The same image is the same on every node. */
function describe(reference: string): StoredImage {
  const known = described.get(reference);
  if (known) return known;
  const random = createRandom(reference);
  const [, size] = KNOWN_SIZES.find(([pattern]) => pattern.test(reference)) ?? [null, 40 + (hash(reference) % 260)];
  const image = {
    id: `sha256:${random.hex(64)}`,
    reference,
    digest: `${reference.slice(0, reference.lastIndexOf(":"))}@sha256:${random.hex(64)}`,
    sizeBytes: Math.round(size * MIB) + random.below(MIB),
    pinned: reference.includes("pause"),
  };
  described.set(reference, image);
  return image;
}

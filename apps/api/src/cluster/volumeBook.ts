import type { PersistentVolume, PersistentVolumes } from "@bayplan/shared";

/** The cluster's PersistentVolumes by what a node that has one attached calls it. Nothing else of them is kept. */
export interface VolumeBook {
  /** Null until the API server has told them. */
  known(): PersistentVolumes | null;
  replace(volumes: readonly (PersistentVolume | null)[]): void;
  upsert(volume: PersistentVolume | null): void;
  remove(volume: PersistentVolume | null): void;
  forgetAll(): void;
}

/** `changed` is told as what a node would call a volume whose claim is another now; undefined: any of them may be. */
export const createVolumeBook = (changed: (attachedAs: string | undefined) => void): VolumeBook => {
  let byName = new Map<string, PersistentVolume>();
  /** Several were made for one disk: which of them it is attached as nobody can tell. */
  let twins = new Map<string, PersistentVolume[]>();
  let listed = false;

  const add = (volume: PersistentVolume): void => {
    const before = byName.get(volume.attachedAs);
    const others = twins.get(volume.attachedAs) ?? (before && before.name !== volume.name ? [before] : []);
    if (others.length === 0) {
      byName.set(volume.attachedAs, volume);
      return;
    }
    byName.delete(volume.attachedAs);
    twins.set(volume.attachedAs, [...others.filter(({ name }) => name !== volume.name), volume]);
  };

  const drop = ({ name, attachedAs }: PersistentVolume): void => {
    if (byName.get(attachedAs)?.name === name) byName.delete(attachedAs);
    const left = twins.get(attachedAs)?.filter((twin) => twin.name !== name) ?? [];
    const [only] = left;
    if (left.length > 1) twins.set(attachedAs, left);
    else twins.delete(attachedAs);
    if (left.length === 1 && only) byName.set(attachedAs, only);
  };

  const known: PersistentVolumes = { get: (name) => byName.get(name) };

  return {
    known: () => (listed ? known : null),
    replace: (volumes) => {
      byName = new Map();
      twins = new Map();
      for (const volume of volumes) if (volume) add(volume);
      listed = true;
      changed(undefined);
    },
    upsert: (volume) => {
      if (!volume) return;
      const before = byName.get(volume.attachedAs);
      if (before?.name === volume.name && before.claim === volume.claim) return;
      add(volume);
      changed(volume.attachedAs);
    },
    remove: (volume) => {
      if (!volume) return;
      drop(volume);
      changed(volume.attachedAs);
    },
    forgetAll: () => {
      byName = new Map();
      twins = new Map();
      listed = false;
    },
  };
};

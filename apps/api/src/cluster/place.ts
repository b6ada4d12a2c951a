/** How far a collection has been followed, by resource version, for those who wait for it. */
export interface Place {
  move(version: string): void;
  /** Resolves once it is that far. */
  reached(version: number): Promise<void>;
}

export const createPlace = (): Place => {
  let place = 0;
  const waiting = new Set<{ version: number; resolve: () => void }>();
  return {
    move: (version) => {
      place = Math.max(place, Number(version) || 0);
      for (const waiter of waiting) {
        if (waiter.version > place) continue;
        waiting.delete(waiter);
        waiter.resolve();
      }
    },
    reached: (version) =>
      version <= place ? Promise.resolve() : new Promise((resolve) => void waiting.add({ version, resolve })),
  };
};

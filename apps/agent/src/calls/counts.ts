/** How often each call has answered, for those who wait for it. */
export interface Counts {
  add(name: string): void;
  /** Resolves once it is that many. */
  reached(name: string, count: number): Promise<void>;
}

export function createCounts(): Counts {
  const counts = new Map<string, number>();
  const waiting = new Set<{ name: string; count: number; resolve: () => void }>();
  return {
    add(name) {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      for (const waiter of waiting) {
        if (waiter.name !== name || waiter.count > count) continue;
        waiting.delete(waiter);
        waiter.resolve();
      }
    },
    reached(name, count) {
      if ((counts.get(name) ?? 0) >= count) return Promise.resolve();
      return new Promise((resolve) => void waiting.add({ name, count, resolve }));
    },
  };
}

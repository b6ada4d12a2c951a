/** A node's views are worked out at most this often, in real milliseconds, however fast its reports come. */
const SPACING = 250;
/** The first change after a quiet time is worked out this soon. */
const TICK = 25;
/** Work goes on for so long before other work gets its turn: all that a page asks for waits for that. */
const SLICE = 8;
/** Then it goes on this soon. */
const REST = 1;

export interface Coalescer {
  /** That node's views are out of date. */
  touch(name: string): void;
  /** Something of it changed since it was worked out. */
  isDirty(name: string): boolean;
  /** Works it out now if it is out of date. */
  flush(name: string): void;
  /** Works out everything that is out of date now. */
  flushAll(): void;
  stop(): void;
}

/** Works out what changed: soon, not too often, and never so long that nothing else gets a turn. */
export const createCoalescer = (work: (name: string) => void): Coalescer => {
  const dirty = new Set<string>();
  const lastAt = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  const flush = (name: string): void => {
    if (!dirty.delete(name)) return;
    lastAt.set(name, performance.now());
    work(name);
  };

  const run = (): void => {
    timer = null;
    const began = performance.now();
    let wait = TICK;
    for (const name of dirty) {
      const last = lastAt.get(name);
      if (last === undefined || began - last >= SPACING) flush(name);
      if (performance.now() - began > SLICE) {
        wait = REST;
        break;
      }
    }
    schedule(wait);
  };

  const schedule = (wait: number): void => {
    if (dirty.size > 0 && !timer && !stopped) timer = setTimeout(run, wait);
  };

  return {
    touch: (name) => {
      dirty.add(name);
      schedule(TICK);
    },
    isDirty: (name) => dirty.has(name),
    flush,
    flushAll: () => {
      for (const name of dirty) flush(name);
    },
    stop: () => {
      stopped = true;
      if (timer) clearTimeout(timer);
    },
  };
};

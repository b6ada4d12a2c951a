/** Calls its listeners about once a second, and costs nothing while nobody listens. */
export interface Ticker {
  subscribe(listener: () => void): () => void;
}

/** @param show calls back when it is time to show something: with the next frame, or when scrolling has come to rest. */
export const createTicker = (show: (callback: () => void) => void): Ticker => {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tell = (): void => {
    for (const each of listeners) each();
  };
  return {
    subscribe: (listener) => {
      if (listeners.size === 0) timer = setInterval(() => show(tell), 1_000);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
  };
};

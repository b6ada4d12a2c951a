/** Calls its listeners once a second, and costs nothing while nobody listens. */
export interface Ticker {
  subscribe(listener: () => void): () => void;
}

export const createTicker = (): Ticker => {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    subscribe: (listener) => {
      if (listeners.size === 0) {
        timer = setInterval(() => {
          for (const each of listeners) each();
        }, 1_000);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
  };
};

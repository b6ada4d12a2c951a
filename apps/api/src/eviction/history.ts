import {
  fromMillis,
  SIGNALS,
  toMillis,
  type Millis,
  type Signal,
  type SignalSample,
  type SignalState,
} from "@bayplan/shared";

/** 15 minutes of a kubelet that samples every 10 s. */
const KEPT = 90;
const COLUMNS = SIGNALS.length + 1;
const FIRST_ROOM = 8;

/** What each signal had available at the node's last samples. */
export interface SignalHistory {
  /** Takes one sample; one that is no newer than the last is left out. */
  take(at: Millis, signals: readonly SignalState[]): void;
  /** Oldest first, at most so many. */
  of(signal: Signal, most?: number): SignalSample[];
}

/** As rows of plain numbers: there is one of these for each node of the fleet. */
export const createSignalHistory = (): SignalHistory => {
  let figures = new Float64Array(FIRST_ROOM * COLUMNS);
  let first = 0;
  let count = 0;

  const room = (): number => figures.length / COLUMNS;
  const row = (index: number): number => ((first + index) % room()) * COLUMNS;

  const grow = (): void => {
    const wider = new Float64Array(Math.min(KEPT, room() * 2) * COLUMNS);
    for (let index = 0; index < count; index += 1) {
      wider.set(figures.subarray(row(index), row(index) + COLUMNS), index * COLUMNS);
    }
    figures = wider;
    first = 0;
  };

  return {
    take: (at, signals) => {
      if (count > 0 && at <= (figures[row(count - 1)] ?? 0)) return;
      if (count === room() && room() < KEPT) grow();
      if (count === room()) first = (first + 1) % room();
      else count += 1;
      const start = row(count - 1);
      figures.fill(Number.NaN, start, start + COLUMNS);
      figures[start] = at;
      for (const { signal, available } of signals) {
        if (available !== null) figures[start + 1 + SIGNALS.indexOf(signal)] = available;
      }
    },
    of: (signal, most = KEPT) => {
      const column = 1 + SIGNALS.indexOf(signal);
      const samples: SignalSample[] = [];
      for (let index = Math.max(0, count - most); index < count; index += 1) {
        const start = row(index);
        const available = figures[start + column] ?? Number.NaN;
        if (!Number.isNaN(available)) samples.push({ at: fromMillis(figures[start] ?? 0), available });
      }
      return samples;
    },
  };
};

/** Takes a node's newest sample in, where it tells when it was taken. */
export const takeSample = (
  history: SignalHistory,
  pressure: { at: string | null; signals: readonly SignalState[] },
): void => {
  if (pressure.at !== null) history.take(toMillis(pressure.at), pressure.signals);
};

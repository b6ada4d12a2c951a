import type { Cancel, Clock } from "./clock.ts";

/** What is going to happen in the world, on one timer however much it is. */
export interface Agenda {
  /** Within an action its own moment, however late the clock called: the story does not depend on the machine's load. */
  now(): number;
  /** Runs the action after that many milliseconds; what is due at the same moment runs in the order it was planned. */
  after(delay: number, action: () => void): Cancel;
  /** How many actions are planned. */
  size(): number;
  stop(): void;
}

interface Entry {
  at: number;
  order: number;
  action: (() => void) | null;
}

/** An agenda on the given clock; an action that throws is handed to `failed` and the rest goes on. */
export function createAgenda(clock: Clock, failed: (error: unknown) => void): Agenda {
  const heap: Entry[] = [];
  let order = 0;
  let planned = 0;
  let present: number | null = null;
  let timer: { at: number; cancel: Cancel } | null = null;
  let stopped = false;

  const now = () => present ?? clock.now();

  function arm(): void {
    const first = heap[0];
    if (stopped || !first || (timer && timer.at <= first.at)) return;
    timer?.cancel();
    timer = { at: first.at, cancel: clock.after(Math.max(0, first.at - clock.now()), run) };
  }

  function run(): void {
    timer = null;
    const until = clock.now();
    for (let first = heap[0]; first && first.at <= until; first = heap[0]) {
      pop(heap);
      if (!first.action) continue;
      planned--;
      present = first.at;
      const action = first.action;
      first.action = null;
      try {
        action();
      } catch (error) {
        failed(error);
      }
    }
    present = null;
    arm();
  }

  return {
    now,
    after(delay, action) {
      const entry: Entry = { at: now() + Math.max(0, delay), order: order++, action };
      push(heap, entry);
      planned++;
      if (present === null) arm();
      return () => {
        if (!entry.action) return;
        entry.action = null;
        planned--;
      };
    },
    size: () => planned,
    stop() {
      stopped = true;
      timer?.cancel();
      heap.length = 0;
      planned = 0;
    },
  };
}

const before = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order);

function push(heap: Entry[], entry: Entry): void {
  let index = heap.push(entry) - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent];
    if (!above || !before(entry, above)) break;
    heap[index] = above;
    heap[parent] = entry;
    index = parent;
  }
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    const left = heap[child];
    const right = heap[child + 1];
    if (!left) break;
    let smaller = left;
    if (right && before(right, left)) {
      smaller = right;
      child++;
    }
    if (!before(smaller, last)) break;
    heap[index] = smaller;
    index = child;
  }
  heap[index] = last;
}

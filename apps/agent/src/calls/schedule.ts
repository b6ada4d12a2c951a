import type { Clock, Millis } from "@bayplan/shared";
import { backOff } from "./backOff.ts";
import { intervalOf, type Call } from "./call.ts";
import { asCallFailure, CallFailure } from "./callFailure.ts";
import type { CallStates } from "./callStates.ts";

/** How long a call that was refused, or that the other side lacks, is left alone. Rights and versions change seldom. */
const DENIED_PAUSE = 60_000;
const UNSUPPORTED_PAUSE = 300_000;
const RETRY = { first: 1_000, most: 30_000 };
const PROMPT_GAP = 1_000;

export interface Schedule {
  /** Makes the named calls now and then at their intervals; those named first come first. */
  start(names?: readonly string[]): void;
  /** Makes a call soon because something happened; several prompts become one call. */
  prompt(name: string): void;
  /** Makes one call now. One under way is awaited first: it may have been asked before what the caller knows of. */
  refresh(name: string): Promise<void>;
  /** A call that had answered is lost, as when its stream breaks. */
  lose(name: string, failure: CallFailure): void;
  /** Resolves once every call has had its first answer or failure. */
  whole(): Promise<void>;
  stop(): Promise<void>;
}

interface Entry {
  call: Call;
  running: Promise<void> | null;
  failures: number;
  lastRun: Millis;
  cancel: (() => void) | null;
  due: Millis;
  /** Prompted while it ran: the answer under way may be older than what prompted. */
  again: boolean;
}

/** Makes calls at their intervals, each with its deadline and its own jittered back-off. */
export function createSchedule(
  calls: readonly Call[],
  { clock, states, random, scheduled }: { clock: Clock; states: CallStates; random: () => number; scheduled: boolean },
): Schedule {
  const entries = new Map<string, Entry>(
    calls.map((call) => [
      call.name,
      { call, running: null, failures: 0, lastRun: -Infinity, cancel: null, due: Infinity, again: false },
    ]),
  );
  const stopping = new AbortController();
  const unheard = new Set(entries.keys());
  const whole = Promise.withResolvers<void>();
  if (unheard.size === 0) whole.resolve();

  const settled = (entry: Entry): void => {
    unheard.delete(entry.call.name);
    if (unheard.size === 0) whole.resolve();
  };

  const wait = (entry: Entry, delay: Millis): void => {
    const due = clock.now() + delay;
    if (!scheduled || stopping.signal.aborted || entry.due <= due) return;
    entry.cancel?.();
    entry.due = due;
    entry.cancel = clock.after(delay, () => {
      entry.cancel = null;
      entry.due = Infinity;
      if (entry.running) entry.again = true;
      else void run(entry);
    });
  };

  const failed = (entry: Entry, failure: CallFailure): void => {
    entry.failures += 1;
    states.failed(entry.call, failure);
    wait(entry, pause(entry, failure, random));
  };

  const attempt = async (entry: Entry, subject: string | undefined): Promise<void> => {
    const { call } = entry;
    entry.lastRun = clock.now();
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), call.deadline);
    const stop = () => deadline.abort();
    stopping.signal.addEventListener("abort", stop);
    try {
      const answer = await call.run({ signal: deadline.signal, subject });
      entry.failures = 0;
      states.answered(call, answer);
      wait(entry, intervalOf(call) * (0.95 + 0.1 * random()));
    } catch (error) {
      if (stopping.signal.aborted) return;
      failed(entry, deadline.signal.aborted ? tooSlow(call, error) : asCallFailure(error));
    } finally {
      clearTimeout(timer);
      stopping.signal.removeEventListener("abort", stop);
      settled(entry);
    }
  };

  const run = (entry: Entry, subject?: string): Promise<void> => {
    entry.running = attempt(entry, subject).finally(() => {
      entry.running = null;
      if (!entry.again) return;
      entry.again = false;
      wait(entry, gapOf(entry));
    });
    return entry.running;
  };

  const find = (name: string): { entry: Entry; subject?: string } => {
    const exact = entries.get(name);
    if (exact) return { entry: exact };
    const space = name.lastIndexOf(" ");
    const entry = entries.get(name.slice(0, space));
    if (!entry) throw new Error(`There is no call ${name}.`);
    return { entry, subject: name.slice(space + 1) };
  };

  return {
    start(names = [...entries.keys()]) {
      if (!scheduled) return;
      for (const name of names) {
        const { entry } = find(name);
        if (!entry.running && !entry.cancel) void run(entry);
      }
    },
    prompt(name) {
      const { entry } = find(name);
      wait(entry, Math.max(entry.call.promptDelay ?? 0, entry.lastRun + gapOf(entry) - clock.now()));
    },
    async refresh(name) {
      const { entry, subject } = find(name);
      while (entry.running) await entry.running;
      await run(entry, subject);
    },
    lose: (name, failure) => failed(find(name).entry, failure),
    whole: () => whole.promise,
    async stop() {
      stopping.abort();
      for (const entry of entries.values()) entry.cancel?.();
      await Promise.all([...entries.values()].map((entry) => entry.running));
    },
  };
}

const gapOf = ({ call }: Entry): Millis => call.promptGap ?? PROMPT_GAP;

const tooSlow = (call: Call, cause: unknown): CallFailure =>
  new CallFailure(
    "unreachable",
    `No answer within ${call.deadline / 1000} s: what should answer is hung or overloaded; it is tried again.`,
    { cause },
  );

function pause(entry: Entry, failure: CallFailure, random: () => number): Millis {
  if (failure.state === "unsupported") return UNSUPPORTED_PAUSE * (0.9 + 0.2 * random());
  if (failure.state === "denied") return DENIED_PAUSE * (0.9 + 0.2 * random());
  return backOff(entry.failures, { ...RETRY, random });
}

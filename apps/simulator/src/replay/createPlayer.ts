import type { Clock } from "../world/time/clock.ts";
import type { Observation } from "./tape/observation.ts";
import type { Tape } from "./tape/openTape.ts";
import type { TapeClock } from "./tapeClock.ts";

/** Where a recording is played, and how. Moments in milliseconds since 1970. */
export interface PlayerState {
  start: number;
  end: number;
  at: number;
  /** It runs on by itself. */
  playing: boolean;
  speed: number;
  /** It is on its way to another moment. */
  seeking: boolean;
  /** Why it cannot go on; null where all is well. */
  fault: string | null;
}

export interface Player {
  state(): PlayerState;
  /** Goes to that moment, the first or the last where it lies outside; resolves when all up to it has been seen. */
  jump(at: number): Promise<void>;
  play(): void;
  pause(): Promise<void>;
  setSpeed(speed: number): void;
  /** Told whenever the state is another, but not of the time that passes while it plays. */
  follow(listener: () => void): () => void;
  stop(): Promise<void>;
}

export interface PlayerOptions {
  tape: Tape;
  clock: TapeClock;
  machine: Clock;
  /** Lets what was handed over be taken in before the clock goes on to that moment. */
  before(at: number): Promise<void>;
  /** Lets one observation be seen; the clock stands at its moment. */
  deliver(observation: Observation): Promise<void>;
  /** Lets what is still under way be seen, when the clock comes to stand. */
  settle(): Promise<void>;
  /** Forgets everything that was seen: the tape is played from its start again. */
  rewind(): Promise<void>;
}

export function createPlayer({ tape, clock, machine, before, deliver, settle, rewind }: PlayerOptions): Player {
  const listeners = new Set<() => void>();
  let cursor = tape.read();
  let next: Observation | null | undefined;
  const mode = { playing: false };
  let speed = 1;
  let seeking = false;
  let fault: string | null = null;
  const stopping = new AbortController();
  const { signal: stopped } = stopping;
  /** Ends the wait for the next observation, so that a command is heard at once. */
  let interrupt: (() => void) | null = null;
  let running: Promise<void> | null = null;
  /** One command after the other. */
  let queue: Promise<void> = Promise.resolve();

  const told = (): void => {
    for (const listener of listeners) listener();
  };

  const peek = async (): Promise<Observation | null> => {
    if (next === undefined) {
      const read = await cursor.next();
      next = read.done ? null : read.value;
    }
    return next;
  };

  const pass = async (observation: Observation): Promise<void> => {
    await before(observation.at);
    clock.moveTo(observation.at);
    next = undefined;
    await deliver(observation);
  };

  const forwardTo = async (at: number): Promise<void> => {
    for (let coming = await peek(); coming && coming.at <= at && !stopped.aborted; coming = await peek())
      await pass(coming);
    await before(at);
    clock.moveTo(at);
    await settle();
  };

  const startOver = async (): Promise<void> => {
    await cursor.return(undefined);
    cursor = tape.read();
    next = undefined;
    clock.goBackTo(tape.start);
    await rewind();
  };

  /** Resolves when the clock has come that far, or a command interrupts. */
  const waitFor = (at: number): Promise<void> =>
    new Promise((resolve) => {
      clock.runTo(at, speed);
      const cancel = machine.after(Math.max(0, (at - clock.now()) / speed), resolve);
      interrupt = () => {
        cancel();
        resolve();
      };
    });

  const run = async (): Promise<void> => {
    while (mode.playing && !stopped.aborted) {
      const coming = await peek();
      if (!coming || !mode.playing) break;
      if (clock.now() < coming.at) {
        await waitFor(coming.at);
        continue;
      }
      await pass(coming);
    }
    interrupt = null;
    clock.stand();
    await settle();
    mode.playing = false;
    told();
  };

  const halt = async (): Promise<void> => {
    mode.playing = false;
    interrupt?.();
    await running;
  };

  const start = (): void => {
    if (stopped.aborted || running) return;
    mode.playing = true;
    running = run()
      .catch(fail)
      .finally(() => {
        running = null;
      });
    told();
  };

  const fail = (error: unknown): void => {
    mode.playing = false;
    fault = error instanceof Error ? error.message : String(error);
    clock.stand();
    told();
  };

  const inTurn = (act: () => Promise<void>): Promise<void> => {
    const done = queue.then(act);
    queue = done.catch(() => {});
    return done;
  };

  return {
    state: () => ({ start: tape.start, end: tape.end, at: clock.now(), playing: mode.playing, speed, seeking, fault }),
    jump: (moment) =>
      inTurn(async () => {
        const at = Math.min(Math.max(moment, tape.start), tape.end);
        const goesOn = mode.playing;
        await halt();
        seeking = true;
        fault = null;
        told();
        try {
          if (at < clock.now()) await startOver();
          await forwardTo(at);
        } catch (error) {
          fail(error);
          throw error;
        } finally {
          seeking = false;
          told();
        }
        if (goesOn) start();
      }),
    play: () => void inTurn(async () => start()),
    pause: () => inTurn(halt),
    setSpeed(wanted) {
      speed = wanted;
      interrupt?.();
      told();
    },
    follow(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async stop() {
      stopping.abort();
      await halt();
      await queue;
      await cursor.return(undefined);
    },
  };
}

import type { Millis } from "@bayplan/shared";
import * as z from "zod/mini";

/** Where a recording is played, and how. The moment itself is the clock's. */
export interface ReplayState {
  start: Millis;
  end: Millis;
  at: Millis;
  /** It runs on by itself. */
  playing: boolean;
  /** 1 is real time. */
  speed: number;
  /** It is on its way to another moment. */
  seeking: boolean;
  /** Why it cannot go on; null where all is well. */
  fault: string | null;
}

/** What plays the recording that is served. */
export interface ReplayController {
  state(): ReplayState;
  /** Told whenever the state is another, but not of the time that passes while it plays. */
  follow(listener: () => void): () => void;
  play(): void;
  pause(): Promise<void>;
  setSpeed(speed: number): void;
  /** Goes to that moment, the first or the last where it lies outside. */
  jump(at: Millis): Promise<void>;
}

const SPEEDS = { slowest: 0.1, fastest: 1_000 } as const;

export const replayCommand = z.discriminatedUnion("action", [
  z.object({ action: z.literal("play") }),
  z.object({ action: z.literal("pause") }),
  z.object({
    action: z.literal("speed"),
    speed: z.number().check(z.minimum(SPEEDS.slowest), z.maximum(SPEEDS.fastest)),
  }),
  /** Milliseconds since 1970. */
  z.object({ action: z.literal("jump"), at: z.number() }),
]);
export type ReplayCommand = z.infer<typeof replayCommand>;

/** Resolves with the state after it: a jump when all up to its moment has been seen. */
export const controlReplay = async (replay: ReplayController, command: ReplayCommand): Promise<ReplayState> => {
  if (command.action === "play") replay.play();
  else if (command.action === "pause") await replay.pause();
  else if (command.action === "speed") replay.setSpeed(command.speed);
  else await replay.jump(command.at);
  return replay.state();
};

/** Yields the state at once and whenever it is another. */
export async function* watchReplay(replay: ReplayController, signal: AbortSignal): AsyncGenerator<ReplayState> {
  let wake = Promise.withResolvers<void>();
  const unfollow = replay.follow(() => wake.resolve());
  const stop = () => wake.resolve();
  signal.addEventListener("abort", stop);
  try {
    while (!signal.aborted) {
      yield replay.state();
      await wake.promise;
      wake = Promise.withResolvers();
    }
  } finally {
    unfollow();
    signal.removeEventListener("abort", stop);
  }
}

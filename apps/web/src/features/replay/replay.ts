import type { AppRouter } from "@bayplan/api/router";
import type { Millis } from "@bayplan/shared";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { Client } from "../../live/client.ts";
import { createSubject, type Subject } from "../../live/subject.ts";
import { toRestore } from "./moment.ts";

export type ReplayState = inferRouterOutputs<AppRouter>["replay"]["control"];
export type ReplayCommand = inferRouterInputs<AppRouter>["replay"]["control"];

/** What plays the recording, as it is reached from here. */
export interface ReplayServer {
  /** Tells the state at once and whenever it is another; the returned function ends it. */
  watch(onState: (state: ReplayState) => void): () => void;
  send(command: ReplayCommand): Promise<ReplayState>;
}

export interface ReplayShown {
  /** Null until the server has told it. */
  state: ReplayState | null;
  /** Where the jump that is under way leads. */
  target: Millis | null;
  /** Why the last command was not followed. */
  refusal: string | null;
}

export interface Replay {
  shown: Subject<ReplayShown>;
  /** Watches until the returned function is called. */
  follow(): () => void;
  play(): void;
  pause(): void;
  setSpeed(speed: number): void;
  jump(at: Millis): void;
}

const RETRY = 5_000;

export const replayServer = (client: Client): ReplayServer => ({
  watch(onState) {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let subscription: { unsubscribe(): void } | undefined;
    const again = (): void => {
      if (!stopped) timer = setTimeout(start, RETRY);
    };
    const start = (): void => {
      subscription = client.replay.state.subscribe(undefined, { onData: onState, onError: again, onComplete: again });
    };
    start();
    return () => {
      stopped = true;
      clearTimeout(timer);
      subscription?.unsubscribe();
    };
  },
  send: (command) => client.replay.control.mutate(command),
});

/**
 * One page's hold on the replay. The first state leads to the moment of the address. Of jumps that are asked for while
 * one is under way only the last is made: each can take seconds.
 */
export const createReplay = ({ watch, send }: ReplayServer, address: string | undefined): Replay => {
  const shown = createSubject<ReplayShown>({ state: null, target: null, refusal: null });
  const show = (part: Partial<ReplayShown>): void => shown.set({ ...shown.get(), ...part });
  let restored = false;
  let next: Millis | null = null;

  const command = async (wanted: ReplayCommand): Promise<void> => {
    try {
      show({ state: await send(wanted), refusal: null });
    } catch (error) {
      show({ refusal: error instanceof Error ? error.message : String(error) });
    }
  };

  const jump = async (at: Millis): Promise<void> => {
    const underWay = shown.get().target !== null;
    show({ target: at });
    next = at;
    if (underWay) return;
    while (next !== null) {
      const wanted: Millis = next;
      next = null;
      await command({ action: "jump", at: wanted });
    }
    show({ target: null });
  };

  const play = async (): Promise<void> => {
    const { state } = shown.get();
    if (state && state.at >= state.end) await jump(state.start);
    await command({ action: "play" });
  };

  return {
    shown,
    follow: () =>
      watch((state) => {
        show({ state });
        if (restored) return;
        restored = true;
        const at = toRestore(address, state);
        if (at !== null) void jump(at);
      }),
    play: () => void play(),
    pause: () => void command({ action: "pause" }),
    setSpeed: (speed) => void command({ action: "speed", speed }),
    jump: (at) => void jump(at),
  };
};

import type { Millis } from "@bayplan/shared";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useLive } from "../../live/useLive.ts";
import { ADDRESS_EVERY, toRfc3339, within } from "./moment.ts";
import type { ReplayShown, ReplayState } from "./replay.ts";

/** Often enough for the slider to be seen moving at any speed. */
const LOOK_EVERY: Millis = 250;

/** Where the recording is; while it plays, by the server's clock. */
export const useMoment = (state: ReplayState): Millis => {
  const { clock } = useLive();
  const [seen, setSeen] = useState<Millis | null>(null);
  const running = state.playing && !state.seeking;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setSeen(clock.now()), LOOK_EVERY);
    return () => {
      clearInterval(timer);
      setSeen(null);
    };
  }, [clock, running]);
  return within(state, running && seen !== null ? seen : state.at);
};

/** Keeps the moment in the page's address: exactly where it stands, now and then while it plays, never on the way. */
export const useMomentInAddress = ({ state, target }: ReplayShown): void => {
  const { clock } = useLive();
  const navigate = useNavigate();
  const go = useRef(navigate);
  useEffect(() => {
    go.current = navigate;
  });
  const settled = state !== null && !state.seeking && target === null;
  const playing = settled && state.playing;
  const standsAt = settled && !state.playing ? state.at : null;
  useEffect(() => {
    const write = (at: Millis): void =>
      void go.current({
        to: ".",
        search: (before) => ({ ...before, at: toRfc3339(at) }),
        hash: true,
        replace: true,
        resetScroll: false,
      });
    if (standsAt !== null) write(standsAt);
    if (!playing) return;
    const timer = setInterval(() => {
      const now = clock.now();
      if (now !== null) write(Math.floor(now / 1_000) * 1_000);
    }, ADDRESS_EVERY);
    return () => clearInterval(timer);
  }, [clock, playing, standsAt]);
};

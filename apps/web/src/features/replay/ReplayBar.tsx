import type { Millis } from "@bayplan/shared";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useLive, useSubject } from "../../live/useLive.ts";
import { Notice } from "../../ui/Notice.tsx";
import { GoTo } from "./GoTo.tsx";
import { formatLength, formatUtc } from "./moment.ts";
import { createReplay, replayServer, type Replay, type ReplayShown, type ReplayState } from "./replay.ts";
import styles from "./ReplayBar.module.css";
import { TimeSlider } from "./TimeSlider.tsx";
import { useMoment, useMomentInAddress } from "./useMoment.ts";

const SPEEDS = [0.5, 1, 2, 5, 10, 60];

const toggle = (replay: Replay): void => {
  if (replay.shown.get().state?.playing) replay.pause();
  else replay.play();
};

/** Space plays and pauses where it would do nothing else. */
const useSpace = (replay: Replay, controls: boolean): void => {
  useEffect(() => {
    if (!controls) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== " " || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (event.defaultPrevented || event.target !== document.body) return;
      event.preventDefault();
      toggle(replay);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [replay, controls]);
};

const PlayButton = ({ replay, state }: { replay: Replay; state: ReplayState }) => {
  const over = !state.playing && state.at >= state.end;
  const label = state.playing ? "Pause" : over ? "Play from the start" : "Play";
  return (
    <button
      type="button"
      className={styles.play}
      aria-label={label}
      title={`${label} (Space)`}
      onClick={() => toggle(replay)}
    >
      <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" fill="currentColor">
        <path d={state.playing ? "M3 2h3v10H3zM8 2h3v10H8z" : "M3.5 1.6 12 7l-8.5 5.4z"} />
      </svg>
    </button>
  );
};

const Speed = ({ speed, onChange }: { speed: number; onChange(speed: number): void }) => (
  <select
    className={styles.speed}
    aria-label="Speed"
    title="How fast it plays; 1× is real time"
    value={speed}
    onChange={(event) => onChange(Number(event.target.value))}
  >
    {[...new Set([...SPEEDS, speed])]
      .toSorted((one, other) => one - other)
      .map((each) => (
        <option key={each} value={each}>
          {each}×
        </option>
      ))}
  </select>
);

interface ControlsProps {
  replay: Replay;
  state: ReplayState;
  target: Millis | null;
}

const Controls = ({ replay, state, target }: ControlsProps) => {
  const [draft, setDraft] = useState<Millis | null>(null);
  const moment = useMoment(state);
  const at = target ?? moment;
  const shown = draft ?? at;
  return (
    <div className={styles.controls}>
      <PlayButton replay={replay} state={state} />
      <p className={styles.moment}>
        <time dateTime={new Date(shown).toISOString()}>{formatUtc(shown)}</time>
        <span className={styles.soft}>
          {formatLength(shown - state.start)} after the start, of {formatLength(state.end - state.start)}
        </span>
        <span role="status" className={styles.seeking}>
          {(state.seeking || target !== null) && "seeking …"}
        </span>
      </p>
      <TimeSlider span={state} at={at} draft={draft} onDraft={setDraft} onJump={replay.jump} />
      <Speed speed={state.speed} onChange={replay.setSpeed} />
      <GoTo span={state} onJump={replay.jump} />
    </div>
  );
};

const Fault = ({ state, refusal }: ReplayShown) => {
  const fault = state?.fault ?? refusal;
  return fault === null ? null : (
    <Notice tone="danger" symbol="triangle" title="The recording cannot go on from here.">
      {fault}
    </Notice>
  );
};

/** Where a recording is played, and, with its controls, what is done about it: play, pause, speed, another moment. */
export const ReplayBar = ({ controls }: { controls: boolean }) => {
  const { client } = useLive();
  const address = useSearch({ strict: false, select: ({ at }) => at });
  const [replay] = useState(() => createReplay(replayServer(client), address));
  useEffect(() => replay.follow(), [replay]);
  const shown = useSubject(replay.shown);
  useSpace(replay, controls);
  useMomentInAddress(shown);
  if (!controls) return <Fault {...shown} />;
  return (
    <section className={styles.bar} aria-label="Replay">
      {shown.state && <Controls replay={replay} state={shown.state} target={shown.target} />}
      <Fault {...shown} />
    </section>
  );
};

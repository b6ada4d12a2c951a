import type { Millis } from "@bayplan/shared";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { formatLength, formatUtc, within, type Span } from "./moment.ts";
import styles from "./ReplayBar.module.css";

interface TimeSliderProps {
  span: Span;
  at: Millis;
  /** The moment the hand is on, before it is let go; null when it rests. */
  draft: Millis | null;
  onDraft(at: Millis | null): void;
  onJump(at: Millis): void;
}

const STEP = 1_000;
const LONG_STEP = 10_000;

/** A key that is held down makes one jump, when it rests this long. */
const REST = 300;

const DIRECTIONS: Partial<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/** The recording from its start to its end; dragged, or by arrow keys: a second, with Shift ten. */
export const TimeSlider = ({ span, at, draft, onDraft, onJump }: TimeSliderProps) => {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [held, setHeld] = useState(false);
  useEffect(() => () => clearTimeout(timer.current), []);

  const commit = (moment: Millis): void => {
    clearTimeout(timer.current);
    onDraft(null);
    onJump(moment);
  };
  const move = (moment: Millis): void => {
    onDraft(moment);
    clearTimeout(timer.current);
    if (!held) timer.current = setTimeout(() => commit(moment), REST);
  };
  const letGo = (): void => {
    setHeld(false);
    if (draft !== null) commit(draft);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = DIRECTIONS[event.key];
    if (direction === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(within(span, (draft ?? at) + direction * (event.shiftKey ? LONG_STEP : STEP)));
  };

  const moment = draft ?? at;
  return (
    <input
      type="range"
      className={styles.slider}
      aria-label="Moment"
      aria-valuetext={`${formatUtc(moment)}, ${formatLength(moment - span.start)} after the start`}
      title="Drag, or use the arrow keys: 1 s, with Shift 10 s"
      min={span.start}
      max={span.end}
      step={1}
      value={Math.round(moment)}
      onChange={(event) => move(Number(event.target.value))}
      onKeyDown={onKeyDown}
      onPointerDown={() => setHeld(true)}
      onPointerUp={letGo}
      onPointerCancel={letGo}
    />
  );
};

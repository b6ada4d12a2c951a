import { useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from "react";
import { isPlainKey } from "./plainKey.ts";

/** What of a picture, or of the table behind it, a key works on. */
const STOPS = "[role=application], [role=row][tabindex='0']";

interface Turning {
  /** Around both, with a negative `tabIndex`: it holds the focus until the other one is drawn. */
  box: RefObject<HTMLDivElement | null>;
  onKeyDown(event: KeyboardEvent): void;
}

/** Rows of a table are drawn only when it is known which are in sight: until then the whole holds the focus. */
const enter = (whole: HTMLElement): void => {
  const attempt = (): void => {
    const stop = whole.querySelector<HTMLElement>(STOPS);
    if (stop || document.activeElement !== whole) observer.disconnect();
    if (document.activeElement === whole) stop?.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(attempt);
  observer.observe(whole, { subtree: true, childList: true });
  whole.focus({ preventScroll: true });
  attempt();
};

/** A key that turns a picture into the table behind it and back, and takes the focus along. */
export const useTurning = (key: string, turn: () => void): Turning => {
  const box = useRef<HTMLDivElement>(null);
  /** The stop that has gone when the other side is there; null: nothing is turned. */
  const turned = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const whole = box.current;
    if (!whole || !turned.current || turned.current.isConnected) return;
    turned.current = null;
    if (document.activeElement === document.body) enter(whole);
  });
  return {
    box,
    onKeyDown(event) {
      if (event.key !== key || !isPlainKey(event.nativeEvent)) return;
      turned.current = box.current?.querySelector(STOPS) ?? box.current?.firstElementChild ?? null;
      turn();
    },
  };
};

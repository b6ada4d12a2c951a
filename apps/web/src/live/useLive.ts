import type { Keyed } from "@bayplan/api/views";
import { createContext, useCallback, useContext, useSyncExternalStore } from "react";
import type { Millis } from "@bayplan/shared";
import { elapsed } from "./elapsed.ts";
import type { Feed, FeedState } from "./feed.ts";
import type { Live } from "./live.ts";
import type { Subject } from "./subject.ts";

export const LiveContext = createContext<Live | null>(null);

export const useLive = (): Live => {
  const live = useContext(LiveContext);
  if (!live) throw new Error("This component stands outside of LiveContext.");
  return live;
};

export const useSubject = <Value>(subject: Subject<Value>): Value =>
  useSyncExternalStore(subject.subscribe, subject.get);

/** The feed's rows and how it fares; subscribed while the component is mounted. */
export const useFeed = <Row extends Keyed>(feed: Feed<Row>): FeedState<Row> =>
  useSyncExternalStore(feed.subscribe, feed.get);

/**
 * What `read` makes of the present, looked at once a second; the component is rendered only when the answer differs,
 * so it must be a plain value. Null until the server has told its clock.
 */
export const useAtPresent = <Value extends string | number | boolean | null>(
  read: (now: Millis) => Value,
): Value | null => {
  const { clock, ticker } = useLive();
  const get = useCallback(() => {
    const now = clock.now();
    return now === null ? null : read(now);
  }, [clock, read]);
  return useSyncExternalStore(ticker.subscribe, get);
};

const toSecond = (now: Millis): Millis => Math.floor(now / 1_000) * 1_000;

/** The present by the server's clock, to the second. */
export const useNow = (): Millis | null => useAtPresent(toSecond);

/** Whole seconds until a moment of the page's own steady clock; never below 0. */
export const useSecondsUntil = (moment: number): number => {
  const { ticker } = useLive();
  return useSyncExternalStore(ticker.subscribe, () => Math.max(0, Math.ceil((moment - elapsed()) / 1_000)));
};

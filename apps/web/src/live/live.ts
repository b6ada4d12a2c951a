import { atRest, watchScrolling } from "./atRest.ts";
import { connect, type Client } from "./client.ts";
import type { Connection } from "./connection.ts";
import { elapsed } from "./elapsed.ts";
import { createFeeds, type Feeds } from "./feeds.ts";
import { lookAhead } from "./lookAhead.ts";
import { createServerClock, type ServerClock } from "./serverClock.ts";
import { createSubject, type Subject } from "./subject.ts";
import { createTicker, type Ticker } from "./ticker.ts";

/** All that moves on the page. */
export interface Live {
  client: Client;
  feeds: Feeds;
  clock: ServerClock;
  ticker: Ticker;
  connection: Subject<Connection>;
  paused: Subject<boolean>;
}

const after = (delay: number, callback: () => void): (() => void) => {
  const timer = setTimeout(callback, delay);
  return () => clearTimeout(timer);
};

const due = new Set<() => void>();

/** All at once: what is shown apart is rendered apart. */
const showDue = (): void => {
  const callbacks = [...due];
  due.clear();
  for (const callback of callbacks) callback();
};

/**
 * With the next frame: soon enough to be seen, and a hidden tab draws none and catches up when it is looked at again.
 * While someone scrolls all of it waits, but no more than some seconds: what is drawn anew would be missing from the
 * frames that move.
 */
const show = (callback: () => void): void => {
  due.add(callback);
  if (due.size === 1) atRest(LONGEST_HOLD, () => requestAnimationFrame(showDue));
};

/** A feed of thousands waits longer and shows more at once: half a second for 5,000 rows. */
const schedule = (callback: () => void, rows: number): void => {
  const wait = rows / 10;
  if (wait < FRAME) show(callback);
  else after(wait, () => show(callback));
};

const LONGEST_HOLD = 2_000;

const FRAME = 16;

const CLOCK_RETRY = 5_000;

/** Keeps the clock set by the server for as long as the page is open. */
const followClock = (client: Client, clock: ServerClock): void => {
  const again = (): void => {
    after(CLOCK_RETRY, () => followClock(client, clock));
  };
  client.clock.watch.subscribe(undefined, { onData: clock.set, onError: again, onComplete: again });
};

/** What of the address is the page's own, without the path under which it is served. */
const ownPath = (): string => location.pathname.slice(new URL(document.baseURI).pathname.length);

/** Connects, and starts following the server's clock; feeds open when someone looks at them, or is about to. */
export const startLive = (): Live => {
  const connection = createSubject<Connection>({ state: "connecting" });
  const paused = createSubject(false);
  const clock = createServerClock(elapsed);
  const client = connect(connection);
  paused.subscribe(() => clock.hold(paused.get()));
  followClock(client, clock);
  watchScrolling();
  // Ages are told of the moment of the latest picture.
  const feeds = createFeeds(client, { paused, after, schedule, onLatePicture: () => clock.hold(true) });
  lookAhead(feeds, ownPath(), after);
  return { client, feeds, clock, ticker: createTicker(show), connection, paused };
};

import { applyMessage, type FeedMessage, type Keyed } from "@bayplan/shared/feed";
import { createSubject, type Subject } from "./subject.ts";

/** Why a feed does not arrive, in the server's words. */
export interface FeedFailure {
  /** `NOT_FOUND`, `FORBIDDEN`, `UNAUTHORIZED`, …; empty where the server gave none. */
  code: string;
  message: string;
}

export interface FeedState<Row extends Keyed> {
  /** loading: nothing has arrived yet. ready: the rows are what the server last said. */
  status: "loading" | "ready" | "failed";
  failure: FeedFailure | null;
  rows: ReadonlyMap<string, Row>;
  /** How many rows there will be, while these are only the first of them; null once all are here. */
  total: number | null;
}

export interface FeedObserver<Row extends Keyed> {
  onMessage(message: FeedMessage<Row>): void;
  onFailure(failure: FeedFailure): void;
}

export interface FeedOptions {
  /** Calls back soon, once: changes that arrive together are shown together. With many rows less soon. */
  schedule(callback: () => void, rows: number): void;
  /** Calls back after that many milliseconds; the returned function cancels. */
  after(delay: number, callback: () => void): () => void;
  /** While true, what arrives is kept and not shown, but for the first whole picture. */
  paused: Subject<boolean>;
  /** Told when such a picture is shown during a pause: it is of a later moment than what stands still. */
  onLatePicture?(): void;
  /** Told when the last one who looked has been gone for a while. */
  onClose?(): void;
}

/** One subscription, shared by all who look at it. */
export interface Feed<Row extends Keyed> {
  get(): FeedState<Row>;
  subscribe(listener: () => void): () => void;
}

/** Going back and forth between two pages within this time costs no new subscription. */
const LINGER = 15_000;

const RETRY = { first: 2_000, last: 30_000 };

/**
 * Opens the subscription with the first listener and closes it some time after the last one left. A row that did not
 * change stays the same object, so that only what changed is rendered anew.
 */
export const createFeed = <Row extends Keyed>(
  open: (observer: FeedObserver<Row>) => () => void,
  options: FeedOptions,
): Feed<Row> => {
  const nothing: FeedState<Row> = { status: "loading", failure: null, rows: new Map(), total: null };
  const shown = createSubject(nothing);
  let rows = new Map<string, Row>();
  let total: number | null = null;
  let failure: FeedFailure | null = null;
  let arrived = false;
  /** Whether rows were shown since it was opened. */
  let pictured = false;
  let scheduled = false;
  let attempts = 0;
  let listeners = 0;
  let close: (() => void) | null = null;
  let cancelTimer: (() => void) | null = null;

  const show = (): void => {
    scheduled = false;
    const before = shown.get();
    // A page opened during a pause is of the moment at which it is: its picture is shown whole, and stands still then.
    const first = before.status === "loading" || before.total !== null || (before.status === "failed" && !pictured);
    if ((options.paused.get() && !first) || !close) return;
    if (options.paused.get()) options.onLatePicture?.();
    const status = failure ? "failed" : arrived ? "ready" : "loading";
    pictured ||= status === "ready";
    // A picture that comes anew, in parts, takes the old one's place when it shows more.
    const picture = total !== null && rows.size < before.rows.size ? before : { rows: new Map(rows), total };
    shown.set({ status, failure, rows: picture.rows, total: picture.total });
  };

  const changed = (): void => {
    if (scheduled) return;
    scheduled = true;
    // Whoever waits for a first picture is not to wait for company.
    options.schedule(show, shown.get().status === "loading" ? 0 : rows.size);
  };

  const start = (): void => {
    const stopWatching = options.paused.subscribe(changed);
    let cancelRetry: (() => void) | null = null;
    let stop: (() => void) | null = null;
    const connect = (): void => {
      stop = open({
        onMessage: (message) => {
          applyMessage(rows, message);
          total = message.total ?? null;
          arrived = true;
          failure = null;
          attempts = 0;
          changed();
        },
        onFailure: (reason) => {
          failure = reason;
          changed();
          const delay = Math.min(RETRY.first * 2 ** attempts, RETRY.last);
          attempts += 1;
          cancelRetry = options.after(delay, connect);
        },
      });
    };
    close = () => {
      stopWatching();
      cancelRetry?.();
      stop?.();
      close = null;
      rows = new Map();
      total = null;
      failure = null;
      arrived = false;
      pictured = false;
      attempts = 0;
      shown.set(nothing);
      options.onClose?.();
    };
    connect();
  };

  return {
    get: shown.get,
    subscribe: (listener) => {
      const forget = shown.subscribe(listener);
      listeners += 1;
      cancelTimer?.();
      cancelTimer = null;
      if (!close) start();
      return () => {
        forget();
        listeners -= 1;
        if (listeners === 0) cancelTimer = options.after(LINGER, () => close?.());
      };
    },
  };
};

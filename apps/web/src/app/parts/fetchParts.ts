import type { Connection } from "../../live/connection.ts";
import type { Subject } from "../../live/subject.ts";
import { PARTS } from "./part.tsx";

/** Milliseconds after the page is there, so that nothing of it waits for what may never be needed. */
const AFTER = 3_000;

/** When nothing else is to be done; Safari does not tell. */
const idle = (): Promise<void> =>
  new Promise((resolve) =>
    "requestIdleCallback" in window
      ? window.requestIdleCallback(() => resolve(), { timeout: 10_000 })
      : setTimeout(resolve, 200),
  );

const savesData = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** Fetches one part after the other in idle moments, so that no click waits for one, or for a server that is away. */
export const fetchParts = (connection: Subject<Connection>): void => {
  if (savesData()) return;
  let running = false;
  const go = async (): Promise<void> => {
    if (running) return;
    running = true;
    for (const fetchAhead of PARTS) {
      await idle();
      if (connection.get().state !== "live") break;
      await fetchAhead();
    }
    running = false;
  };
  setTimeout(() => {
    connection.subscribe(() => void go());
    void go();
  }, AFTER);
};

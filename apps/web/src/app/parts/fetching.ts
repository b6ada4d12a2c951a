import { createSubject, type Subject } from "../../live/subject.ts";

/** How far something is that is fetched when it is needed. */
export type Progress<What> =
  | { state: "unfetched" }
  | { state: "here"; what: What }
  | { state: "missing"; error: unknown };

export interface Fetching<What> {
  progress: Subject<Progress<What>>;
  /** Fetches it unless it is here or under way; never rejects, since how it went is told by the progress. */
  fetch(): Promise<void>;
  /** The same before anybody needs it: a failure is none yet. */
  fetchAhead(): Promise<void>;
}

/** @param load fetches it; asked again after a failure. */
export const createFetching = <What>(load: (again: boolean) => Promise<What>): Fetching<What> => {
  const progress = createSubject<Progress<What>>({ state: "unfetched" });
  let under: Promise<void> | null = null;
  let failed = false;
  let needed = false;
  const attempt = async (): Promise<void> => {
    try {
      progress.set({ state: "here", what: await load(failed) });
    } catch (error) {
      failed = true;
      if (needed) progress.set({ state: "missing", error });
    } finally {
      under = null;
    }
  };
  const fetchAhead = (): Promise<void> => {
    if (progress.get().state === "here") return DONE;
    return (under ??= attempt());
  };
  return {
    progress,
    fetch() {
      needed = true;
      return fetchAhead();
    },
    fetchAhead,
  };
};

const DONE = Promise.resolve();

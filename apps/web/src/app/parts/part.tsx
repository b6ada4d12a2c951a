import { use, type ComponentType } from "react";
import { useSubject } from "../../live/useLive.ts";
import { createFetching } from "./fetching.ts";
import { NotArrived } from "./NotArrived.tsx";
import { renewStyles } from "./styles.ts";

/** What Chromium, Firefox, Safari and Vite say when a part of the page cannot be fetched. */
const NOT_FETCHED =
  /^(Failed to fetch dynamically imported module|error loading dynamically imported module|Importing a module script failed|Unable to preload CSS)/i;

const isNotFetched = (error: unknown): boolean => error instanceof Error && NOT_FETCHED.test(error.message);

/** How each part is fetched before it is needed. */
export const PARTS: (() => Promise<void>)[] = [];

/**
 * A component whose code is fetched when it is first drawn, or ahead of that: it waits in the `Suspense` around it.
 * Code that does not arrive leaves its place to say so, and heals there: React's own `lazy` fails for good.
 */
export const part = <Props extends object>(load: () => Promise<ComponentType<Props>>) => {
  const { progress, fetch, fetchAhead } = createFetching(async (again) => {
    if (again) await renewStyles();
    return await load();
  });
  PARTS.push(fetchAhead);
  const retry = (): void => void fetch();
  const Part = (props: Props) => {
    const now = useSubject(progress);
    if (now.state === "here") return <now.what {...props} />;
    if (now.state === "missing") {
      if (!isNotFetched(now.error)) throw now.error;
      return <NotArrived onRetry={retry} />;
    }
    use(fetch());
    return null;
  };
  return Object.assign(Part, { preload: fetch });
};

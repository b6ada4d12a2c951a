import type { AnyRouter } from "@tanstack/react-router";

/** How long a list may take to draw again what was left. Milliseconds. */
const PATIENCE = 10_000;
/** Pages back that are remembered. */
const MOST = 100;

/** By what an element is known again after the page around it was drawn anew. */
interface Left {
  selector: string;
  /** Among those alike. */
  index: number;
}

const leftAt = (element: Element | null): Left | null => {
  const link = element?.closest<HTMLElement>("main a[href], main [data-item], header a[href]");
  if (!link) return null;
  const { item } = link.dataset;
  const selector =
    item === undefined
      ? `a[href="${CSS.escape(link.getAttribute("href") ?? "")}"]`
      : `[data-item="${CSS.escape(item)}"]`;
  return { selector, index: [...document.querySelectorAll(selector)].indexOf(link) };
};

const find = ({ selector, index }: Left): HTMLElement | null => {
  const alike = document.querySelectorAll<HTMLElement>(selector);
  return alike[index] ?? alike[0] ?? null;
};

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** Focuses it as soon as it is drawn, unless someone has gone elsewhere by then. */
const focusOnceThere = (left: Left): (() => void) => {
  const attempt = (): void => {
    if (!isLost()) return stop();
    const element = find(left);
    if (!element) return;
    element.focus({ preventScroll: true });
    stop();
  };
  const observer = new MutationObserver(attempt);
  const timer = setTimeout(() => stop(), PATIENCE);
  const stop = (): void => {
    observer.disconnect();
    clearTimeout(timer);
    for (const type of GONE) removeEventListener(type, stop, true);
  };
  for (const type of GONE) addEventListener(type, stop, true);
  observer.observe(document.body, { subtree: true, childList: true });
  attempt();
  return stop;
};

const GONE = ["keydown", "pointerdown"] as const;

/** Going back leads to the link by which one left, as the browser does between documents. */
export const returnFocus = (router: AnyRouter): void => {
  const lefts = new Map<string, Left>();
  let stop = (): void => {};
  router.subscribe("onBeforeNavigate", ({ fromLocation, pathChanged }) => {
    stop();
    const key = fromLocation?.state.__TSR_key;
    const left = pathChanged ? leftAt(document.activeElement) : null;
    if (key === undefined || !left) return;
    lefts.delete(key);
    lefts.set(key, left);
    const [oldest] = lefts.keys();
    if (lefts.size > MOST && oldest !== undefined) lefts.delete(oldest);
  });
  router.subscribe("onRendered", ({ toLocation, pathChanged }) => {
    const left = lefts.get(toLocation.state.__TSR_key ?? "");
    if (pathChanged && left) stop = focusOnceThere(left);
  });
};

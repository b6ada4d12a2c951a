/** What a pointer tells of something: its moment, its exact amount, the whole of an id. */
export interface Detail {
  /** The panel it stands in; empty outside of all. */
  panel: string;
  /** As it is shown; empty for a mark in a picture. */
  shown: string;
  exact: string;
}

const MOST = 200;
const LONGEST = 80;

/** Their titles say what they do, or in other words what is shown. */
const TELLING_NOTHING = "button, [role=tab], summary, input, select, textarea, [data-said]";

const shownText = (element: Element): string =>
  (
    element.getAttribute("aria-label") ??
    (element instanceof HTMLElement ? element.innerText : element.textContent) ??
    ""
  )
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, LONGEST);

const isInSight = (element: Element): boolean => {
  const { width, height, top, bottom } = element.getBoundingClientRect();
  return width > 0 && height > 0 && bottom > 0 && top < window.innerHeight;
};

const titled = (root: Element): Element[] =>
  [...(root.matches("[title]") ? [root] : []), ...root.querySelectorAll("[title]")].filter(
    (element) => element.closest(TELLING_NOTHING) === null && isInSight(element),
  );

/** The nearest around an element that has something to tell: a row, a card, a panel, or all that is in sight. */
const scopeOf = (within: Element | null): Element[] => {
  const main = document.querySelector("main");
  for (let root = main?.contains(within) ? within : null; root && root !== main; root = root.parentElement) {
    const found = titled(root);
    if (found.length > 0) return found;
  }
  return main ? titled(main) : [];
};

/** All that a pointer would be told around an element, in the order in which it stands. */
export const collectDetails = (within: Element | null): Detail[] => {
  const details = scopeOf(within).map((element) => ({
    panel: element.closest("section")?.querySelector("h2")?.textContent ?? "",
    shown: shownText(element),
    exact: element.getAttribute("title") ?? "",
  }));
  return details
    .filter(
      ({ panel, shown, exact }, index) =>
        exact !== "" &&
        exact !== shown &&
        details.findIndex((one) => one.panel === panel && one.shown === shown && one.exact === exact) === index,
    )
    .slice(0, MOST);
};

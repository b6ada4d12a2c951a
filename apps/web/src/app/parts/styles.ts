const settled = (link: HTMLLinkElement): Promise<void> =>
  new Promise((resolve, reject) => {
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => reject(new Error(`Unable to preload CSS for ${link.href}`)));
  });

/** Asks anew for the style sheets that did not arrive: a part that is fetched again takes them for there. */
export const renewStyles = async (): Promise<void> => {
  const missing = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].filter(
    ({ sheet }) => sheet === null,
  );
  await Promise.all(
    missing.map((link) => {
      const anew = link.cloneNode() as HTMLLinkElement;
      const there = settled(anew);
      link.replaceWith(anew);
      return there;
    }),
  );
};

/** How many of the window's pixels one of the page's own is: not 1 where the whole page is zoomed by its style. */
export const rootZoom = (): number => Number(document.documentElement.style.zoom) || 1;

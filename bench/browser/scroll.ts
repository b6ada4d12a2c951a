import type { Page } from "playwright-core";

/** Pixels a frame: 3,000 a second at 60 frames, 30 notches of a mouse wheel. */
const STEP = 50;
/** How often it is looked whether the end has come. Frames. */
const STRETCH = 100;

/**
 * Scrolls by wheel events from where it is down to the end, or for so many frames, with the pointer at that place: one
 * event a frame, so that a frame has the same to do on a slow machine as on a fast one.
 */
export async function scrollDown(
  page: Page,
  place: { x: number; y: number },
  { selector = "html", most = Infinity }: { selector?: string; most?: number } = {},
): Promise<void> {
  const scrolled = page.locator(selector).first();
  const left = (): Promise<number> =>
    scrolled.evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);
  await page.mouse.move(place.x, place.y);
  if ((await left()) <= 1) throw new Error(`There is nothing to scroll in ${selector} of ${page.url()}.`);
  let frames = 0;
  for (let rest = await left(); rest > 1 && frames < most; rest = await left()) {
    // Past the end it would be what lies around that is scrolled.
    const until = Math.min(most, frames + STRETCH, frames + Math.ceil(rest / STEP));
    for (; frames < until; frames += 1) {
      await page.mouse.wheel(0, STEP);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }
}

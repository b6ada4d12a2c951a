import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { findChromium } from "../../scripts/chromium.ts";

/** What the page is measured in. */
const VIEWPORT = { width: 1440, height: 900 };
/** On a machine that does much else besides. Milliseconds. */
const PATIENCE = 120_000;

/** A Chromium without a window, which draws at 60 frames a second. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error("There is no Chromium to look with: `node scripts/chromium.ts` says what to do.");
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-smooth-scrolling"],
  });
}

/** A person of their own, who has nothing cached. */
export async function openVisit(browser: Browser): Promise<BrowserContext> {
  const visit = await browser.newContext({ viewport: VIEWPORT });
  visit.setDefaultTimeout(PATIENCE);
  return visit;
}

/** A page of a visit of its own; closing the page ends that too. */
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  page.setDefaultTimeout(PATIENCE);
  return page;
}

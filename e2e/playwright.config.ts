import { defineConfig } from "@playwright/test";
import { findChromium } from "../scripts/chromium.ts";
import { isCi } from "../scripts/config.ts";

export default defineConfig({
  testDir: "tests",
  outputDir: "../artifacts/playwright",
  // Two cores: one of these waits for its page or its server most of the time.
  workers: 2,
  fullyParallel: true,
  // Only what never comes is to meet these: a loaded machine is slow, and that is no fault of the page.
  timeout: 120_000,
  expect: { timeout: 45_000 },
  forbidOnly: isCi(),
  // What passes only then is told as flaky.
  retries: isCi() ? 1 : 0,
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: findChromium() ?? "",
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-gpu",
      ],
    },
    screenshot: "only-on-failure",
    // It takes as long as the tests themselves: `--trace retain-on-failure` where one fails.
    trace: "off",
  },
});

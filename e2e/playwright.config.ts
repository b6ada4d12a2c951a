import { defineConfig } from "@playwright/test";
import { findChromium } from "../scripts/chromium.ts";
import { isCi } from "../scripts/config.ts";

export default defineConfig({
  testDir: "tests",
  outputDir: "../artifacts/playwright",
  // Two cores: one browser beside the servers that the tests start.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: isCi(),
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
    trace: "retain-on-failure",
  },
});

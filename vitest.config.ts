import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{apps,packages,bench,scripts}/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    // Only what never ends is to meet these: a loaded machine is slow, and that is no fault of the code.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores are enough for these; more workers only compete with the servers the tests start.
    maxWorkers: 2,
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{apps,packages,bench,scripts}/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    testTimeout: 15_000,
    // Two cores are enough for these; more workers only compete with the servers the tests start.
    maxWorkers: 2,
  },
});

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { preloads } from "./preloads.ts";

/** Where `pnpm --filter @bayplan/web dev` finds a running aggregator. */
const AGGREGATOR = "http://127.0.0.1:7420";

export default defineConfig({
  // Relative, so that one build works under any base path: the server tells it in index.html's <base>.
  base: "./",
  plugins: [react(), preloads()],
  build: { target: "es2024", cssTarget: ["chrome123", "firefox120", "safari17.5"], assetsInlineLimit: 0 },
  server: { proxy: { "/trpc": { target: AGGREGATOR, ws: true }, "/api": AGGREGATOR } },
});

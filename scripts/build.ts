import { rmSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";

// One bundle for every role: Node strips no types under node_modules, and a bundle saves the agent 35 MiB.
const root = join(import.meta.dirname, "..");
const outDir = join(root, "apps/cli/dist");

rmSync(outDir, { recursive: true, force: true });
const bundle = await rolldown({
  input: join(root, "apps/cli/src/main.ts"),
  platform: "node",
  external: ["pino"],
});
await bundle.write({ dir: outDir, format: "esm", entryFileNames: "bayplan.mjs", chunkFileNames: "[name]-[hash].mjs" });
await bundle.close();
await import("./page.ts");

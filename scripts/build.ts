import { rmSync } from "node:fs";
import { join } from "node:path";
import { rolldown, type Plugin } from "rolldown";

// One bundle for every role: Node strips no types under node_modules, and a bundle saves the agent 35 MiB.
// Node keeps the text of what it runs, so that is made short, and of one byte a character.
const root = join(import.meta.dirname, "..");
const outDir = join(root, "apps/cli/dist");

rmSync(outDir, { recursive: true, force: true });
const bundle = await rolldown({
  input: join(root, "apps/cli/src/main.ts"),
  platform: "node",
  external: ["pino"],
  plugins: [withoutProtoLoader(), inOneByte()],
});
await bundle.write({
  dir: outDir,
  format: "esm",
  entryFileNames: "bayplan.mjs",
  chunkFileNames: "[name]-[hash].mjs",
  // Names stay as they are: errors and stacks tell them.
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
});
await bundle.close();
await import("./page.ts");

/** gRPC loads it only to offer services that describe it, which none of ours does: the clients are generated. */
function withoutProtoLoader(): Plugin {
  const id = "\0no-proto-loader";
  return {
    name: "without-proto-loader",
    resolveId: (source) => (source === "@grpc/proto-loader" ? id : null),
    load: (asked) => (asked === id ? "export {};" : null),
  };
}

/** Text with any character past Latin-1 takes two bytes for each of its characters. */
function inOneByte(): Plugin {
  return {
    name: "in-one-byte",
    generateBundle(_options, files) {
      for (const file of Object.values(files)) {
        if (file.type !== "chunk") continue;
        file.code = file.code.replaceAll(
          /[\u0100-\uffff]/g,
          (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
        );
      }
    },
  };
}

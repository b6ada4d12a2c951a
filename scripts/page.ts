import { existsSync, globSync, statSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

// Builds the page where it is missing or older than what it is made of.
const root = join(import.meta.dirname, "..");
const built = join(root, "apps/web/dist/index.html");
const sources = [
  "apps/web/{src,public}/**/*.*",
  "apps/web/*.*",
  "apps/api/src/views/*.ts",
  "packages/shared/src/**/*.ts",
];

const newest = Math.max(...globSync(sources, { cwd: root }).map((file) => statSync(join(root, file)).mtimeMs));
if (!existsSync(built) || statSync(built).mtimeMs < newest) {
  process.stderr.write("Building the page …\n");
  const { status } = spawnSync(process.execPath, ["--run", "build"], {
    cwd: join(root, "apps/web"),
    stdio: ["ignore", 2, 2],
  });
  process.exitCode = status ?? 1;
}

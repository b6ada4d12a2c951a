import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromiumFromEnvironment, searchPath } from "./config.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** The Chromium to test with: the one that CHROMIUM names, else the first on the PATH; null where there is none. */
export function findChromium(): string | null {
  const named = chromiumFromEnvironment();
  if (named) return named;
  const candidates = searchPath()
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const apt = (...args: string[]): boolean => spawnSync("apt-get", args, { stdio: ["ignore", 2, 2] }).status === 0;

function installChromium(): boolean {
  if (!existsSync("/etc/debian_version") || process.getuid?.() !== 0) return false;
  process.stderr.write("Installing Debian's Chromium …\n");
  return apt("update", "-qq") && apt("install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core");
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !findChromium() && !installChromium()) {
  process.stderr.write(
    "No Chromium was found for the browser tests. Install one (Debian: apt-get install chromium) or name it in CHROMIUM.\n",
  );
  process.exitCode = 1;
}

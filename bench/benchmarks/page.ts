import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Figure } from "../figure.ts";

const DIST = join(import.meta.dirname, "../../apps/web/dist");
const ASSETS = join(DIST, "assets");
/** The first room: no chart is drawn before it is there. */
const FIRST_ROOM = /^FleetPage-.*\.js$/;

/** What a browser fetches before it draws the first room, from the built page. */
export async function page(): Promise<Figure[]> {
  const html = readFileSync(join(DIST, "index.html"), "utf8");
  const named = Array.from(html.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g), ([, path = ""]) => join(DIST, path));
  const first = readdirSync(ASSETS).filter((file) => FIRST_ROOM.test(file));
  if (named.length === 0 || first.length !== 1)
    throw new Error(`The page in ${DIST} is not as it was: look at page.ts.`);
  const files = withImports([...named, ...first.map((file) => join(ASSETS, file))]);
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  return [{ name: "page: JavaScript before the first chart, gzipped", value: bytes / 1000, unit: "KB", target: 250 }];
}

/** These files and all that they import at once; what is imported when it is needed is left out. */
function withImports(files: readonly string[], found = new Set<string>()): Set<string> {
  for (const file of files) {
    if (found.has(file)) continue;
    found.add(file);
    const code = readFileSync(file, "utf8");
    const imported = Array.from(code.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g), ([, path = ""]) =>
      join(file, "..", basename(path)),
    );
    withImports(imported, found);
  }
  return found;
}

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The built page: beside the bundle in the package, in the page's own folder in the repository; null where it was not built. */
export function webRoot(): string | null {
  const places = ["./web/", "../../web/dist/"].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((place) => existsSync(`${place}index.html`)) ?? null;
}

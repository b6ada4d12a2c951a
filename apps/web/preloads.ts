import type { Plugin } from "vite";

/** What each place in the page loads when it is there, by the first part of its path. */
const PLACES: Readonly<Record<string, string>> = {
  "": "features/fleet/FleetPage.tsx",
  nodes: "features/node/NodePage.tsx",
  pods: "features/pod/PodPage.tsx",
  devices: "features/devices/DevicesPage.tsx",
  evictions: "features/evictions/EvictionsPage.tsx",
  fit: "features/fit/FitPage.tsx",
};

interface Chunk {
  fileName: string;
  imports: string[];
  viteMetadata?: { importedCss: Set<string> };
}

/**
 * Writes `preloads.json`: the files of each place that the document does not name itself. The server names them in its
 * answer, so that they are under way together with the code that would only then ask for them.
 */
export const preloads = (): Plugin => ({
  name: "preloads",
  apply: "build",
  enforce: "post",
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
    const byFile = new Map<string, Chunk>(chunks.map((chunk) => [chunk.fileName, chunk]));
    const neededBy = (file: string, needed = new Set<string>()): Set<string> => {
      const chunk = byFile.get(file);
      if (!chunk || needed.has(file)) return needed;
      needed.add(file);
      for (const css of chunk.viteMetadata?.importedCss ?? []) needed.add(css);
      for (const imported of chunk.imports) neededBy(imported, needed);
      return needed;
    };
    const entry = chunks.find(({ isEntry }) => isEntry);
    const named = entry ? neededBy(entry.fileName) : new Set<string>();
    const places = Object.entries(PLACES).map(([place, module]) => {
      const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${module}`));
      if (!chunk) this.error(`No chunk is made of ${module}: PLACES names what the router loads.`);
      return [place, [...neededBy(chunk.fileName)].filter((file) => !named.has(file))];
    });
    this.emitFile({ type: "asset", fileName: "preloads.json", source: JSON.stringify(Object.fromEntries(places)) });
  },
});

import { isDeepStrictEqual } from "node:util";
import { pause } from "../pace/pause.ts";
import type { ClusterView } from "../views/cluster.ts";

/** How often it is looked whether something changed, in real milliseconds. */
const LOOK = 500;
/** A moment at which something was heard is no news by itself; it is told this often. Real milliseconds. */
const REPEAT = 10_000;

const withoutMoments = (view: ClusterView): ClusterView => ({
  ...view,
  sources: view.sources.map((source) => ({ ...source, heardAt: null })),
});

/** Tells how the API server as a whole fares: at once, when that changed, and now and then. */
export async function* watchClusterView(
  read: () => ClusterView,
  signal: AbortSignal,
): AsyncGenerator<ClusterView, void, undefined> {
  let told: { view: ClusterView; real: number } | null = null;
  while (!signal.aborted) {
    const view = read();
    const real = performance.now();
    if (!told || real - told.real > REPEAT || !isDeepStrictEqual(withoutMoments(view), withoutMoments(told.view))) {
      told = { view, real };
      yield view;
    }
    await pause(LOOK, signal);
  }
}

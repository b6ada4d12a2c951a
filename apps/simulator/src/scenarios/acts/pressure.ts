import { watchSignal } from "../../world/kubelet/evictionManager.ts";
import { watchLocalStorage } from "../../world/kubelet/localStorage.ts";
import { GIB } from "../../world/quantity.ts";
import { MINUTE, SECOND } from "../../world/time/clock.ts";
import { BACKFILL, SPILLER } from "../extras.ts";
import type { Act, Stage } from "../story.ts";

/** The first workload on the list that still has a pod on the node. */
const inOrder = (stage: Stage, node: string, victims: readonly (readonly [string, string])[]) => () =>
  victims.map(([namespace, name]) => stage.pod(node, namespace, name)).find(Boolean);

/**
 * An index grows into the room of the others on web-03: the notebook goes, then the backfill, which has the largest
 * excess of those at its priority; the index itself has the highest priority.
 */
export const memoryPressure: Act = (stage) => {
  const kubelet = stage.kubelet("web-03");
  if (!kubelet) return;
  watchSignal(
    kubelet,
    "memory.available",
    inOrder(stage, "web-03", [
      ["ml", "notebook-eva"],
      ["data", "backfill-orders"],
    ]),
  );
  const go = (to: number, duration: number) => {
    const entry = stage.pod("web-03", "shop", "search-indexer");
    if (entry) stage.world.handles.ramp(entry, "app", to, duration);
  };
  stage.every(6 * MINUTE, 2 * SECOND, () => {
    go(10 * GIB, 100 * SECOND);
    stage.at(150 * SECOND, () => go(4.1 * GIB, 15 * SECOND));
    stage.at(290 * SECOND, () => {
      if (!stage.pod("web-03", "data", "backfill-orders")) stage.world.controllers.create(BACKFILL, "web-03");
    });
  });
};

/** An export spools faster than the disk of data-02 is emptied. */
export const diskPressure: Act = (stage) => {
  const kubelet = stage.kubelet("data-02");
  if (kubelet) watchSignal(kubelet, "nodefs.available", inOrder(stage, "data-02", [["data", "etl-export"]]));
};

export const localStorage: Act = ({ world, every, kubelet }) => {
  const batch = kubelet("batch-02");
  if (!batch) return;
  watchLocalStorage(batch);
  every(8 * MINUTE, 30 * SECOND, () => world.controllers.create(SPILLER, "batch-02"));
};

import { watchLocalStorage } from "../world/kubelet/localStorage.ts";
import { watchSignal } from "../world/kubelet/evictionManager.ts";
import { GIB } from "../world/quantity.ts";
import { MINUTE, SECOND } from "../world/time/clock.ts";
import { BACKFILL, EXPORT_JOB, HUNGRY_SWEEP, MISSING_IMAGE, SPILLER } from "./extras.ts";
import type { Act, Stage } from "./story.ts";
import { burstable } from "./workloads.ts";

/** The first workload on the list that still has a pod on the node. */
const inOrder = (stage: Stage, node: string, victims: readonly (readonly [string, string])[]) => () =>
  victims.map(([namespace, name]) => stage.pod(node, namespace, name)).find(Boolean);

/**
 * An index grows into the room of the others on web-03: the notebook goes, then the backfill, which has the largest
 * excess of those at its priority; the index itself has the highest priority.
 */
const memoryPressure: Act = (stage) => {
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
const diskPressure: Act = (stage) => {
  const kubelet = stage.kubelet("data-02");
  if (kubelet) watchSignal(kubelet, "nodefs.available", inOrder(stage, "data-02", [["data", "etl-export"]]));
};

const jobs: Act = ({ world, every, kubelet }) => {
  if (!kubelet("batch-01")) return;
  every(MINUTE, 3 * SECOND, () => world.controllers.create(EXPORT_JOB, "batch-01"));
};

const missingImage: Act = ({ world, every, kubelet }) => {
  if (!kubelet("batch-01")) return;
  every(15 * MINUTE, 8 * SECOND, () => {
    const name = world.controllers.create({ ...MISSING_IMAGE, replace: false }, "batch-01");
    world.agenda.after(12 * MINUTE, () => world.controllers.remove("ci", name));
  });
};

const refusedPod: Act = ({ world, every, kubelet }) => {
  if (!kubelet("gpu-a100-01")) return;
  every(10 * MINUTE, 20 * SECOND, () => world.controllers.create(HUNGRY_SWEEP, "gpu-a100-01"));
};

const localStorage: Act = ({ world, every, kubelet }) => {
  const batch = kubelet("batch-02");
  if (!batch) return;
  watchLocalStorage(batch);
  every(8 * MINUTE, 30 * SECOND, () => world.controllers.create(SPILLER, "batch-02"));
};

/** Someone rolls a storefront pod, and someone a writer that does not hear when it is asked to go. */
const rollouts: Act = ({ world, every, pod }) => {
  every(4 * MINUTE, 70 * SECOND, () => {
    const entry = pod("web-01", "shop", "storefront") ?? pod("web-02", "shop", "storefront");
    if (entry) world.controllers.remove("shop", entry.object.metadata.name);
  });
  every(6 * MINUTE, 100 * SECOND, () => {
    const entry = pod("data-01", "data", "ledger-writer");
    if (entry) world.controllers.remove("data", entry.object.metadata.name);
  });
};

const resize: Act = ({ world, every, pod }) => {
  let large = false;
  every(7 * MINUTE, 130 * SECOND, () => {
    const entry = pod("web-01", "shop", "catalog");
    if (!entry) return;
    large = !large;
    world.handles.resize(entry, "app", large ? burstable("3584Mi", "500m", "5Gi") : burstable("3Gi", "500m", "4Gi"));
  });
};

/** The GPU that serves the ranking falls off the bus for a while. */
const sickDevice: Act = ({ kubelet, every, at, pod }) => {
  every(20 * MINUTE, 3.5 * MINUTE, () => {
    const id = pod("gpu-a100-01", "ml", "infer-rank")?.slots[0]?.devices[0]?.ids[0];
    if (id === undefined) return;
    kubelet("gpu-a100-01")?.setDeviceHealth(id, false);
    at(6 * MINUTE, () => kubelet("gpu-a100-01")?.setDeviceHealth(id, true));
  });
};

const leakedSandbox: Act = ({ world, every, at, kubelet }) => {
  if (!kubelet("data-01")) return;
  every(30 * MINUTE, 2 * MINUTE, () => {
    const id = world.handles.leakSandbox("data-01", "data", "migrate-ledger");
    at(18 * MINUTE, () => kubelet("data-01")?.core.runtime.removeSandbox(id));
  });
};

/** The kubelet of an edge node dies and comes back; its containers run on. */
const lostNode: Act = ({ world, every, at, kubelet }) => {
  if (!kubelet("edge-09")) return;
  every(20 * MINUTE, 4.5 * MINUTE, () => {
    world.handles.setKubelet("edge-09", false);
    at(4 * MINUTE, () => world.handles.setKubelet("edge-09", true));
  });
};

export const DEMO_ACTS: readonly Act[] = [
  memoryPressure,
  diskPressure,
  jobs,
  missingImage,
  refusedPod,
  localStorage,
  rollouts,
  resize,
  sickDevice,
  leakedSandbox,
  lostNode,
];

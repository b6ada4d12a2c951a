import { MINUTE, SECOND } from "../../world/time/clock.ts";
import type { Act } from "../story.ts";

/** The kubelet of an edge node dies and comes back; its containers run on. */
export const lostNode: Act = ({ world, every, at, kubelet }) => {
  if (!kubelet("edge-09")) return;
  every(20 * MINUTE, 4.5 * MINUTE, () => {
    world.handles.setKubelet("edge-09", false);
    at(4 * MINUTE, () => world.handles.setKubelet("edge-09", true));
  });
};

/** A kubelet that crashed left a sandbox behind that belongs to nobody. */
export const leakedSandbox: Act = ({ world, every, at, kubelet }) => {
  if (!kubelet("data-01")) return;
  every(30 * MINUTE, 2 * MINUTE, () => {
    const id = world.handles.leakSandbox("data-01", "data", "migrate-ledger");
    at(18 * MINUTE, () => kubelet("data-01")?.core.runtime.removeSandbox(id));
  });
};

/** The Windows node gets its patches: it is cordoned, drained, and taken back. */
export const drainedNode: Act = ({ world, every, at, kubelet }) => {
  if (!kubelet("win-01")) return;
  const { disruptions } = world.controllers;
  every(20 * MINUTE, 9 * MINUTE, () => {
    disruptions.drain("win-01");
    at(150 * SECOND, () => disruptions.uncordon("win-01"));
  });
};

/** batch-01 is given to Spark alone for two minutes. */
export const dedicatedNode: Act = ({ world, every, at, kubelet }) => {
  if (!kubelet("batch-01")) return;
  const { disruptions } = world.controllers;
  const taint = { key: "dedicated", value: "spark", effect: "NoExecute" };
  every(20 * MINUTE, 70 * SECOND, () => {
    disruptions.taint("batch-01", taint);
    at(2 * MINUTE, () => disruptions.untaint("batch-01", taint));
  });
};

/** ci-01 reboots into a new kernel; what is sent to it meanwhile is refused. */
export const rebootedNode: Act = ({ every, at, kubelet }) => {
  every(20 * MINUTE, 15.5 * MINUTE, () => {
    kubelet("ci-01")?.shutdown.begin();
    at(110 * SECOND, () => kubelet("ci-01")?.shutdown.boot());
  });
};

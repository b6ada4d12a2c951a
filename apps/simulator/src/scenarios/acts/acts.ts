import type { Act } from "../story.ts";
import { sickDevice } from "./devices.ts";
import { dedicatedNode, drainedNode, leakedSandbox, lostNode, rebootedNode } from "./nodes.ts";
import { criticalPod, urgentJob } from "./preemptions.ts";
import { diskPressure, localStorage, memoryPressure } from "./pressure.ts";
import { deferredResize, infeasibleResize, resize } from "./resizes.ts";
import { jobs, missingImage, refusedPod, rollouts } from "./work.ts";

/** All that happens in the demo; every act comes again within twenty or thirty minutes. */
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
  deferredResize,
  infeasibleResize,
  drainedNode,
  dedicatedNode,
  rebootedNode,
  criticalPod,
  urgentJob,
];

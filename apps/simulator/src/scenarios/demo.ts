import type { World } from "../world/createWorld.ts";
import type { NodeProfile } from "../world/kubelet/state.ts";
import { GIB } from "../world/quantity.ts";
import { createRandom } from "../world/random.ts";
import { MINUTE, SECOND } from "../world/time/clock.ts";
import { toSeconds } from "../world/time/moments.ts";
import { DEMO_ACTS } from "./acts/acts.ts";
import { CAST } from "./cast/cast.ts";
import { EDGE_STATIC } from "./extras.ts";
import { fill, settledMemory } from "./filler.ts";
import { createNames } from "./names.ts";
import { demoProfiles, plainProfile } from "./nodeProfiles.ts";
import { play } from "./story.ts";
import { AGENT, DAEMONS } from "./workloads.ts";

interface Size {
  seed: number;
  nodes: number | undefined;
  podsPerNode: number | undefined;
  containersPerPod: number | undefined;
}

/** So long the demo has been going on when it is first seen: every act was played once, and the next is about to begin. */
export const DEMO_PAST = 18 * MINUTE;

/** How many pods a node holds, and what share of its memory is in use. */
const LOADS: Record<string, { pods: number; used: number }> = {
  "web-01": { pods: 44, used: 0.63 },
  // As many as a kubelet takes.
  "web-02": { pods: 110, used: 0.76 },
  "batch-01": { pods: 19, used: 0.8 },
  "batch-02": { pods: 16, used: 0.92 },
  "batch-03": { pods: 9, used: 0.18 },
  "data-01": { pods: 13, used: 0.88 },
  "data-02": { pods: 12, used: 0.71 },
  "gpu-a100-01": { pods: 15, used: 0.62 },
  "gpu-a100-02": { pods: 12, used: 0.55 },
  "edge-09": { pods: 12, used: 0.5 },
  "old-01": { pods: 22, used: 0.47 },
  "ci-01": { pods: 32, used: 0.4 },
  "win-01": { pods: 10, used: 0.27 },
};
const ORDINARY_LOAD = { pods: 18, used: 0.55 };

/** The dozen nodes of the demo, with more of the ordinary kind where more are asked for. */
export function demo(world: World, size: Size): void {
  const now = world.agenda.now();
  const random = createRandom(`${size.seed} demo`);
  const name = createNames();
  const cast = demoProfiles(now);
  const count = size.nodes ?? cast.length;
  const plain = Array.from({ length: Math.max(0, count - cast.length) }, (_, index) => plainProfile(index, now));
  for (const profile of [...cast.slice(0, count), ...plain]) {
    world.addNode(profile);
    const adopt = (plan: Parameters<typeof world.controllers.adopt>[0]) =>
      world.controllers.adopt(plan, profile.name, past(plan.name, now, random));
    if (profile.name === "edge-09")
      for (const plan of EDGE_STATIC) world.staticPods.adopt(plan, profile.name, past(plan.name, now, random));
    if (profile.operatingSystem === "linux") DAEMONS.forEach(adopt);
    if (profile.agent) adopt(AGENT);
    (CAST[profile.name] ?? []).forEach(adopt);
    const load = LOADS[profile.name] ?? ORDINARY_LOAD;
    const pool = profile.labels["karpenter.sh/nodepool"] ?? "";
    fill(
      world,
      profile,
      {
        wanted: size.podsPerNode ?? load.pods,
        containers: (index) => size.containersPerPod ?? (index % 5 === 2 ? 3 : index % 2 === 0 ? 1 : 2),
        room: room(world, profile, load.used),
        name: () => name(profile.name === "web-02" ? "tenants" : pool),
        tolerates: profile.taints.map(({ key }) => key),
      },
      random,
    );
  }
  brokenAgent(world, now);
  // Its pod went two hours ago, and the disk was never detached.
  if (world.kubelets.has("data-02"))
    world.volumes.leaveAttached("data-02", "data", "data-schema-backfill-0", toSeconds(now - 26 * 60 * MINUTE));
  play(world, DEMO_ACTS);
}

/** On the node whose memory runs short all but so much is taken, so that its story begins at once. */
function room(world: World, { name, memory, systemMemory }: NodeProfile, used: number): number {
  const taken = systemMemory + settledMemory(world, name);
  return Math.max(0, name === "web-03" ? memory - taken - 2.6 * GIB : memory * used - taken);
}

/** Pods have been up for hours or days; those that are to end soon only so long that they do. */
function past(name: string, now: number, random: ReturnType<typeof createRandom>) {
  if (name === "feature-builder") return { startedAt: now - 36 * SECOND };
  if (name === "coupon-worker") return { startedAt: now - 3 * 60 * MINUTE, restarts: 87 };
  if (name === "inventory-sync") return { startedAt: now - 50 * SECOND };
  if (name === "etl-export") return { startedAt: now - 4 * MINUTE };
  return { startedAt: Math.floor(now - random.between(30 * MINUTE, 9 * 24 * 60 * MINUTE)) };
}

/** On batch-03 the agent was installed and does not come up. */
function brokenAgent(world: World, now: number): void {
  if (!world.kubelets.has("batch-03")) return;
  world.controllers.adopt(
    {
      ...AGENT,
      containers: AGENT.containers.map((container) =>
        Object.assign({}, container, { ends: { after: 2 * SECOND, exitCode: 2, reason: "Error" } }),
      ),
    },
    "batch-03",
    { startedAt: now - 50 * MINUTE, restarts: 14 },
  );
}

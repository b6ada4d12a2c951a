import type { World } from "../world/createWorld.ts";
import { GIB } from "../world/quantity.ts";
import { createRandom } from "../world/random.ts";
import { MINUTE, SECOND } from "../world/time/clock.ts";
import { DEMO_ACTS } from "./acts.ts";
import { CAST } from "./cast/cast.ts";
import { fill, settledMemory } from "./filler.ts";
import { demoProfiles, plainProfile } from "./nodeProfiles.ts";
import { play } from "./story.ts";
import { AGENT, DAEMONS } from "./workloads.ts";

interface Size {
  seed: number;
  nodes: number | undefined;
  podsPerNode: number | undefined;
  containersPerPod: number;
}

/** The dozen nodes of the demo, with more of the ordinary kind where more are asked for. */
export function demo(world: World, size: Size): void {
  const now = world.agenda.now();
  const random = createRandom(`${size.seed} demo`);
  const cast = demoProfiles(now);
  const count = size.nodes ?? cast.length;
  const plain = Array.from({ length: Math.max(0, count - cast.length) }, (_, index) => plainProfile(index, now));
  for (const profile of [...cast.slice(0, count), ...plain]) {
    world.addNode(profile);
    const adopt = (plan: Parameters<typeof world.controllers.adopt>[0]) =>
      world.controllers.adopt(plan, profile.name, past(plan.name, now, random));
    if (profile.operatingSystem === "linux") DAEMONS.forEach(adopt);
    if (profile.agent) adopt(AGENT);
    (CAST[profile.name] ?? []).forEach(adopt);
    const wanted = size.podsPerNode ?? Math.min(18, profile.cores + 2);
    const free = profile.memory - profile.systemMemory - settledMemory(world, profile.name);
    fill(world, profile, { wanted, containersPerPod: size.containersPerPod, room: room(profile.name, free) }, random);
  }
  brokenAgent(world, now);
  play(world, DEMO_ACTS);
}

/** On the node whose memory runs short all but so much is taken, so that its story begins at once. */
const room = (node: string, free: number): number =>
  node === "web-03" ? Math.max(0, free - 2.6 * GIB) : Math.max(0, free) * 0.4;

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

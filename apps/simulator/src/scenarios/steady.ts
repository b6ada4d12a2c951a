import type { World } from "../world/createWorld.ts";
import { createRandom } from "../world/random.ts";
import { fill } from "./filler.ts";
import { plainProfile } from "./nodeProfiles.ts";

interface Size {
  seed: number;
  nodes: number | undefined;
  podsPerNode: number | undefined;
  containersPerPod: number;
}

/** Plain nodes on which nothing happens by itself: to measure on, and to act on. */
export function steady(world: World, size: Size): void {
  const random = createRandom(`${size.seed} steady`);
  for (let index = 0; index < (size.nodes ?? 3); index++) {
    const profile = plainProfile(index, world.agenda.now());
    world.addNode(profile);
    fill(
      world,
      profile,
      { wanted: size.podsPerNode ?? 12, containersPerPod: size.containersPerPod, room: profile.memory * 0.5 },
      random,
    );
  }
}

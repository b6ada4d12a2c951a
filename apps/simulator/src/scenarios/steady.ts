import type { World } from "../world/createWorld.ts";
import { createRandom } from "../world/random.ts";
import { fill } from "./filler.ts";
import { createNames } from "./names.ts";
import { plainProfile } from "./nodeProfiles.ts";

interface Size {
  seed: number;
  nodes: number | undefined;
  podsPerNode: number | undefined;
  containersPerPod: number | undefined;
}

/** Plain nodes on which nothing happens by itself: to measure on, and to act on. */
export function steady(world: World, size: Size): void {
  const random = createRandom(`${size.seed} steady`);
  const name = createNames();
  for (let index = 0; index < (size.nodes ?? 3); index++) {
    const profile = plainProfile(index, world.agenda.now());
    world.addNode(profile);
    fill(
      world,
      profile,
      {
        wanted: size.podsPerNode ?? 12,
        containers: () => size.containersPerPod ?? 2,
        room: profile.memory * 0.45,
        name: () => name("steady"),
      },
      random,
    );
  }
}

import { nodeProfile } from "../scenarios/nodeProfiles.ts";
import { type World, createWorld } from "./createWorld.ts";
import type { Kubelet } from "./kubelet/createKubelet.ts";
import type { NodeProfile } from "./kubelet/state.ts";
import { type VirtualClock, createVirtualClock } from "./time/virtualClock.ts";

export interface TestWorld {
  clock: VirtualClock;
  world: World;
  /** Of the one node, `node-a`. */
  kubelet: Kubelet;
}

/** A world of one node on a clock that the test moves; an action that fails fails the test that advances over it. */
export function createTestWorld(profile: Partial<NodeProfile> = {}): TestWorld {
  const clock = createVirtualClock();
  const world = createWorld({
    clock,
    seed: 1,
    log: {
      warn: (details) => {
        throw new Error("an action failed", { cause: Reflect.get(details, "err") });
      },
    },
  });
  const kubelet = world.addNode({
    ...nodeProfile({ name: "node-a", pool: "test", zone: "zone-a", machine: "lab" }, clock.now()),
    ...profile,
  });
  return { clock, world, kubelet };
}

import type { Kubelet } from "../world/kubelet/createKubelet.ts";
import type { World } from "../world/createWorld.ts";
import type { PodEntry } from "../world/kubelet/state.ts";
import type { Cancel } from "../world/time/clock.ts";

/** What the acts of a story are written with. */
export interface Stage {
  world: World;
  kubelet(node: string): Kubelet | undefined;
  /** Once, so long after the story began. */
  at(delay: number, action: () => void): Cancel;
  /** First after `delay` and then again every `period`. */
  every(period: number, delay: number, action: () => void): void;
  /** One pod of a workload that runs on that node. */
  pod(node: string, namespace: string, workload: string): PodEntry | undefined;
}

/** One thing that happens in a story, again and again. It does nothing where its node is not in the world. */
export type Act = (stage: Stage) => void;

export function play(world: World, acts: readonly Act[]): void {
  const stage: Stage = {
    world,
    kubelet: (node) => world.kubelets.get(node),
    at: (delay, action) => world.agenda.after(delay, action),
    every(period, delay, action) {
      world.agenda.after(delay, () => {
        stage.every(period, period, action);
        action();
      });
    },
    pod: (node, namespace, workload) => world.controllers.running(node, namespace, workload)[0],
  };
  for (const act of acts) act(stage);
}

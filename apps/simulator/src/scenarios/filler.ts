import type { World } from "../world/createWorld.ts";
import type { NodeProfile } from "../world/kubelet/state.ts";
import { GIB, MIB } from "../world/quantity.ts";
import type { Random } from "../world/random.ts";
import { MINUTE } from "../world/time/clock.ts";
import type { PodPlan } from "../world/workloads/plan.ts";
import { app, burstable, guaranteed } from "./workloads.ts";

const NAMES: [string, string][] = [
  ["shop", "cart"],
  ["shop", "payments"],
  ["shop", "shipping"],
  ["shop", "wishlist"],
  ["data", "ingest"],
  ["data", "enrich"],
  ["ml", "scorer"],
  ["obs", "otel-collector"],
  ["ci", "worker"],
  ["shop", "notify"],
];

/** Plain pods of every QoS class until the node holds so many. */
export function fill(
  world: World,
  profile: NodeProfile,
  wanted: number,
  containersPerPod: number,
  random: Random,
): void {
  const held = world.kubelets.get(profile.name)?.core.pods.size ?? 0;
  const missing = Math.max(0, wanted - held);
  // All of them together leave a good part of the node free, however many they are.
  const share = Math.min(1.2 * GIB, (profile.memory * 0.5) / Math.max(1, wanted)) / MIB;
  const milli = Math.floor((profile.cores * 500) / Math.max(1, wanted));
  for (let index = 0; index < missing; index++) {
    const startedAt = world.agenda.now() - random.between(10 * MINUTE, 4 * 24 * 60 * MINUTE);
    world.controllers.adopt(plainPod(index, share * random.between(0.3, 1), milli, containersPerPod), profile.name, {
      startedAt: Math.floor(startedAt),
    });
  }
}

function plainPod(index: number, uses: number, milli: number, containers: number): PodPlan {
  const [namespace, name] = NAMES[index % NAMES.length] ?? ["shop", "cart"];
  const mebibytes = Math.max(8, Math.round(uses / containers));
  const room = Math.max(16, Math.round((mebibytes * 5) / 4));
  const cpu = `${Math.max(1, milli)}m`;
  const resources = [
    burstable(`${room}Mi`, cpu),
    guaranteed(`${room}Mi`, cpu),
    burstable(`${room}Mi`, cpu, `${room * 2}Mi`),
    undefined,
  ][index % 4];
  return app({
    namespace,
    name: `${name}-${Math.floor(index / NAMES.length) + 1}`,
    uses: mebibytes,
    cpu: milli / 4_000,
    ...(resources && { resources }),
    beside: Array.from({ length: containers - 1 }, (_, extra) => ({
      name: `helper-${extra + 1}`,
      image: "ghcr.io/acme/helper:2.0.0",
      memory: Math.min(mebibytes, 24) * MIB,
      cpu: 0.01,
      ...(resources && { resources: guaranteed("32Mi", "1m") }),
    })),
  });
}

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
  ["shop", "returns"],
  ["data", "geocoder"],
  ["obs", "alerts"],
  ["shop", "loyalty"],
];

interface Filling {
  /** The node holds so many pods in the end. */
  wanted: number;
  containersPerPod: number;
  /** Bytes that all of them together take at most. */
  room: number;
}

/** The largest of them, in MiB. */
const LARGEST = (1.2 * GIB) / MIB;
const HELPER = 12;

/** Plain pods of every QoS class beside those of the cast. */
export function fill(
  world: World,
  profile: NodeProfile,
  { wanted, containersPerPod, room }: Filling,
  random: Random,
): void {
  const held = world.kubelets.get(profile.name)?.core.pods.size ?? 0;
  const missing = Math.max(0, wanted - held);
  const weights = Array.from({ length: missing }, () => random.between(0.3, 1));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const milli = Math.floor((profile.cores * 500) / Math.max(1, wanted));
  for (const [index, weight] of weights.entries()) {
    const uses = Math.min(LARGEST, ((room / MIB) * weight) / whole);
    const startedAt = Math.floor(world.agenda.now() - random.between(10 * MINUTE, 4 * 24 * 60 * MINUTE));
    world.controllers.adopt(plainPod(index, uses, milli, containersPerPod), profile.name, { startedAt });
  }
}

/** Bytes that the pods of a node will take when each has settled. */
export function settledMemory(world: World, node: string): number {
  let bytes = 0;
  for (const { slots } of world.kubelets.get(node)?.core.pods.values() ?? [])
    for (const { behaviour, kind } of slots) if (kind !== "init") bytes += behaviour.memory;
  return bytes;
}

function plainPod(index: number, uses: number, milli: number, containers: number): PodPlan {
  const [namespace, name] = NAMES[index % NAMES.length] ?? ["shop", "cart"];
  const round = Math.floor(index / NAMES.length);
  const mebibytes = Math.max(4, Math.round(uses - HELPER * (containers - 1)));
  const limit = Math.max(16, Math.round((mebibytes * 5) / 4));
  const cpu = `${Math.max(1, milli)}m`;
  const resources = [
    burstable(`${limit}Mi`, cpu),
    guaranteed(`${limit}Mi`, cpu),
    burstable(`${limit}Mi`, cpu, `${limit * 2}Mi`),
    undefined,
  ][index % 4];
  return app({
    namespace,
    name: round === 0 ? name : `${name}-${round + 1}`,
    uses: mebibytes,
    cpu: milli / 4_000,
    ...(resources && { resources }),
    beside: Array.from({ length: containers - 1 }, (_, extra) => ({
      name: `helper-${extra + 1}`,
      image: "ghcr.io/acme/helper:2.0.0",
      memory: HELPER * MIB,
      cpu: 0.01,
      ...(resources && { resources: guaranteed("32Mi", "1m") }),
    })),
  });
}

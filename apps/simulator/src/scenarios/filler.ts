import type { World } from "../world/createWorld.ts";
import type { NodeProfile } from "../world/kubelet/state.ts";
import { MIB } from "../world/quantity.ts";
import type { Random } from "../world/random.ts";
import { MINUTE } from "../world/time/clock.ts";
import type { ContainerPlan, PodPlan } from "../world/workloads/plan.ts";
import type { WorkloadName } from "./names.ts";
import { app, burstable, guaranteed } from "./workloads.ts";

interface Filling {
  /** The node holds so many pods in the end. */
  wanted: number;
  /** Of the pod at that place among the new ones. */
  containers(index: number): number;
  /** Bytes that all of them together take. */
  room: number;
  name(): WorkloadName;
  tolerates?: string[];
}

const BESIDE: readonly ContainerPlan[] = [
  { name: "metrics", image: "quay.io/prometheus/statsd-exporter:v0.29.0", memory: 8 * MIB, cpu: 0.002 },
  { name: "proxy", image: "docker.io/envoyproxy/envoy:v1.35.1", memory: 12 * MIB, cpu: 0.003 },
  { name: "reloader", image: "ghcr.io/jimmidyson/configmap-reload:v0.15.0", memory: 4 * MIB, cpu: 0.000_5 },
];

/** The largest is so many doublings larger than the smallest. */
const SPREAD = 3.6;

/** Plain pods of every QoS class beside those of the cast. */
export function fill(world: World, profile: NodeProfile, filling: Filling, random: Random): void {
  const held = world.kubelets.get(profile.name)?.core.pods.size ?? 0;
  const missing = Math.max(0, filling.wanted - held);
  const weights = Array.from({ length: missing }, (_, index) => 2 ** random.between(index % 4 === 1 ? 1.2 : 0, SPREAD));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const milli = Math.max(1, Math.floor((profile.cores * 350) / Math.max(1, filling.wanted)));
  for (const [index, weight] of weights.entries()) {
    const startedAt = Math.floor(world.agenda.now() - random.between(10 * MINUTE, 4 * 24 * 60 * MINUTE));
    const size = { mebibytes: (filling.room / MIB) * (weight / whole), milli, containers: filling.containers(index) };
    const plan = plainPod(filling.name(), index, size, random);
    world.controllers.adopt({ ...plan, ...(filling.tolerates && { tolerates: filling.tolerates }) }, profile.name, {
      startedAt,
    });
  }
}

/** Bytes that the pods of a node will take when each has settled. */
export function settledMemory(world: World, node: string): number {
  let bytes = 0;
  for (const { slots } of world.kubelets.get(node)?.core.pods.values() ?? [])
    for (const { behaviour, kind } of slots) if (kind !== "init") bytes += behaviour.memory;
  return bytes;
}

interface Size {
  mebibytes: number;
  milli: number;
  containers: number;
}

/** Every fourth asks for nothing, every fourth gets what it asks for; of the others some take more than they asked for. */
function plainPod([namespace, name]: WorkloadName, index: number, size: Size, random: Random): PodPlan {
  const beside = Array.from({ length: size.containers - 1 }, (_, extra): ContainerPlan => {
    const plan = BESIDE[extra % BESIDE.length] ?? { name: "extra", image: "ghcr.io/acme/extra:1" };
    return extra < BESIDE.length ? plan : { ...plan, name: `${plan.name}-${Math.floor(extra / BESIDE.length) + 1}` };
  });
  const others = beside.reduce((sum, { memory = 0 }) => sum + memory / MIB, 0);
  const uses = Math.max(4, Math.round(size.mebibytes - others));
  const asked = rounded(uses * random.between(0.85, 1.35));
  const cpu = `${size.milli}m`;
  const resources = [
    burstable(`${asked}Mi`, cpu),
    undefined,
    guaranteed(`${rounded(uses * 1.2)}Mi`, cpu),
    burstable(`${asked}Mi`, cpu, `${rounded(uses * 2)}Mi`),
  ][index % 4];
  return app({
    namespace,
    name,
    uses,
    cpu: (size.milli / 1_000) * random.between(0.08, 0.7),
    ...(resources && { resources }),
    beside: resources ? beside.map((plan) => Object.assign({}, plan, { resources: guaranteed("32Mi", "5m") })) : beside,
  });
}

/** People ask for round amounts. */
const rounded = (mebibytes: number): number => {
  const step = mebibytes > 1_024 ? 256 : mebibytes > 256 ? 64 : 16;
  return Math.max(16, Math.ceil(mebibytes / step) * step);
};

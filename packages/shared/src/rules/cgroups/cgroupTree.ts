import type { Allocation } from "../../model/device.ts";
import type { KubeletConfig } from "../../model/kubelet.ts";
import type { Node } from "../../model/node.ts";
import type { ContainerSpec, Pod, QosClass } from "../../model/pod.ts";
import type { RuntimeContainer, RuntimeInfo } from "../../model/runtime.ts";
import type { PodStats } from "../../model/stats.ts";
import { isActive, isStatic } from "../eviction/active.ts";
import { cgroupVersion, type CgroupVersionInput } from "../health/cgroupVersion.ts";
import { minorVersion } from "../health/versionFindings.ts";
import { isSidecar } from "../resources/podResources.ts";
import { podResize } from "../resources/resize.ts";
import { allContainers, tierOf } from "./allocated.ts";
import { cgroupNames, type CgroupNames } from "./cgroupNames.ts";
import { containerCgroup, hasExclusiveCpus, type ContainerContext } from "./containerCgroup.ts";
import { linearWeight, quadraticWeight } from "./cpuFigures.ts";
import { differences, type Figure } from "./differences.ts";
import { appliedFigures, NO_FIGURES, type AppliedFigures, type CgroupFigures } from "./figures.ts";
import { allocatableMemory, nodeCgroup, podCgroup, tierCgroup, type KubeletContext } from "./kubeletCgroups.ts";
import { cgroupDriver, cgroupSettings } from "./settings.ts";

export interface CgroupInput extends CgroupVersionInput {
  node: Node | undefined;
  config: KubeletConfig | undefined;
  runtime: RuntimeInfo | undefined;
  pods: readonly Pod[];
  podStats: readonly PodStats[];
  /** Null where the runtime does not tell. */
  containers: readonly RuntimeContainer[] | null;
  /** Null where the kubelet does not tell who has CPUs for itself. */
  allocations: readonly Allocation[] | null;
}

/** What the processes in a cgroup use; null where nothing was measured. */
export interface CgroupUse {
  cpuNanoCores: number | null;
  workingSetBytes: number | null;
  processes: number | null;
  /** A sum over pods of which some have no sample: at least so much. */
  partial: boolean;
}

export interface Cgroup {
  /** `node`, `tier/Burstable`, `pod/<uid>`, `container/<uid>/<name>`. */
  id: string;
  parent: string | null;
  kind: "node" | "tier" | "pod" | "container";
  tier: QosClass | null;
  /** Of a pod or a container. */
  namespace: string | null;
  pod: string | null;
  uid: string | null;
  container: string | null;
  containerId: string | null;
  /** Below the root of the cgroup file system; null where its name is not known. */
  path: string | null;
  /** False: a container that does not run now has none. */
  present: boolean;
  /** What the kubelet sets: on a container through the runtime, on all others itself. */
  asked: CgroupFigures;
  /** Of a container: what the runtime says it applied; null where it does not tell. */
  applied: AppliedFigures | null;
  /**
   * What its shares can have become under cgroup v2, which the runtime decides: the older and the newer conversion. Null on
   * what the kubelet makes itself, and where the version is not known.
   */
  weights: [older: number, newer: number] | null;
  /** Where the two say something else. */
  differs: Figure[];
  /** Of a pod, a tier and kubepods: in how many containers below it the two say something else. */
  differsBelow: number;
  /** A resize of its pod is under way: the two may differ for a while. */
  resizing: boolean;
  use: CgroupUse;
}

export interface CgroupTree {
  /** windows: it has no cgroups. flat: `cgroupsPerQOS` is off, so the kubelet makes no cgroups of tiers and pods. */
  state: "tree" | "windows" | "flat";
  driver: { name: string; source: "runtime" | "kubelet" } | null;
  /** 1 or 2; null where it is not known. */
  version: number | null;
  /** Whether MemoryQoS is on; null where `/configz` may not be read. */
  memoryQos: boolean | null;
  /** Where `kubepods` is held to what is allocatable; null where `/configz` may not be read. */
  enforced: boolean | null;
  /** Parents before their children. */
  cgroups: Cgroup[];
}

interface Context extends KubeletContext {
  input: CgroupInput;
  names: CgroupNames | null;
  allocatable: number | null;
  statsOf(pod: Pod): PodStats | undefined;
  runtimeOf(pod: Pod): readonly RuntimeContainer[];
  exclusiveOf(pod: Pod, container: string): number | null;
}

/**
 * The cgroups of a node's pods, with what the kubelet sets on each, what the runtime says it applied, and what they use.
 * A pod with a malformed quantity, which no API server lets in, has no figures.
 */
export function cgroupTree(input: CgroupInput): CgroupTree {
  const { node, config, runtime } = input;
  const version = cgroupVersion(input);
  const kubelet = node?.info.kubeletVersion;
  const settings = cgroupSettings(config, kubelet, version);
  const driver = cgroupDriver(config, runtime);
  const head = {
    driver,
    version: version ?? null,
    memoryQos: settings ? settings.memoryQos !== null : null,
    enforced: settings?.enforcesPods ?? null,
  };
  if (node?.info.operatingSystem === "windows") return { ...head, state: "windows", cgroups: [] };
  if (settings?.perQos === false) return { ...head, state: "flat", cgroups: [] };
  const names = driver && settings ? cgroupNames(driver.name, settings.root, runtime?.name) : null;
  const context: Context = {
    input,
    settings,
    version,
    minor: minorVersion(kubelet ?? "")?.minor,
    names,
    allocatable: orElse(null, () => allocatableMemory(capacityOf(input)["memory"], settings)),
    ...joins(input),
  };
  return { ...head, state: "tree", cgroups: allCgroups(context) };
}

function allCgroups(context: Context): Cgroup[] {
  const { input, names } = context;
  const pods = input.pods.filter(isActive);
  const ofTier = (tier: QosClass): Cgroup[] =>
    pods.filter((pod) => orElse("BestEffort", () => tierOf(pod)) === tier).flatMap((pod) => podCgroups(pod, context));
  const tiers = (["Burstable", "BestEffort"] as const).flatMap((tier) => {
    const children = ofTier(tier);
    const own = cgroup({
      id: `tier/${tier}`,
      parent: "node",
      kind: "tier",
      tier,
      path: names?.tier(tier) ?? null,
      asked: orElse(NO_FIGURES, () => tierCgroup(tier, pods, context)),
      differsBelow: differing(children),
      use: sumOf(children),
    });
    return [own].concat(children);
  });
  const guaranteed = ofTier("Guaranteed");
  const measured = input.nodeStats?.systemContainers?.find(({ name }) => name === "pods");
  const below = [...guaranteed, ...tiers];
  const sum = sumOf(below);
  const root = cgroup({
    id: "node",
    kind: "node",
    path: names?.node ?? null,
    asked: orElse(NO_FIGURES, () => nodeCgroup(capacityOf(input), pods, context)),
    differsBelow: differing(below),
    use: measured
      ? {
          ...useOf(measured.cpu?.usageNanoCores, measured.memory?.workingSetBytes, undefined),
          processes: sum.processes,
          partial: false,
        }
      : sum,
  });
  return [root, ...below];
}

function podCgroups(pod: Pod, context: Context): Cgroup[] {
  const { names } = context;
  const tier = orElse("BestEffort" as QosClass, () => tierOf(pod));
  const stats = context.statsOf(pod);
  const running = context.runtimeOf(pod);
  // A static pod's cgroup has the kubelet's own UID of it, which is not its mirror's.
  const uid = running[0]?.podUid ?? stats?.id ?? (pod.mirror ? null : pod.id);
  const resizing = orElse(false, () => podResize(pod).state !== "none");
  const of = (container: ContainerSpec): ContainerContext => ({
    settings: context.settings,
    exclusiveCpus: context.exclusiveOf(pod, container.name),
    allocatableMemory: context.allocatable,
  });
  const exclusive = orElse(false, () => allContainers(pod).some((one) => hasExclusiveCpus(pod, one, of(one))));
  const shared = { tier, namespace: pod.namespace, pod: pod.name, uid: pod.id, resizing };
  const own = cgroup({
    ...shared,
    id: `pod/${pod.id}`,
    parent: tier === "Guaranteed" ? "node" : `tier/${tier}`,
    kind: "pod",
    path: uid === null ? null : (names?.pod(tier, uid) ?? null),
    asked: orElse(NO_FIGURES, () => podCgroup(pod, context, exclusive)),
    use: useOf(stats?.cpu?.usageNanoCores, stats?.memory?.workingSetBytes, stats?.processes),
  });
  const children = containersOf(pod, running, context).map(({ spec, present, runtime }) => {
    const asked = orElse(NO_FIGURES, () => containerCgroup(pod, spec, of(spec)));
    const applied = appliedFigures(runtime?.resources);
    const sample = present ? stats?.containers.find(({ name }) => name === spec.name) : undefined;
    return cgroup({
      ...shared,
      id: `container/${pod.id}/${spec.name}`,
      parent: own.id,
      kind: "container",
      container: spec.name,
      containerId: runtime?.id ?? null,
      path: uid === null || !runtime ? null : (names?.container(tier, uid, runtime.id) ?? null),
      present,
      asked,
      weights: context.version === 2 ? weightsOf(asked) : null,
      applied,
      differs: applied ? differences(asked, applied) : [],
      use: useOf(sample?.cpu?.usageNanoCores, sample?.memory?.workingSetBytes, undefined),
    });
  });
  return [{ ...own, differsBelow: differing(children) }, ...children];
}

const differing = (cgroups: readonly Cgroup[]): number => cgroups.filter(({ differs }) => differs.length > 0).length;

const weightsOf = ({ cpuShares }: CgroupFigures): [number, number] | null =>
  cpuShares === null ? null : [linearWeight(cpuShares), quadraticWeight(cpuShares)];

interface ContainerNow {
  spec: ContainerSpec;
  present: boolean;
  runtime: RuntimeContainer | undefined;
}

/** Those that are meant to run beside each other, and of the others those that run now. */
function containersOf(pod: Pod, running: readonly RuntimeContainer[], { input }: Context): ContainerNow[] {
  const { status, spec } = pod;
  const statuses = [
    ...(status.initContainerStatuses ?? []),
    ...(status.containerStatuses ?? []),
    ...(status.ephemeralContainerStatuses ?? []),
  ];
  const now = (container: ContainerSpec): ContainerNow => {
    const runtime = running.find(({ name }) => name === container.name);
    const told = statuses.find(({ name }) => name === container.name)?.state.running !== undefined;
    return { spec: container, runtime, present: input.containers ? runtime !== undefined : told };
  };
  const passing = (container: ContainerSpec): ContainerNow[] => [now(container)].filter(({ present }) => present);
  return [
    ...(spec.initContainers ?? []).flatMap((init) => (isSidecar(init) ? [now(init)] : passing(init))),
    ...spec.containers.map(now),
    ...(spec.ephemeralContainers ?? []).flatMap(passing),
  ];
}

/** What the other sources say, by the pod it belongs to; a static pod has another UID there and is found by its name. */
function joins({
  podStats,
  containers,
  allocations,
}: CgroupInput): Pick<Context, "statsOf" | "runtimeOf" | "exclusiveOf"> {
  const nameOf = (of: { namespace: string; pod: string }): string => `${of.namespace}/${of.pod}`;
  const stats = new Map(podStats.map((one) => [one.id, one]));
  const statsByName = new Map(podStats.map((one) => [`${one.namespace}/${one.name}`, one]));
  // Of several runs of one container only one can be without an end: the newest.
  const alive = (containers ?? []).filter(({ state }) => state !== "Exited").toSorted((a, b) => b.attempt - a.attempt);
  const byUid = Map.groupBy(alive, ({ podUid }) => podUid);
  const byName = Map.groupBy(alive, nameOf);
  const held = new Map(allocations?.map((one) => [one.id, one.cpuIds.length]));
  return {
    statsOf: (pod) =>
      stats.get(pod.id) ?? (isStatic(pod) ? statsByName.get(`${pod.namespace}/${pod.name}`) : undefined),
    runtimeOf: (pod) =>
      byUid.get(pod.id) ?? (isStatic(pod) ? byName.get(`${pod.namespace}/${pod.name}`) : undefined) ?? [],
    exclusiveOf: (pod, container) =>
      allocations === null ? null : (held.get(`${pod.namespace}/${pod.name}/${container}`) ?? 0),
  };
}

/** As the API server tells it, or else as the samples do; with what the kernel gives out of processes. */
function capacityOf({ node, nodeStats }: CgroupInput): Record<string, string> {
  const { availableBytes, workingSetBytes } = nodeStats?.memory ?? {};
  const maxpid = nodeStats?.rlimit?.maxpid;
  return {
    ...(availableBytes !== undefined &&
      workingSetBytes !== undefined && { memory: String(availableBytes + workingSetBytes) }),
    ...node?.capacity,
    ...(maxpid !== undefined && { pid: String(maxpid) }),
  };
}

const useOf = (cpu: number | undefined, memory: number | undefined, processes: number | undefined): CgroupUse => ({
  cpuNanoCores: cpu ?? null,
  workingSetBytes: memory ?? null,
  processes: processes ?? null,
  partial: false,
});

/** The kubelet measures no tiers: what one uses is what its pods do. */
function sumOf(below: readonly Cgroup[]): CgroupUse {
  const uses = below.filter(({ kind }) => kind === "pod").map(({ use }) => use);
  const sum = (name: "cpuNanoCores" | "workingSetBytes" | "processes"): number | null => {
    const known = uses.map((use) => use[name]).filter((amount) => amount !== null);
    return known.length === 0 && uses.length > 0 ? null : known.reduce((total, amount) => total + amount, 0);
  };
  return {
    cpuNanoCores: sum("cpuNanoCores"),
    workingSetBytes: sum("workingSetBytes"),
    processes: sum("processes"),
    partial: uses.some(({ cpuNanoCores, workingSetBytes }) => cpuNanoCores === null || workingSetBytes === null),
  };
}

const cgroup = ({
  id,
  kind,
  asked,
  use,
  ...own
}: Pick<Cgroup, "id" | "kind" | "asked" | "use"> & Partial<Cgroup>): Cgroup => ({
  id,
  parent: null,
  kind,
  tier: null,
  namespace: null,
  pod: null,
  uid: null,
  container: null,
  containerId: null,
  path: null,
  present: true,
  asked,
  weights: null,
  applied: null,
  differs: [],
  differsBelow: 0,
  resizing: false,
  use,
  ...own,
});

function orElse<Result>(otherwise: Result, make: () => Result): Result {
  try {
    return make();
  } catch {
    return otherwise;
  }
}

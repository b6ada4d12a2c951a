import {
  cpuAssignments,
  cpuFindings,
  deviceFindings,
  diskFindings,
  driftFindings,
  imageCollection,
  numaOfCpus,
  nodeFindings,
  qosFindings,
  volumeFindings,
  withSince,
  type EntityKind,
  type Event,
  type Finding,
  type ImageCollection,
  type Millis,
  type PersistentVolumes,
  type Pod,
} from "@bayplan/shared";
import type { EntityStore } from "../nodes/entityStore.ts";
import { appliedLimitFindings } from "../cgroups/view.ts";
import { pictureOf, type Picture } from "../nodes/picture.ts";
import { sourceViewOf } from "../nodes/sources.ts";
import type { NodeState } from "../nodes/state.ts";
import { remembered } from "./remembered.ts";

/** What is known of the cluster that tells something about each node. */
export interface ClusterFacts {
  /** The API server's `gitVersion`; undefined where it is not known. */
  apiServerVersion: string | undefined;
  eventsOf(node: string): readonly Event[];
  /** Null where the API server does not tell its PersistentVolumes. */
  volumes(): PersistentVolumes | null;
}

const isOk = (state: NodeState, id: string, now: Millis): boolean => sourceViewOf(state, id, now)?.state === "ok";

const CRI = "cri runtime.v1.RuntimeService/";
const POD_RESOURCES = "podresources v1.PodResourcesLister/";

const qosOf = remembered<Finding[]>();
const driftOf = remembered<Finding[]>();
const limitsOf = remembered<Finding[]>();
const devicesOf = remembered<Finding[]>();
const cpusOf = remembered<Finding[]>();
const imageSumsOf = remembered<Pick<ImageCollection, "sizeBytes" | "removableBytes">>();

const revisions = (store: EntityStore, ...kinds: EntityKind[]): number[] => kinds.map((kind) => store.revision(kind));

/** Of a source that is silent nothing follows: each rule is asked only where what it compares has answered. */
const ofPods = (state: NodeState, picture: Picture, now: Millis): Finding[] => {
  const { pods, podStore, sockets } = picture;
  if (!pods || !podStore) return [];
  const found = [...qosOf(podStore, revisions(podStore, "pod"), () => qosFindings(pods))];
  if (sockets && isOk(state, `${CRI}ListContainers`, now) && isOk(state, `${CRI}ListPodSandbox`, now)) {
    const at = [podStore, ...revisions(podStore, "pod"), ...revisions(sockets, "sandbox", "container")];
    const drift = driftOf(sockets, at, () =>
      driftFindings({ pods, sandboxes: sockets.all("sandbox"), containers: sockets.all("container") }),
    );
    const limits = limitsOf(sockets, [...at, ...revisions(sockets, "kubeletConfig", "allocation"), state.api], () =>
      appliedLimitFindings(state, picture),
    );
    found.push(...drift, ...limits);
  }
  return found;
};

const ofDevices = (state: NodeState, { pods, podStore, sockets }: Picture, now: Millis): Finding[] => {
  if (!sockets || !isOk(state, `${POD_RESOURCES}List`, now)) return [];
  if (sockets.count("device") + sockets.count("allocation") === 0) return [];
  const config = sockets.get("kubeletConfig", "kubeletConfig");
  const lists = [podStore, podStore?.revision("pod"), ...revisions(sockets, "allocation", "kubeletConfig", "numaNode")];
  const devices = devicesOf(sockets, [...lists, sockets.revision("device"), state.api], () =>
    deviceFindings({
      devices: sockets.all("device"),
      allocations: sockets.all("allocation"),
      pods: pods ?? undefined,
      // A list of healthy devices that does not answer would make every one of them sick.
      node: isOk(state, `${POD_RESOURCES}GetAllocatableResources`, now) ? (state.api ?? undefined) : undefined,
      config,
      numaOfCpu: numaOfCpus(sockets.all("numaNode")),
    }),
  );
  const cpus = cpusOf(sockets, lists, () =>
    cpuFindings(cpuAssignments(sockets.all("allocation"), sockets.get("allocatable", "allocatable"), pods, config)),
  );
  return [...devices, ...cpus];
};

/** The pods, where who tells them still answers: of those that were, nothing follows for what is missing. */
export const presentPods = (state: NodeState, { pods, podSource }: Picture, now: Millis): readonly Pod[] | null =>
  podSource === "apiserver" || isOk(state, "kubelet GET /pods", now) ? pods : null;

/**
 * What a collection of images would find: the sums worked out once for each change of images, containers or pods, the
 * marks by the newest sample. Of the images themselves nothing is held: only who opens the node's disk sees them.
 */
const collectionOf = (sockets: EntityStore, { usage, pods, podStore }: Picture): ImageCollection => {
  const madeFrom = [...revisions(sockets, "image", "container"), podStore, podStore?.revision("pod")];
  const sums = imageSumsOf(sockets, madeFrom, () => {
    const { sizeBytes, removableBytes } = imageCollection(
      sockets.all("image"),
      sockets.all("container"),
      pods ?? [],
      undefined,
      undefined,
    );
    return { sizeBytes, removableBytes };
  });
  const stats = usage?.get("nodeStats", "node");
  return { ...imageCollection([], [], [], stats?.imageFs, sockets.get("kubeletConfig", "kubeletConfig")), ...sums };
};

const collect = (state: NodeState, { apiServerVersion, eventsOf, volumes }: ClusterFacts, now: Millis): Finding[] => {
  const picture = pictureOf(state, now);
  const { usage, sockets } = picture;
  const config = sockets?.get("kubeletConfig", "kubeletConfig");
  const health = nodeFindings(
    {
      node: state.api ?? undefined,
      apiServerVersion,
      runtime: sockets?.get("runtime", "runtime"),
      metrics: sockets?.get("kubeletMetrics", "kubeletMetrics"),
      stats: usage?.get("nodeStats", "node"),
      config,
      events: eventsOf(state.name),
    },
    now,
  );
  return [
    ...health,
    ...ofPods(state, picture, now),
    ...ofDevices(state, picture, now),
    ...(state.api ? volumeFindings(state.api, presentPods(state, picture, now), volumes()) : []),
    ...diskFindings(
      usage?.all("podStats") ?? [],
      sockets && sockets.count("image") > 0 ? collectionOf(sockets, picture) : undefined,
      config,
    ),
  ];
};

/** Everything about a node that someone should know, each with the moment since when it is so. */
export const stepFindings = (state: NodeState, facts: ClusterFacts, now: Millis): readonly Finding[] => {
  state.findings = withSince(collect(state, facts, now), state.findings, now);
  state.foundAt = now;
  return state.findings;
};

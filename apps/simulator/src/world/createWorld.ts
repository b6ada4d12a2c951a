import type { Answer } from "../servers/answer.ts";
import type { KubeletSource } from "../servers/kubelet/kubeletSource.ts";
import { type Collection, type Versions, createCollection } from "./api/collection.ts";
import { type EventRecorder, createEventRecorder } from "./api/eventRecorder.ts";
import { createCore } from "./kubelet/core.ts";
import { type Kubelet, createKubelet } from "./kubelet/createKubelet.ts";
import { createDeviceManager } from "./kubelet/deviceManager.ts";
import { createImageStore } from "./kubelet/imageStore.ts";
import { type NodeStatus, createNodeStatus } from "./kubelet/nodeStatus.ts";
import { kubeletSource } from "./kubelet/sources.ts";
import type { NodeProfile } from "./kubelet/state.ts";
import type {
  Event,
  Namespace,
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  ResourceClaim,
  ResourceSlice,
} from "./kubernetes.ts";
import { type Handles, createHandles } from "./handles.ts";
import { createRandom } from "./random.ts";
import { createRuntime } from "./runtime/createRuntime.ts";
import { type Agenda, createAgenda } from "./time/agenda.ts";
import type { Clock } from "./time/clock.ts";
import { toSeconds } from "./time/moments.ts";
import { createClaims } from "./workloads/claims.ts";
import { type Controllers, createControllers } from "./workloads/controllers.ts";
import { type StaticPods, createStaticPods } from "./workloads/staticPods.ts";
import { type Volumes, createVolumes } from "./workloads/volumes.ts";

/** The log that the simulator writes to; a pino logger is one. */
export interface Log {
  warn(details: object, message: string): void;
}

/** One cluster, whatever is asked of it: objects, nodes and what happens on them. */
export interface World {
  agenda: Agenda;
  nodes: Collection<Node>;
  pods: Collection<Pod>;
  events: Collection<Event>;
  namespaces: Collection<Namespace>;
  resourceClaims: Collection<ResourceClaim>;
  resourceSlices: Collection<ResourceSlice>;
  volumes: Volumes;
  recorder: EventRecorder;
  kubelets: Map<string, Kubelet>;
  kubeletSources: Map<string, KubeletSource>;
  controllers: Controllers;
  staticPods: StaticPods;
  handles: Handles;
  addNode(profile: NodeProfile): Kubelet;
  /** What a node's kubelet answers: null where it cannot be reached, undefined without such a node. */
  askKubelet(node: string, path: string): Answer | null | undefined;
  stop(): void;
}

export function createWorld({ clock, seed, log }: { clock: Clock; seed: number; log: Log }): World {
  const agenda = createAgenda(clock, (error) => log.warn({ err: error }, "an action of the simulated cluster failed"));
  const random = (part: string) => createRandom(`${seed} ${part}`);
  // A cluster that has been up for weeks has counted far.
  const versions: Versions = { current: 4_100_000 };
  const now = () => agenda.now();
  const nodes = createCollection<Node>(versions, now);
  const pods = createCollection<Pod>(versions, now);
  const events = createCollection<Event>(versions, now);
  const namespaces = createCollection<Namespace>(versions, now);
  const claims = createClaims({
    claims: createCollection<ResourceClaim>(versions, now),
    slices: createCollection<ResourceSlice>(versions, now),
    pods,
    random,
  });
  const nodeStatuses = new Map<string, NodeStatus>();
  const volumes = createVolumes({
    volumes: createCollection<PersistentVolume>(versions, now),
    claims: createCollection<PersistentVolumeClaim>(versions, now),
    pods,
    random,
    changed: (node) => nodeStatuses.get(node)?.changed(),
  });
  const recorder = createEventRecorder(events, agenda, random("events"));
  const kubelets = new Map<string, Kubelet>();
  const kubeletSources = new Map<string, KubeletSource>();

  function addNode(profile: NodeProfile): Kubelet {
    const index = kubelets.size + 1;
    const own = random(`node ${profile.name}`);
    const devices = createDeviceManager(profile);
    const images = createImageStore();
    const addresses = {
      hostIP: `10.20.${index >> 8}.${index & 255 || 255}`,
      podNetwork: `10.${100 + (index >> 8)}.${index & 255}`,
    };
    const core = createCore({
      profile,
      agenda,
      random: own,
      runtime: createRuntime(now, random(`runtime ${profile.name}`)),
      images,
      devices,
      recorder,
      apiPods: pods,
      claims: claims.claims,
      ...addresses,
    });
    images.add("registry.k8s.io/pause:3.10.1");
    const nodeStatus = createNodeStatus({
      profile,
      agenda,
      random: own,
      recorder,
      nodes,
      devices,
      images,
      ...addresses,
      volumes: () => volumes.onNode(profile.name),
      lost: () => markPodsNotReady(profile.name),
    });
    nodeStatuses.set(profile.name, nodeStatus);
    claims.offer(profile, toSeconds(profile.bootedAt));
    const kubelet = createKubelet(core, nodeStatus);
    kubelets.set(profile.name, kubelet);
    kubeletSources.set(profile.name, kubeletSource(core, kubelet.counters));
    return kubelet;
  }

  const world: Omit<World, "handles"> = {
    agenda,
    nodes,
    pods,
    events,
    namespaces,
    resourceClaims: claims.claims,
    resourceSlices: claims.slices,
    volumes,
    recorder,
    kubelets,
    kubeletSources,
    controllers: createControllers({ agenda, random, pods, nodes, recorder, kubelets, claims, namespace }),
    staticPods: createStaticPods({ agenda, random, pods, nodes, kubelets, namespace }),
    addNode,
    askKubelet: (node, path) => kubeletSources.get(node)?.get(path),
    stop: () => agenda.stop(),
  };

  /** What the node controller does to the pods of a node that it has lost. */
  function markPodsNotReady(node: string): void {
    for (const pod of pods.list()) {
      const ready = pod.status.conditions?.find(({ type }) => type === "Ready");
      if (pod.spec.nodeName !== node || ready?.status !== "True") continue;
      const unready = { ...ready, status: "False" as const, lastTransitionTime: toSeconds(agenda.now()) };
      pods.put({
        ...pod,
        status: {
          ...pod.status,
          conditions: (pod.status.conditions ?? []).map((one) => (one === ready ? unready : one)),
        },
      });
    }
  }

  function namespace(name: string): void {
    if (namespaces.get("", name)) return;
    namespaces.put({
      metadata: {
        name,
        uid: random(`namespace ${name}`).uuid(),
        resourceVersion: "",
        creationTimestamp: toSeconds(agenda.now() - 40 * 86_400_000),
        labels: { "kubernetes.io/metadata.name": name },
      },
      spec: { finalizers: ["kubernetes"] },
      status: { phase: "Active" },
    });
  }

  for (const name of ["default", "kube-system"]) namespace(name);
  return { ...world, handles: createHandles(world) };
}

import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { DEMO_PAST, demo } from "./scenarios/demo.ts";
import { steady } from "./scenarios/steady.ts";
import { serveApiserver } from "./servers/apiserver/serveApiserver.ts";
import type { ClusterSource } from "./servers/apiserver/clusterSource.ts";
import { serveRuntime } from "./servers/criRuntime/serveRuntime.ts";
import { type KubeletGuard, serveKubelet } from "./servers/kubelet/serveKubelet.ts";
import { servePodResources } from "./servers/podResources/servePodResources.ts";
import { makeSocketFolder, socketPath } from "./servers/socketFolder.ts";
import { writeNumaNodes } from "./servers/sysfs/writeNumaNodes.ts";
import { type Log, type World, createWorld } from "./world/createWorld.ts";
import { podResourcesSource } from "./world/kubelet/podResourcesSource.ts";
import { runtimeSource } from "./world/kubelet/sources.ts";
import type { Clock } from "./world/time/clock.ts";
import { createHeadStart } from "./world/time/headStart.ts";

export type { Clock } from "./world/time/clock.ts";
export { type VirtualClock, createVirtualClock } from "./world/time/virtualClock.ts";
export type { Handles } from "./world/handles.ts";
export type { Log, World } from "./world/createWorld.ts";

export interface SimulatorOptions {
  clock: Clock;
  /** The same seed tells the same story. */
  seed: number;
  nodes?: number;
  podsPerNode?: number;
  /** In the demo these differ, and elsewhere 2, unless told. */
  containersPerPod?: number;
  /** `demo` unless told. */
  scenario?: "demo" | "steady";
  /** Where the sockets lie: an existing folder with a short path, or else one is made and removed again. */
  directory?: string;
  /** The kubelets answer over HTTPS, and only to who brings their token. Plain and to everybody unless told. */
  tls?: boolean;
  log: Log;
}

export interface SimulatedNode {
  name: string;
  kubeletUrl: string;
  /** Paths of unix sockets; null on a node without any. */
  runtimeSocket: string | null;
  podResourcesSocket: string | null;
  /** A folder such as a kernel tells its NUMA nodes in; null on a node without any. */
  numaFolder: string | null;
  /** An agent is to run for this node. */
  agent: boolean;
}

export interface Simulator {
  apiserver: { url: string };
  /** YAML for kubectl and client libraries. */
  kubeconfig(): string;
  /** What a client of the kubelets needs: the authority that vouches for them, in PEM, and a bearer token. Null without TLS. */
  kubeletAccess: { ca: string; token: string } | null;
  nodes: SimulatedNode[];
  world: World;
  stop(): Promise<void>;
}

/** Starts a simulated cluster behind real protocols on 127.0.0.1 and unix sockets. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const scenario = options.scenario ?? "demo";
  const { clock, catchUp } = createHeadStart(options.clock, scenario === "demo" ? DEMO_PAST : 0);
  const world = createWorld({ clock, seed: options.seed, log: options.log });
  const size = {
    seed: options.seed,
    nodes: options.nodes,
    podsPerNode: options.podsPerNode,
    containersPerPod: options.containersPerPod,
  };
  (scenario === "steady" ? steady : demo)(world, size);
  catchUp();
  const names = [...world.kubelets.keys()];

  const stops: (() => unknown)[] = [];
  const folder = options.directory === undefined ? await makeSocketFolder() : null;
  const stop = async () => {
    world.stop();
    await Promise.all(stops.map((end) => end()));
    await folder?.remove();
  };

  try {
    const secured = options.tls ? await secure(names) : null;
    const place = { world, folder: folder?.path ?? options.directory ?? "", guard: secured?.guard, stops };
    const apiserver = await serveApiserver(clusterSource(world, clock));
    stops.push(apiserver.close);
    const nodes = await Promise.all(names.map((name, index) => serveNode(place, name, String(index))));
    return {
      apiserver: { url: apiserver.url },
      kubeconfig: () => kubeconfig(apiserver.url),
      kubeletAccess: secured && { ca: secured.ca, token: secured.guard.token },
      nodes,
      world,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One certificate for all kubelets; who needs none does not load what makes it. */
async function secure(hosts: readonly string[]): Promise<{ ca: string; guard: KubeletGuard }> {
  const { createServingCertificate } = await import("./servers/kubelet/createServingCertificate.ts");
  const { ca, ...tls } = createServingCertificate(hosts);
  return { ca, guard: { tls, token: randomBytes(24).toString("base64url") } };
}

interface Place {
  world: World;
  folder: string;
  guard: KubeletGuard | undefined;
  stops: (() => unknown)[];
}

async function serveNode({ world, folder, guard, stops }: Place, name: string, file: string): Promise<SimulatedNode> {
  const kubelet = world.kubelets.get(name);
  const source = world.kubeletSources.get(name);
  if (!kubelet || !source) throw new Error(`there is no node ${name}`);
  const { core } = kubelet;
  const server = await serveKubelet(source, guard);
  stops.push(server.close);
  const node = { name, kubeletUrl: server.url, agent: core.profile.agent };
  if (core.profile.operatingSystem === "windows")
    return { ...node, runtimeSocket: null, podResourcesSocket: null, numaFolder: null };
  const runtimeSocket = socketPath(folder, `${file}.cri`);
  const podResourcesSocket = socketPath(folder, `${file}.pr`);
  const runtime = await serveRuntime(runtimeSocket, runtimeSource(core));
  stops.push(runtime.stop);
  const podResources = await servePodResources(podResourcesSocket, podResourcesSource(core));
  stops.push(podResources.stop);
  const numaFolder = join(folder, `${file}.numa`);
  await writeNumaNodes(numaFolder, core.profile);
  stops.push(() => rm(numaFolder, { recursive: true, force: true }));
  return { ...node, runtimeSocket, podResourcesSocket, numaFolder };
}

const clusterSource = (world: World, clock: Clock): ClusterSource => ({
  clock,
  version: "v1.36.2",
  kinds: [
    { kind: "Node", plural: "nodes", shortNames: ["no"], namespaced: false, collection: world.nodes },
    { kind: "Pod", plural: "pods", shortNames: ["po"], namespaced: true, collection: world.pods },
    { kind: "Event", plural: "events", shortNames: ["ev"], namespaced: true, collection: world.events },
    {
      kind: "Namespace",
      plural: "namespaces",
      shortNames: ["ns"],
      namespaced: false,
      collection: world.namespaces,
    },
    {
      kind: "PersistentVolume",
      plural: "persistentvolumes",
      shortNames: ["pv"],
      namespaced: false,
      collection: world.volumes.volumes,
    },
    {
      kind: "PersistentVolumeClaim",
      plural: "persistentvolumeclaims",
      shortNames: ["pvc"],
      namespaced: true,
      collection: world.volumes.claims,
    },
    {
      kind: "ResourceClaim",
      group: "resource.k8s.io",
      plural: "resourceclaims",
      shortNames: [],
      namespaced: true,
      collection: world.resourceClaims,
    },
    {
      kind: "ResourceSlice",
      group: "resource.k8s.io",
      plural: "resourceslices",
      shortNames: [],
      namespaced: false,
      collection: world.resourceSlices,
    },
  ],
  proxy: world.askKubelet,
});

const kubeconfig = (url: string): string => `apiVersion: v1
kind: Config
current-context: demo
clusters:
  - name: demo
    cluster:
      server: ${url}
      insecure-skip-tls-verify: true # the client library's word for plain HTTP
contexts:
  - name: demo
    context:
      cluster: demo
      user: demo
users:
  - name: demo
    user: {}
`;

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveApiserver } from "../servers/apiserver/serveApiserver.ts";
import { serveRuntime } from "../servers/criRuntime/serveRuntime.ts";
import { serveKubelet } from "../servers/kubelet/serveKubelet.ts";
import { servePodResources } from "../servers/podResources/servePodResources.ts";
import type { Clock } from "../world/time/clock.ts";
import { createRecordedCluster, type ClusterChange } from "./recordedCluster.ts";
import { CONTAINER_EVENTS, createRecordedNode, PODS, type RecordedNode } from "./recordedNode.ts";
import { createNumaFiles, NUMA_FILE, NUMA_NODES, type NumaFiles } from "./numaFiles.ts";
import type { Observation } from "./tape/observation.ts";
import type { TapeContents } from "./tape/openTape.ts";

/** One node of a recording that has observations of its own sockets: an agent is to read it. */
export interface ReplayedNode {
  name: string;
  kubeletUrl: string;
  /** Paths of unix sockets; null where the recording has nothing of what answers there. */
  runtimeSocket: string | null;
  podResourcesSocket: string | null;
  /** A folder with the recorded files of the kernel's NUMA nodes; null where the recording has none. */
  numaFolder: string | null;
  /** The calls that have an answer anywhere in the recording, without the id that some are about. */
  calls: ReadonlySet<string>;
}

/** What is to be done for an observation to be seen. */
export type Effect =
  /** That call has a new answer: the node's agent is to make it. */
  | { kind: "answer"; node: string; call: string }
  /** An event of the container runtime went to who is subscribed. */
  | { kind: "event"; node: string; call: string }
  /** The API server's watchers are told. */
  | ({ kind: "cluster" } & ClusterChange);

/** A recording's servers. */
export interface Replay {
  nodes: readonly ReplayedNode[];
  /** YAML for client libraries; null where the recording has no API server. */
  kubeconfig: string | null;
  isSubscribed(node: string): boolean;
  /** Puts one observation behind the servers. Throws a TapeError for one that is no answer of its call. */
  take(observation: Observation): Effect[];
  /** As before the first observation. */
  forget(): void;
  stop(): Promise<void>;
}

export interface ReplayOptions {
  contents: TapeContents;
  /** The tape's. */
  clock: Clock;
  /** Real time, by which connections live. */
  machine: Clock;
}

const SOCKETS = /^(GET |runtime\.v1\.|v1\.PodResourcesLister)/;
const isNumaFile = (call: string): boolean => NUMA_FILE.test(call);
const LISTED_PODS = /^(list|watch) \/api\/v1\/pods(\?|$)/;

/** Serves a recording as an API server, and as a kubelet, a runtime, pod resources and files for each of its nodes. */
export async function startReplay({ contents, clock, machine }: ReplayOptions): Promise<Replay> {
  const everyCall = [...contents.calls.values()].flatMap((calls) => Array.from(calls));
  const cluster = createRecordedCluster(everyCall, clock.now);
  const listsPods = everyCall.some((call) => LISTED_PODS.test(call));
  const recorded = new Map<string, RecordedNode>();
  for (const [name, calls] of contents.calls)
    recorded.set(name, createRecordedNode(calls, listsPods ? () => cluster.podsOf(name) : null));

  const numaFiles = new Map<string, NumaFiles>();
  const directory = await mkdtemp(join(tmpdir(), "bp-"));
  const stops: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(stops.map((end) => end()));
    await rm(directory, { recursive: true, force: true });
  };

  const serveNode = async (name: string, path: string, calls: ReadonlySet<string>): Promise<ReplayedNode> => {
    const node = recorded.get(name);
    if (!node) throw new Error(`There is no node ${name}.`);
    const has = (service: string): boolean => [...calls].some((call) => call.startsWith(service));
    const runtimeSocket = has("runtime.v1.") ? `${path}.cri` : null;
    const podResourcesSocket = has("v1.PodResourcesLister/") ? `${path}.pr` : null;
    const numaFolder = [...calls].some(isNumaFile) ? `${path}.numa` : null;
    if (numaFolder !== null) numaFiles.set(name, createNumaFiles(numaFolder));
    const [kubelet, runtime, podResources] = await Promise.all([
      serveKubelet(node.kubelet),
      runtimeSocket === null ? null : serveRuntime(runtimeSocket, node.runtime),
      podResourcesSocket === null ? null : servePodResources(podResourcesSocket, node.podResources),
    ]);
    stops.push(
      kubelet.close,
      () => runtime?.stop(),
      () => podResources?.stop(),
    );
    return {
      name,
      kubeletUrl: kubelet.url,
      runtimeSocket,
      podResourcesSocket,
      numaFolder,
      calls: new Set([...calls, ...(listsPods ? [PODS] : []), ...(numaFolder === null ? [] : [NUMA_NODES])]),
    };
  };

  /** Whose pods come from the API server's has a new answer of its kubelet with them. */
  const derived = (nodes: readonly string[]): Effect[] =>
    nodes.flatMap((node): Effect[] =>
      recorded.get(node)?.derivesPods() ? [{ kind: "answer", node, call: PODS }] : [],
    );

  try {
    const nodes = await Promise.all(
      [...contents.calls]
        .filter(([, calls]) => [...calls].some((call) => SOCKETS.test(call)))
        .map(([name, calls], index) => serveNode(name, join(directory, String(index)), calls)),
    );
    const apiserver =
      cluster.kinds.length === 0
        ? null
        : await serveApiserver({
            clock: machine,
            version: "v1.36.2",
            kinds: [...cluster.kinds],
            proxy: (node, path) => recorded.get(node)?.kubelet.get(path),
          });
    if (apiserver) stops.push(apiserver.close);
    return {
      nodes,
      kubeconfig: apiserver && kubeconfig(apiserver.url),
      isSubscribed: (node) => recorded.get(node)?.isSubscribed() ?? false,
      take(observation) {
        const { source, node, call } = observation;
        if (source === "file") {
          if (!numaFiles.get(node)?.take(observation)) return [];
          return [{ kind: "answer", node, call }];
        }
        if (source === "apiserver") {
          const change = cluster.take(observation);
          return change ? [{ kind: "cluster", ...change }, ...derived(change.podsOf)] : [];
        }
        recorded.get(node)?.take(observation);
        return [{ kind: call === CONTAINER_EVENTS ? "event" : "answer", node, call }];
      },
      forget() {
        cluster.forget();
        for (const node of recorded.values()) node.forget();
        for (const files of numaFiles.values()) files.forget();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const kubeconfig = (url: string): string =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "recording",
    clusters: [{ name: "recording", cluster: { server: url, "insecure-skip-tls-verify": true } }],
    contexts: [{ name: "recording", context: { cluster: "recording", user: "recording" } }],
    users: [{ name: "recording", user: {} }],
  });

import { reflect } from "@bayplan/api";
import type { Clock } from "@bayplan/shared";
import type { KubeConfig } from "@kubernetes/client-node";
import type { Logger } from "pino";
import { isPlain } from "./keepUsed.ts";
import type { Recorder } from "./createRecorder.ts";

/** The API server's nodes, pods and events, as far as they concern the recorded nodes. */
export interface ClusterRecording {
  /** Resolves once everything of that path up to that resource version is recorded. */
  reached(path: string, version: number): Promise<void>;
  stop(): Promise<void>;
}

export interface RecordClusterOptions {
  kubeConfig: KubeConfig;
  nodes: readonly string[];
  recorder: Recorder;
  clock: Clock;
  log: Logger;
}

const ignore = (): void => {};

type Loose = Record<string, unknown>;
const objectOf = (value: unknown): Loose => (isPlain(value) ? value : {});

/** Lists and watches, and writes each answer once for each node that it concerns, with what is that node's alone. */
export function recordCluster({ kubeConfig, nodes, recorder, clock, log }: RecordClusterOptions): ClusterRecording {
  const recorded = new Set(nodes);
  /** Events name a pod and not its node. */
  const nodeOfPod = new Map<string, string>();

  const nodeOf = (object: unknown): string | undefined => {
    const { metadata, spec, status, involvedObject, source, reportingInstance } = objectOf(object);
    const { name, uid } = objectOf(metadata);
    if (involvedObject !== undefined) {
      const about = objectOf(involvedObject);
      if (about["kind"] === "Node") return String(about["name"]);
      return (
        nodeOfPod.get(String(about["uid"])) ??
        [objectOf(source)["host"], reportingInstance].map(String).find((host) => recorded.has(host))
      );
    }
    if ("nodeInfo" in objectOf(status)) return String(name);
    const { nodeName } = objectOf(spec);
    if (typeof nodeName !== "string") return undefined;
    if (recorded.has(nodeName)) nodeOfPod.set(String(uid), nodeName);
    return nodeName;
  };

  const tap = (call: string, body: unknown): void => {
    if (call.startsWith("watch ")) {
      const node = nodeOf(objectOf(body)["object"]);
      if (node !== undefined && recorded.has(node)) recorder.told(node, call, body);
      return;
    }
    const items = objectOf(body)["items"];
    const owners = Array.isArray(items) ? items.map((item) => ({ item, node: nodeOf(item) })) : [];
    for (const name of nodes)
      recorder.told(name, call, {
        ...objectOf(body),
        items: owners.flatMap(({ item, node }) => (node === name ? [item] : [])),
      });
  };

  const follow = (path: string, selector?: string) => {
    const listed = Promise.withResolvers<void>();
    const reflection = reflect<unknown>({
      kubeConfig,
      path,
      purpose: `list and watch ${path.split("/").at(-1)}`,
      // One page: a list that is recorded in parts would each time be all there is.
      fromCache: true,
      ...(selector !== undefined && { fieldSelector: selector }),
      tap,
      project: (raw) => raw,
      handler: {
        replace: () => listed.resolve(),
        upsert: ignore,
        remove: ignore,
        changed: () => reflection?.failed() && listed.resolve(),
      },
      clock,
      log,
    });
    return { reflection, listed: listed.promise };
  };

  const [only] = nodes;
  const single = nodes.length === 1 && only !== undefined ? only : null;
  const first = [
    follow("/api/v1/nodes", single === null ? undefined : `metadata.name=${single}`),
    follow("/api/v1/pods", single === null ? undefined : `spec.nodeName=${single}`),
  ];
  // Whose pods are not known yet, of that node no event is known.
  const events = Promise.all(first.map(({ listed }) => listed)).then(() => follow("/api/v1/events").reflection);
  const paths = ["/api/v1/nodes", "/api/v1/pods"];
  return {
    async reached(path, version) {
      const followed = path === "/api/v1/events" ? await events : first[paths.indexOf(path)]?.reflection;
      await followed?.reached(version);
    },
    async stop() {
      await Promise.all([
        ...first.map(({ reflection }) => reflection.stop()),
        events.then((reflection) => reflection.stop()),
      ]);
    },
  };
}

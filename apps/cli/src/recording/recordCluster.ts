import { reflect } from "@bayplan/api";
import type { Clock } from "@bayplan/shared";
import type { KubeConfig } from "@kubernetes/client-node";
import type { Logger } from "pino";
import { isPlain } from "./keepUsed.ts";
import type { Recorder } from "./createRecorder.ts";
import { createJoinedObjects } from "./joinedObjects.ts";
import { namesForNode, namesOfClaim, namesOfVolume } from "./joiningNames.ts";

/** The API server's nodes, pods, events, volumes and device claims, as far as they concern the recorded nodes. */
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

const NODES = "/api/v1/nodes";
const PODS = "/api/v1/pods";
const EVENTS = "/api/v1/events";
const VOLUMES = "/api/v1/persistentvolumes";
const SLICES = "/apis/resource.k8s.io/v1/resourceslices";
const CLAIMS = "/apis/resource.k8s.io/v1/resourceclaims";

/** Of what a watch tells the rest is about the watch itself. */
const CHANGES: ReadonlySet<unknown> = new Set(["ADDED", "MODIFIED", "DELETED"]);

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

  const joined = new Map(
    Object.entries({ [VOLUMES]: namesOfVolume, [CLAIMS]: namesOfClaim }).map(([path, namesOf]) => [
      path,
      createJoinedObjects({ path, nodes, namesOf, tell: recorder.told }),
    ]),
  );
  const join = (node: string, object: unknown): void => {
    const names = namesForNode(object);
    for (const objects of joined.values()) objects.join(node, names);
  };

  const tap = (call: string, body: unknown): void => {
    const of = joined.get(call.split(" ")[1] ?? "");
    if (call.startsWith("watch ")) {
      const { type, object } = objectOf(body);
      if (!CHANGES.has(type)) return;
      if (of) return of.watched(type, object);
      const node = nodeOf(object);
      if (node === undefined || !recorded.has(node)) return;
      recorder.told(node, call, body);
      join(node, object);
      return;
    }
    if (of) return of.listed(objectOf(body));
    const items = objectOf(body)["items"];
    const owners = Array.isArray(items) ? items.map((item) => ({ item, node: nodeOf(item) })) : [];
    for (const name of nodes)
      recorder.told(name, call, {
        ...objectOf(body),
        items: owners.flatMap(({ item, node }) => (node === name ? [item] : [])),
      });
    for (const { item, node } of owners) if (node !== undefined && recorded.has(node)) join(node, item);
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
    return { path, reflection, listed: listed.promise, giveUp: listed.resolve };
  };

  const [only] = nodes;
  const single = nodes.length === 1 && only !== undefined ? only : null;
  const first = [
    follow(NODES, single === null ? undefined : `metadata.name=${single}`),
    follow(PODS, single === null ? undefined : `spec.nodeName=${single}`),
  ];
  // Whose pods are not known yet, of that node no event is known.
  let stopped = false;
  const others = Promise.all(first.map(({ listed }) => listed)).then(() =>
    stopped ? [] : [EVENTS, VOLUMES, SLICES, CLAIMS].map((path) => follow(path)),
  );
  const followed = async (path: string) => {
    const among = [NODES, PODS].includes(path) ? first : await others;
    return among.find((one) => one.path === path)?.reflection;
  };
  return {
    reached: async (path, version) => (await followed(path))?.reached(version),
    async stop() {
      stopped = true;
      for (const { giveUp } of first) giveUp();
      await Promise.all([...first, ...(await others)].map(({ reflection }) => reflection.stop()));
    },
  };
}

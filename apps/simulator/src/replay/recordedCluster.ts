import type { ServedKind } from "../servers/apiserver/clusterSource.ts";
import { createCollection, type Collection, type Versions } from "../world/api/collection.ts";
import type { ApiObject, Pod } from "../world/kubernetes.ts";
import type { Observation } from "./tape/observation.ts";
import { TapeError } from "./tape/tapeError.ts";

const KINDS: readonly Omit<ServedKind, "collection">[] = [
  { kind: "Node", plural: "nodes", shortNames: ["no"], namespaced: false },
  { kind: "Pod", plural: "pods", shortNames: ["po"], namespaced: true },
  { kind: "Event", plural: "events", shortNames: ["ev"], namespaced: true },
  { kind: "PersistentVolume", plural: "persistentvolumes", shortNames: ["pv"], namespaced: false },
  { kind: "Namespace", plural: "namespaces", shortNames: ["ns"], namespaced: false },
  {
    kind: "ResourceSlice",
    group: "resource.k8s.io",
    plural: "resourceslices",
    shortNames: [],
    namespaced: false,
  },
  {
    kind: "ResourceClaim",
    group: "resource.k8s.io",
    plural: "resourceclaims",
    shortNames: [],
    namespaced: true,
  },
];

/** Where the API server serves a kind: `/api/v1/nodes`, `/apis/resource.k8s.io/v1/resourceclaims`. */
const placeOfKind = ({ group, plural }: Omit<ServedKind, "collection">): string =>
  group === undefined ? `/api/v1/${plural}` : `/apis/${group}/v1/${plural}`;

/** What the API server said in a recording, as far as it was listed or watched. */
export interface RecordedCluster {
  /** The kinds that the recording has; empty where it has no API server at all. */
  kinds: readonly ServedKind[];
  /** Takes in a list or one event of a watch. Null where it says nothing that is served. */
  take(observation: Observation): ClusterChange | null;
  podsOf(node: string): Pod[];
  forget(): void;
}

export interface ClusterChange {
  /** `/api/v1/nodes` */
  path: string;
  /** The resource version that a watcher has reached when it has seen this. */
  version: number;
  /** Nodes whose pods may be others now. */
  podsOf: readonly string[];
}

interface Held {
  served: ServedKind;
  current: Collection;
  versions: Versions;
  /** The version of the last change; a list can be of a later one, which no watcher is told of. */
  changed: number;
  /** Objects by place, and the node whose observation brought each: a list speaks of its own node's only. */
  owners: Map<string, string>;
}

/** `calls` are those that the recording has of the API server. */
export function createRecordedCluster(calls: Iterable<string>, now: () => number): RecordedCluster {
  const paths = new Set([...calls].map((call) => pathOf(call)));
  const held = new Map<string, Held>();
  for (const kind of KINDS) if (paths.has(placeOfKind(kind))) held.set(placeOfKind(kind), hold(kind, now));

  const put = (of: Held, object: ApiObject, node: string): void => {
    const { current, versions, owners } = of;
    const place = placeOf(object);
    owners.set(place, node);
    const before = current.get(object.metadata.namespace ?? "", object.metadata.name);
    if (before && before.metadata.resourceVersion === object.metadata.resourceVersion) return;
    // It is stored under the version it was recorded with wherever that lies ahead.
    versions.current = Math.max(versions.current, versionOf(object) - 1);
    current.put(object);
    of.changed = versions.current;
  };

  const remove = (of: Held, place: string, version: number): void => {
    const { current, versions, owners } = of;
    owners.delete(place);
    versions.current = Math.max(versions.current, version - 1);
    const [namespace = "", name = ""] = place.split("/");
    current.remove(namespace, name);
    of.changed = versions.current;
  };

  const takeList = (of: Held, { body, node, line }: Observation): ApiObject[] => {
    const { items, metadata } = objectOf(body);
    if (!Array.isArray(items) && items !== null)
      throw new TapeError(line, "is a list of the API server without “items”.");
    const listed = ((items ?? []) as unknown[])
      .map((item) => apiObject(item, line))
      .toSorted((a, b) => versionOf(a) - versionOf(b));
    const places = new Set(listed.map(placeOf));
    for (const [place, owner] of of.owners) if (owner === node && !places.has(place)) remove(of, place, 0);
    for (const object of listed) put(of, object, node);
    of.versions.current = Math.max(of.versions.current, Number(objectOf(metadata)["resourceVersion"]) || 0);
    return listed;
  };

  const takeEvent = (of: Held, { body, node, line }: Observation): ApiObject[] => {
    const { type, object } = objectOf(body);
    if (type === "BOOKMARK" || type === "ERROR") return [];
    if (type !== "ADDED" && type !== "MODIFIED" && type !== "DELETED")
      throw new TapeError(
        line,
        `is one event of a watch of a type not known, ${JSON.stringify(type)}: there are ADDED, MODIFIED and DELETED.`,
      );
    const subject = apiObject(object, line);
    if (type === "DELETED") remove(of, placeOf(subject), versionOf(subject));
    else put(of, subject, node);
    return [subject];
  };

  return {
    kinds: [...held.values()].map(({ served }) => served),
    take(observation) {
      const path = pathOf(observation.call);
      const of = held.get(path);
      // A failed call changes nothing that is known.
      if (!of || "error" in objectOf(observation.body)) return null;
      const isList = observation.call.startsWith("list ");
      const subjects = isList ? takeList(of, observation) : takeEvent(of, observation);
      const podsOf =
        of.served.plural === "pods" ? new Set(subjects.flatMap((pod) => nodeNameOf(pod) ?? [])) : new Set<string>();
      if (isList && of.served.plural === "pods") podsOf.add(observation.node);
      return { path, version: of.changed, podsOf: [...podsOf] };
    },
    podsOf: (node) =>
      ((held.get("/api/v1/pods")?.current.list() ?? []) as Pod[]).filter((pod) => nodeNameOf(pod) === node),
    forget() {
      for (const [path, { served }] of held) {
        const fresh = hold(served, now);
        const known = held.get(path);
        if (known)
          Object.assign(known, { current: fresh.current, versions: fresh.versions, changed: 0, owners: fresh.owners });
      }
    },
  };
}

/** The collection that is served asks the one of now, which a return to the start replaces. */
function hold(kind: Omit<ServedKind, "collection">, now: () => number): Held {
  const versions: Versions = { current: 1 };
  const held: Held = {
    versions,
    changed: 0,
    current: createCollection(versions, now),
    owners: new Map(),
    served: {
      ...kind,
      collection: {
        get: (namespace, name) => held.current.get(namespace, name),
        list: () => held.current.list(),
        size: () => held.current.size(),
        put: (object) => held.current.put(object),
        remove: (namespace, name) => held.current.remove(namespace, name),
        version: () => held.current.version(),
        since: (version) => held.current.since(version),
        at: (version) => held.current.at(version),
        subscribe: (listener) => held.current.subscribe(listener),
        compact: () => held.current.compact(),
        historySize: () => held.current.historySize(),
      },
    },
  };
  return held;
}

/** Of the calls of a recording the lists and watches of kinds that are not served: they are passed over. */
export const passedOver = (calls: Iterable<string>): string[] => {
  const served = new Set(KINDS.map(placeOfKind));
  const paths = [...calls].filter((call) => /^(list|watch) /.test(call)).map(pathOf);
  return [...new Set(paths)].filter((path) => !served.has(path)).toSorted();
};

const pathOf = (call: string): string => (call.split(" ")[1] ?? "").split("?")[0] ?? "";

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

function apiObject(value: unknown, line: number): ApiObject {
  const { name } = objectOf(objectOf(value)["metadata"]);
  if (typeof name !== "string" || name === "")
    throw new TapeError(line, "holds an object of the API server without a name.");
  return value as ApiObject;
}

const placeOf = ({ metadata }: ApiObject): string => `${metadata.namespace ?? ""}/${metadata.name}`;
const versionOf = ({ metadata }: ApiObject): number => Number(metadata.resourceVersion) || 0;
const nodeNameOf = (pod: ApiObject): string | undefined => (pod as Partial<Pod>).spec?.nodeName;

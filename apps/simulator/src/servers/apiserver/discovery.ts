import { type Answer, json } from "../answer.ts";
import type { ClusterSource, ServedKind } from "./clusterSource.ts";

const REVIEWS = [
  {
    group: "authorization.k8s.io",
    kinds: ["SelfSubjectAccessReview", "SubjectAccessReview", "SelfSubjectRulesReview"],
  },
  { group: "authentication.k8s.io", kinds: ["TokenReview", "SelfSubjectReview"] },
];

/** What a client asks before anything else: versions, groups and the kinds in them. */
export function discovery(source: ClusterSource, path: string): Answer | null {
  switch (path) {
    case "/version": {
      const [major = "1", minor = "0"] = source.version.slice(1).split(".");
      return json({
        major,
        minor,
        gitVersion: source.version,
        gitTreeState: "clean",
        goVersion: "go1.26",
        compiler: "gc",
        platform: "linux/amd64",
      });
    }
    case "/api":
      return json({
        kind: "APIVersions",
        versions: ["v1"],
        serverAddressByClientCIDRs: [{ clientCIDR: "0.0.0.0/0", serverAddress: "127.0.0.1" }],
      });
    case "/apis":
      return json({
        kind: "APIGroupList",
        apiVersion: "v1",
        groups: [...REVIEWS.map(({ group }) => group), ...groupsOf(source)].map(groupOf),
      });
    case "/api/v1":
      return json(resourceList("v1", coreResources(source)));
    default:
      return reviewGroup(path) ?? servedGroup(source, path);
  }
}

const groupsOf = ({ kinds }: ClusterSource): string[] => [...new Set(kinds.flatMap(({ group }) => group ?? []))];

function servedGroup(source: ClusterSource, path: string): Answer | null {
  const [, name = "", version] = /^\/apis\/([^/]+)(?:\/(v1))?$/.exec(path) ?? [];
  if (!groupsOf(source).includes(name)) return null;
  if (version === undefined) return json({ kind: "APIGroup", apiVersion: "v1", ...groupOf(name) });
  return json(resourceList(`${name}/v1`, source.kinds.filter(({ group }) => group === name).map(resourceOf)));
}

function reviewGroup(path: string): Answer | null {
  const [, group, version] = /^\/apis\/([^/]+)(?:\/(v1))?$/.exec(path) ?? [];
  const known = REVIEWS.find((review) => review.group === group);
  if (!known) return null;
  if (version === undefined) return json({ kind: "APIGroup", apiVersion: "v1", ...groupOf(known.group) });
  return json(
    resourceList(
      `${known.group}/v1`,
      known.kinds.map((kind) => ({
        name: `${kind.toLowerCase()}s`,
        singularName: kind.toLowerCase(),
        namespaced: false,
        kind,
        verbs: ["create"],
      })),
    ),
  );
}

const groupOf = (name: string) => {
  const version = { groupVersion: `${name}/v1`, version: "v1" };
  return { name, versions: [version], preferredVersion: version };
};

const resourceList = (groupVersion: string, resources: object[]) => ({
  kind: "APIResourceList",
  apiVersion: "v1",
  groupVersion,
  resources,
});

const resourceOf = ({ kind, plural, shortNames, namespaced }: ServedKind): object => ({
  name: plural,
  singularName: kind.toLowerCase(),
  namespaced,
  kind,
  verbs: ["get", "list", "watch"],
  shortNames,
});

const coreResources = ({ kinds }: ClusterSource): object[] => [
  ...kinds.filter(({ group }) => group === undefined).map(resourceOf),
  {
    name: "nodes/proxy",
    singularName: "",
    namespaced: false,
    kind: "NodeProxyOptions",
    verbs: ["get"],
  },
];

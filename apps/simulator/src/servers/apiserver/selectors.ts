import type { ApiObject } from "../../world/kubernetes.ts";
import { badRequest } from "./failure.ts";

export type Matches = (object: ApiObject) => boolean;

/** The fields that a selector may name, by kind: as the API server converts them. */
const FIELDS: Record<string, string[]> = {
  Pod: [
    "metadata.name",
    "metadata.namespace",
    "spec.nodeName",
    "spec.restartPolicy",
    "spec.schedulerName",
    "spec.serviceAccountName",
    "spec.hostNetwork",
    "status.phase",
    "status.podIP",
    "status.nominatedNodeName",
  ],
  Node: ["metadata.name", "spec.unschedulable"],
  Event: [
    "metadata.name",
    "metadata.namespace",
    "involvedObject.kind",
    "involvedObject.namespace",
    "involvedObject.name",
    "involvedObject.uid",
    "involvedObject.apiVersion",
    "involvedObject.resourceVersion",
    "involvedObject.fieldPath",
    "reason",
    "reportingComponent",
    "source",
    "type",
  ],
  Namespace: ["metadata.name", "status.phase"],
  PersistentVolume: ["metadata.name"],
  PersistentVolumeClaim: ["metadata.name", "metadata.namespace"],
  ResourceClaim: ["metadata.name", "metadata.namespace"],
  ResourceSlice: ["metadata.name", "spec.nodeName", "spec.driver"],
};

/** What a request's `fieldSelector` and `labelSelector` let through. */
export function selector(kind: string, query: URLSearchParams): Matches {
  const tests = [
    ...terms(query.get("fieldSelector")).map((term) => fieldTest(kind, term)),
    ...labelTerms(query.get("labelSelector") ?? "").map(labelTest),
  ];
  return (object) => tests.every((test) => test(object));
}

const terms = (text: string | null): string[] =>
  (text ?? "")
    .split(",")
    .map((term) => term.trim())
    .filter(Boolean);

function fieldTest(kind: string, term: string): Matches {
  const [, path = "", operator = "", value = ""] = /^([^=!]+)(==|!=|=)(.*)$/.exec(term) ?? [];
  if (!operator) throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`);
  if (!FIELDS[kind]?.includes(path)) throw badRequest(`field label not supported: ${path}`);
  const wanted = operator !== "!=";
  return (object) => (fieldOf(object, path) === value) === wanted;
}

function fieldOf(object: ApiObject, path: string): string {
  if (path === "source") return fieldOf(object, "source.component");
  let value: unknown = object;
  for (const part of path.split("."))
    value = typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined;
  return value === undefined || value === null ? (path === "spec.unschedulable" ? "false" : "") : String(value);
}

/** Commas within brackets belong to a set. */
const labelTerms = (text: string): string[] =>
  text
    .split(/,(?![^(]*\))/)
    .map((term) => term.trim())
    .filter(Boolean);

const label = (object: ApiObject, key: string) => object.metadata.labels?.[key];

function labelTest(term: string): Matches {
  const set = /^([^ !]+) +(in|notin) +\(([^)]*)\)$/.exec(term);
  if (set) {
    const [, key = "", operator, values = ""] = set;
    const among = terms(values);
    return (object) => among.includes(label(object, key) ?? "\0") === (operator === "in");
  }
  const equal = /^([^=!]+)(==|!=|=)([^=!]*)$/.exec(term);
  if (equal) {
    const [, key = "", operator, value] = equal;
    return (object) => (label(object, key.trim()) === value?.trim()) === (operator !== "!=");
  }
  if (/^![^=! ]+$/.test(term)) return (object) => label(object, term.slice(1)) === undefined;
  if (/^[^=! ()]+$/.test(term)) return (object) => label(object, term) !== undefined;
  throw badRequest(`unable to parse requirement: ${term}`);
}

import type { Node } from "@bayplan/shared";
import {
  flagOf,
  given,
  numberOf,
  objectOf,
  objectsOf,
  readCondition,
  textMapOf,
  textOf,
  utcTime,
  wordOf,
  type Loose,
} from "@bayplan/shared/kubernetes";

const readTaint = (taint: Loose): Node["taints"][number] =>
  given({
    key: textOf(taint["key"]) ?? "",
    value: wordOf(taint["value"]),
    effect: textOf(taint["effect"]) ?? "",
    timeAdded: utcTime(taint["timeAdded"]),
  });

const readHandler = (handler: Loose): Node["runtimeHandlers"][number] => {
  const features = objectOf(handler["features"]);
  return {
    name: textOf(handler["name"]) ?? "",
    recursiveReadOnlyMounts: features["recursiveReadOnlyMounts"] === true,
    userNamespaces: features["userNamespaces"] === true,
  };
};

const readInfo = (info: Loose): Node["info"] => {
  const told = (name: keyof Node["info"]): string => textOf(info[name]) ?? "";
  return {
    kubeletVersion: told("kubeletVersion"),
    containerRuntimeVersion: told("containerRuntimeVersion"),
    kernelVersion: told("kernelVersion"),
    osImage: told("osImage"),
    operatingSystem: told("operatingSystem"),
    architecture: told("architecture"),
    bootID: told("bootID"),
  };
};

const readAttached = (attached: unknown): string[] | undefined =>
  Array.isArray(attached) ? objectsOf(attached).flatMap(({ name }) => textOf(name) ?? []) : undefined;

const readInUse = (names: unknown): string[] | undefined =>
  Array.isArray(names) ? names.flatMap((name) => textOf(name) ?? []) : undefined;

/** Of a node object what is shown: no annotations, no image list. Throws on an object without a name. */
export const projectNode = (object: unknown): Node => {
  const { metadata, spec: rawSpec, status: rawStatus } = objectOf(object);
  const { name, uid, labels, creationTimestamp } = objectOf(metadata);
  const spec = objectOf(rawSpec);
  const status = objectOf(rawStatus);
  if (typeof name !== "string" || name === "") throw new Error("A node object of the API server has no name.");
  return given({
    name,
    uid: textOf(uid) ?? "",
    labels: textMapOf(labels) ?? {},
    createdAt: utcTime(creationTimestamp),
    unschedulable: flagOf(spec["unschedulable"]) ?? false,
    taints: objectsOf(spec["taints"]).map(readTaint),
    capacity: textMapOf(status["capacity"]) ?? {},
    allocatable: textMapOf(status["allocatable"]) ?? {},
    conditions: objectsOf(status["conditions"]).map(readCondition),
    addresses: objectsOf(status["addresses"]).map((one) => ({
      type: textOf(one["type"]) ?? "",
      address: textOf(one["address"]) ?? "",
    })),
    kubeletPort: numberOf(objectOf(objectOf(status["daemonEndpoints"])["kubeletEndpoint"])["Port"]),
    info: readInfo(objectOf(status["nodeInfo"])),
    runtimeHandlers: objectsOf(status["runtimeHandlers"]).map(readHandler),
    volumesAttached: readAttached(status["volumesAttached"]),
    volumesInUse: readInUse(status["volumesInUse"]),
  });
};

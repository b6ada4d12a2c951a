import type { Event } from "@bayplan/shared";
import { given, numberOf, objectOf, textOf, utcTime, wordOf, type Loose } from "@bayplan/shared/kubernetes";

/** `spec.containers{main}`, `spec.initContainers{init}` */
const CONTAINER_PATH = /\{(.+)\}$/;

/** The annotations that the kubelet puts on the event of an eviction: pkg/kubelet/eviction/helpers.go. */
const readEviction = (annotations: Loose): Event["eviction"] => {
  const found = given({
    offendingContainers: wordOf(annotations["offending_containers"]),
    offendingContainersUsage: wordOf(annotations["offending_containers_usage"]),
    offendingPod: wordOf(annotations["offending_pod"]),
    offendingPodUsage: wordOf(annotations["offending_pod_usage"]),
    starvedResource: wordOf(annotations["starved_resource"]),
  });
  return Object.keys(found).length > 0 ? found : undefined;
};

/** Of an event what is shown, whichever of the two event APIs wrote it. Throws on an object without a UID. */
export const projectEvent = (object: unknown): Event => {
  const raw = objectOf(object);
  const metadata = objectOf(raw["metadata"]);
  const about = objectOf(raw["involvedObject"]);
  const source = objectOf(raw["source"]);
  const series = objectOf(raw["series"]);
  const uid = wordOf(metadata["uid"]);
  if (uid === undefined) throw new Error("An event of the API server has no UID.");

  const component = wordOf(source["component"]) ?? textOf(raw["reportingComponent"]) ?? "";
  const host = wordOf(source["host"]) ?? (component === "kubelet" ? wordOf(raw["reportingInstance"]) : undefined);
  const node = about["kind"] === "Node" ? textOf(about["name"]) : host;
  const written = utcTime(raw["eventTime"]) ?? utcTime(metadata["creationTimestamp"]);
  return given({
    uid,
    namespace: textOf(metadata["namespace"]) ?? "",
    name: textOf(metadata["name"]) ?? "",
    type: textOf(raw["type"]) ?? "",
    reason: textOf(raw["reason"]) ?? "",
    message: textOf(raw["message"]) ?? "",
    node: node ?? "",
    component,
    object: given({
      kind: textOf(about["kind"]) ?? "",
      namespace: textOf(about["namespace"]) ?? "",
      name: textOf(about["name"]) ?? "",
      uid: textOf(about["uid"]) ?? "",
      container: CONTAINER_PATH.exec(textOf(about["fieldPath"]) ?? "")?.[1],
    }),
    firstAt: utcTime(raw["firstTimestamp"]) ?? written ?? null,
    lastAt: utcTime(raw["lastTimestamp"]) ?? utcTime(series["lastObservedTime"]) ?? written ?? null,
    count: numberOf(series["count"]) ?? numberOf(raw["count"]) ?? 1,
    eviction: readEviction(objectOf(metadata["annotations"])),
  });
};

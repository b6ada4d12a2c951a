import {
  QOS_CLASSES,
  type Condition,
  type ContainerState,
  type ContainerStatus,
  type PodStatus,
  type TerminatedState,
} from "../../model/index.ts";
import { given } from "../given.ts";
import { utcTime } from "../utcTime.ts";
import { numberOf } from "../exactNumbers.ts";
import { flagOf, isObject, objectOf, objectsOf, someOf, textMapOf, textOf, wordOf, type Loose } from "../loose.ts";
import { readResources } from "./resources.ts";

export function readPodStatus(status: Loose): PodStatus {
  const ips = objectsOf(status["podIPs"]).flatMap((entry) => wordOf(entry["ip"]) ?? []);
  const only = wordOf(status["podIP"]);
  const extendedClaim = objectOf(status["extendedResourceClaimStatus"]);
  return given({
    phase: wordOf(status["phase"]),
    reason: wordOf(status["reason"]),
    message: wordOf(status["message"]),
    qosClass: QOS_CLASSES.find((qosClass) => qosClass === status["qosClass"]),
    startTime: utcTime(status["startTime"]),
    podIPs: ips.length > 0 ? ips : only === undefined ? undefined : [only],
    hostIP: wordOf(status["hostIP"]),
    nominatedNodeName: wordOf(status["nominatedNodeName"]),
    conditions: someOf(status["conditions"], readCondition),
    containerStatuses: someOf(status["containerStatuses"], readContainerStatus),
    initContainerStatuses: someOf(status["initContainerStatuses"], readContainerStatus),
    ephemeralContainerStatuses: someOf(status["ephemeralContainerStatuses"], readContainerStatus),
    allocatedResources: textMapOf(status["allocatedResources"]),
    resources: isObject(status["resources"]) ? readResources(status["resources"]) : undefined,
    resize: wordOf(status["resize"]),
    resourceClaimStatuses: someOf(status["resourceClaimStatuses"], (claim) =>
      given({ name: textOf(claim["name"]) ?? "", resourceClaimName: wordOf(claim["resourceClaimName"]) }),
    ),
    extendedResourceClaim: wordOf(extendedClaim["resourceClaimName"]),
    extendedResources: someOf(extendedClaim["requestMappings"], (mapping) => ({
      container: textOf(mapping["containerName"]) ?? "",
      resource: textOf(mapping["resourceName"]) ?? "",
    })),
  });
}

/** Of a pod or a node. */
export const readCondition = (condition: Loose): Condition =>
  given({
    type: textOf(condition["type"]) ?? "",
    status: textOf(condition["status"]) ?? "",
    reason: wordOf(condition["reason"]),
    message: wordOf(condition["message"]),
    lastTransitionTime: utcTime(condition["lastTransitionTime"]),
    lastHeartbeatTime: utcTime(condition["lastHeartbeatTime"]),
  });

function readContainerStatus(status: Loose): ContainerStatus {
  return given({
    name: textOf(status["name"]) ?? "",
    state: readState(objectOf(status["state"])),
    lastState: readState(objectOf(status["lastState"])),
    ready: status["ready"] === true,
    started: flagOf(status["started"]),
    restartCount: numberOf(status["restartCount"]) ?? 0,
    image: textOf(status["image"]) ?? "",
    imageID: textOf(status["imageID"]) ?? "",
    containerID: wordOf(status["containerID"]),
    allocatedResources: textMapOf(status["allocatedResources"]),
    resources: isObject(status["resources"]) ? readResources(status["resources"]) : undefined,
    allocatedResourcesStatus: someOf(status["allocatedResourcesStatus"], readHealth),
  });
}

const readHealth = (resource: Loose) => ({
  name: textOf(resource["name"]) ?? "",
  resources: objectsOf(resource["resources"]).map((one) =>
    given({ resourceID: textOf(one["resourceID"]) ?? "", health: wordOf(one["health"]) }),
  ),
});

const readState = ({ waiting, running, terminated }: Loose): ContainerState =>
  given({
    waiting: isObject(waiting)
      ? given({ reason: wordOf(waiting["reason"]), message: wordOf(waiting["message"]) })
      : undefined,
    running: isObject(running) ? given({ startedAt: utcTime(running["startedAt"]) }) : undefined,
    terminated: isObject(terminated) ? readTerminated(terminated) : undefined,
  });

const readTerminated = (terminated: Loose): TerminatedState =>
  given({
    exitCode: numberOf(terminated["exitCode"]) ?? 0,
    signal: numberOf(terminated["signal"]),
    reason: wordOf(terminated["reason"]),
    message: wordOf(terminated["message"]),
    startedAt: utcTime(terminated["startedAt"]),
    finishedAt: utcTime(terminated["finishedAt"]),
    containerID: wordOf(terminated["containerID"]),
  });

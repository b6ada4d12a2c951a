import type { PodSpec, VolumeSpec } from "../../model/index.ts";
import { given } from "../given.ts";
import { numberOf } from "../exactNumbers.ts";
import { flagOf, isObject, objectOf, objectsOf, someOf, textMapOf, textOf, wordOf, type Loose } from "../loose.ts";
import { readContainerSpec } from "./containerSpec.ts";
import { readResources } from "./resources.ts";
import { readSecurity } from "./security.ts";

export function readPodSpec(spec: Loose): PodSpec {
  return given({
    nodeName: wordOf(spec["nodeName"]),
    containers: objectsOf(spec["containers"]).map(readContainerSpec),
    initContainers: someOf(spec["initContainers"], readContainerSpec),
    ephemeralContainers: someOf(spec["ephemeralContainers"], readContainerSpec),
    volumes: someOf(spec["volumes"], readVolume),
    resources: isObject(spec["resources"]) ? readResources(spec["resources"]) : undefined,
    overhead: textMapOf(spec["overhead"]),
    priority: numberOf(spec["priority"]),
    priorityClassName: wordOf(spec["priorityClassName"]),
    preemptionPolicy: wordOf(spec["preemptionPolicy"]),
    restartPolicy: wordOf(spec["restartPolicy"]),
    terminationGracePeriodSeconds: numberOf(spec["terminationGracePeriodSeconds"]),
    runtimeClassName: wordOf(spec["runtimeClassName"]),
    schedulerName: wordOf(spec["schedulerName"]),
    hostNetwork: flagOf(spec["hostNetwork"]),
    hostPID: flagOf(spec["hostPID"]),
    hostIPC: flagOf(spec["hostIPC"]),
    hostUsers: flagOf(spec["hostUsers"]),
    serviceAccountName: wordOf(spec["serviceAccountName"]),
    securityContext: readSecurity(spec["securityContext"]),
  });
}

/** Where each kind of volume names what it mounts. */
const REFERENCES: Readonly<Record<string, string>> = {
  persistentVolumeClaim: "claimName",
  configMap: "name",
  secret: "secretName",
  hostPath: "path",
  csi: "driver",
  image: "reference",
  nfs: "server",
};

function readVolume(volume: Loose): VolumeSpec {
  const type = Object.keys(volume).find((key) => key !== "name" && isObject(volume[key])) ?? "unknown";
  const source = objectOf(volume[type]);
  const field = REFERENCES[type];
  return given({
    name: textOf(volume["name"]) ?? "",
    type,
    medium: type === "emptyDir" ? wordOf(source["medium"]) : undefined,
    sizeLimit: type === "emptyDir" ? wordOf(source["sizeLimit"]) : undefined,
    reference: field === undefined ? undefined : wordOf(source[field]),
  });
}

import type { Pod } from "../../model/index.ts";
import { given } from "../given.ts";
import { utcTime } from "../utcTime.ts";
import { numberOf } from "../exactNumbers.ts";
import { objectOf, objectsOf, textMapOf, textOf, wordOf } from "../loose.ts";
import { readPodSpec } from "./podSpec.ts";
import { readPodStatus } from "./podStatus.ts";

/** A pod of the kubelet or the API server, reduced to the model: no environment, no command line, no annotation but five. Null for what is no pod. */
export function readPod(of: unknown): Pod | null {
  const pod = objectOf(of);
  const metadata = objectOf(pod["metadata"]);
  const annotations = objectOf(metadata["annotations"]);
  const uid = wordOf(metadata["uid"]);
  if (uid === undefined) return null;
  const owner = objectsOf(metadata["ownerReferences"]).toSorted(
    (a, b) => Number(b["controller"] === true) - Number(a["controller"] === true),
  )[0];
  return given({
    kind: "pod" as const,
    id: uid,
    namespace: textOf(metadata["namespace"]) ?? "",
    name: textOf(metadata["name"]) ?? "",
    labels: textMapOf(metadata["labels"]) ?? {},
    configSource: wordOf(annotations["kubernetes.io/config.source"]),
    mirror: "kubernetes.io/config.mirror" in annotations || undefined,
    configHash: wordOf(annotations["kubernetes.io/config.hash"]),
    seenAt: utcTime(annotations["kubernetes.io/config.seen"]),
    hamiDevices: wordOf(annotations["hami.io/vgpu-devices-allocated"]),
    createdAt: utcTime(metadata["creationTimestamp"]),
    deletedAt: utcTime(metadata["deletionTimestamp"]),
    deletionGracePeriodSeconds: numberOf(metadata["deletionGracePeriodSeconds"]),
    owner: owner && { kind: textOf(owner["kind"]) ?? "", name: textOf(owner["name"]) ?? "" },
    spec: readPodSpec(objectOf(pod["spec"])),
    status: readPodStatus(objectOf(pod["status"])),
  });
}

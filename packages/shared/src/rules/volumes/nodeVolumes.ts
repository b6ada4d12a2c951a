import type { Node } from "../../model/node.ts";
import type { PersistentVolume } from "../../model/persistentVolume.ts";
import type { Pod, VolumeSpec } from "../../model/pod.ts";
import { isFinished } from "../devices/holder.ts";
import type { Finding } from "../finding.ts";

/** PersistentVolumes by what a node's status calls them. */
export type PersistentVolumes = Pick<ReadonlyMap<string, PersistentVolume>, "get">;

/** A volume that the node's status names. */
export interface NodeVolume {
  /** As the status names it: `kubernetes.io/csi/<driver>^<handle>`. */
  name: string;
  /** The CSI driver, and what it calls the volume; null for any other plugin. */
  driver: string | null;
  handle: string | null;
  attached: boolean;
  /** A pod is to mount it, or the kubelet has not unmounted it yet. */
  inUse: boolean;
  /** The PersistentVolume, and the claim that has it, `<namespace>/<name>`; null where they are not known. */
  persistentVolume: string | null;
  claim: string | null;
  /** The pods of the node that are not finished and use its claim. */
  users: { namespace: string; pod: string; uid: string }[];
  /**
   * yes: its users do. no: no pod of the node has a volume that could be this one. unknown: one has, and which volume its
   * claim stands for only the PersistentVolume tells; or the pods are not known.
   */
  wanted: "yes" | "no" | "unknown";
}

/**
 * Volumes that are attached before they are mounted. A claim's volume may be, too; one that a pod declares inline with
 * `csi` never is. Source: kubelet `pkg/volume/csi/csi_plugin.go` (CanAttach), the in-tree plugins' NewAttacher.
 */
const ATTACHABLE: ReadonlySet<string> = new Set([
  "persistentVolumeClaim",
  "ephemeral",
  "awsElasticBlockStore",
  "azureDisk",
  "cinder",
  "fc",
  "gcePersistentDisk",
  "iscsi",
  "photonPersistentDisk",
  "portworxVolume",
  "rbd",
  "scaleIO",
  "vsphereVolume",
  // A kind that could not be told: it may be any of these.
  "unknown",
]);

/** Seconds until the controller detaches a volume whose unmounting nobody confirms: ReconcilerMaxWaitForUnmountDuration. */
const MOST_UNMOUNT = 360;

const CSI = "kubernetes.io/csi/";

/**
 * What is attached to the node, in use and left behind, by name. `pods` are all those of the node; null: not known.
 * `volumes` null: which volume a claim stands for is not known, and only a node whose pods have none at all is sure to
 * want none.
 */
export function nodeVolumes(
  { volumesAttached = [], volumesInUse = [] }: Pick<Node, "volumesAttached" | "volumesInUse">,
  pods: readonly Pod[] | null,
  volumes: PersistentVolumes | null = null,
): NodeVolume[] {
  const [attached, inUse] = [new Set(volumesAttached), new Set(volumesInUse)];
  const names = [...new Set([...attached, ...inUse])].toSorted();
  const users = usersByClaim(pods ?? []);
  const told = new Set(names.flatMap((name) => volumes?.get(name)?.claim ?? []));
  // A volume that no PersistentVolume tells of could be that of any claim that none of the others is.
  const couldBe = pods === null || pods.some((pod) => pod.spec.volumes?.some((each) => isOpen(pod, each, told)));
  return names.map((name): NodeVolume => {
    const { name: persistentVolume = null, claim = null } = volumes?.get(name) ?? {};
    const ofClaim = claim === null ? [] : (users.get(claim) ?? []);
    const isTold = persistentVolume !== null && pods !== null;
    const wanted: NodeVolume["wanted"] = ofClaim.length > 0 ? "yes" : isTold || !couldBe ? "no" : "unknown";
    return Object.assign(csiOf(name), {
      name,
      attached: attached.has(name),
      inUse: inUse.has(name),
      persistentVolume,
      claim,
      users: ofClaim,
      wanted,
    });
  });
}

/** It may have to be attached, and it is not known which of the node's volumes it is. */
const isOpen = (pod: Pod, volume: VolumeSpec, told: ReadonlySet<string>): boolean =>
  ATTACHABLE.has(volume.type) && !told.has(claimOf(pod, volume) ?? "");

/** `<namespace>/<name>` of the claim behind a pod's volume; an ephemeral volume's is named after both. */
export function claimOf(pod: Pod, { type, name, reference }: VolumeSpec): string | undefined {
  if (type === "ephemeral") return `${pod.namespace}/${pod.name}-${name}`;
  return type === "persistentVolumeClaim" && reference !== undefined ? `${pod.namespace}/${reference}` : undefined;
}

/** A pod that has finished wants its volumes no more: the kubelet unmounts them. */
function usersByClaim(pods: readonly Pod[]): Map<string, NodeVolume["users"]> {
  const users = new Map<string, NodeVolume["users"]>();
  for (const pod of pods) {
    if (isFinished(pod)) continue;
    for (const claim of new Set(pod.spec.volumes?.map((volume) => claimOf(pod, volume)))) {
      if (claim === undefined) continue;
      users.set(claim, [...(users.get(claim) ?? []), { namespace: pod.namespace, pod: pod.name, uid: pod.id }]);
    }
  }
  return users;
}

function csiOf(name: string): Pick<NodeVolume, "driver" | "handle"> {
  const at = name.indexOf("^");
  if (!name.startsWith(CSI) || at < 0) return { driver: null, handle: null };
  return { driver: name.slice(CSI.length, at), handle: name.slice(at + 1) };
}

/** Volumes that stay attached although no pod of the node has one that is this or could be it. */
export function volumeFindings(
  node: Pick<Node, "volumesAttached" | "volumesInUse">,
  pods: readonly Pod[] | null,
  volumes: PersistentVolumes | null = null,
): Finding[] {
  return nodeVolumes(node, pods, volumes)
    .filter(({ attached, wanted }) => attached && wanted === "no")
    .map(({ name, inUse, claim }) => ({
      rule: "VolumeLeftAttached",
      severity: "warning",
      subject: { kind: "volume", id: name },
      message: `It is attached${inUse ? " and the kubelet holds it in use" : ""}, but ${
        claim === null
          ? "no pod of the node has a volume that is attached"
          : `no pod of the node uses its claim ${claim}`
      }: it has not been ${inUse ? "unmounted" : "detached, and no other node may get it"}.`,
      since: null,
      settles: MOST_UNMOUNT,
    }));
}

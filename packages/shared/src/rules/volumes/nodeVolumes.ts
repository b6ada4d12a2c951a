import type { Node } from "../../model/node.ts";
import type { Pod } from "../../model/pod.ts";
import type { Finding } from "../finding.ts";

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
  /**
   * no: no pod of the node has a volume that could be this one. unknown: one has, and which volume its claim stands for
   * only the PersistentVolume tells; or the pods are not known.
   */
  wanted: "no" | "unknown";
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

/** What is attached to the node, in use and left behind, by name. `pods` are all those of the node; null: not known. */
export function nodeVolumes(
  { volumesAttached = [], volumesInUse = [] }: Pick<Node, "volumesAttached" | "volumesInUse">,
  pods: readonly Pod[] | null,
): NodeVolume[] {
  const [attached, inUse] = [new Set(volumesAttached), new Set(volumesInUse)];
  const wanted = pods === null || pods.some(hasAttachable) ? "unknown" : "no";
  return [...new Set([...attached, ...inUse])]
    .toSorted()
    .map((name) =>
      Object.assign(csiOf(name), { name, attached: attached.has(name), inUse: inUse.has(name), wanted } as const),
    );
}

const hasAttachable = (pod: Pod): boolean => pod.spec.volumes?.some(({ type }) => ATTACHABLE.has(type)) ?? false;

function csiOf(name: string): Pick<NodeVolume, "driver" | "handle"> {
  const at = name.indexOf("^");
  if (!name.startsWith(CSI) || at < 0) return { driver: null, handle: null };
  return { driver: name.slice(CSI.length, at), handle: name.slice(at + 1) };
}

/** Volumes that stay attached although no pod of the node has any that could be one of them. */
export function volumeFindings(
  node: Pick<Node, "volumesAttached" | "volumesInUse">,
  pods: readonly Pod[] | null,
): Finding[] {
  return nodeVolumes(node, pods)
    .filter(({ attached, wanted }) => attached && wanted === "no")
    .map(({ name, inUse }) => ({
      rule: "VolumeLeftAttached",
      severity: "warning",
      subject: { kind: "volume", id: name },
      message: inUse
        ? "It is attached and the kubelet holds it in use, but no pod of the node has a volume that is attached: it has not been unmounted."
        : "It is attached, but no pod of the node has a volume that is attached: it has not been detached, and no other node may get it.",
      since: null,
      settles: MOST_UNMOUNT,
    }));
}

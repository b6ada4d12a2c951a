import type { Collection } from "../api/collection.ts";
import type { PersistentVolume, PersistentVolumeClaim, Pod } from "../kubernetes.ts";
import type { Random } from "../random.ts";

/** What a node's status says of volumes. */
export interface NodeVolumes {
  attached: string[];
  inUse: string[];
}

/** Disks that claims are bound to, attached to the nodes whose pods use them. */
export interface Volumes {
  volumes: Collection<PersistentVolume>;
  claims: Collection<PersistentVolumeClaim>;
  onNode(node: string): NodeVolumes;
  /** A disk stays attached to the node, and the pod that used its claim is gone. */
  leaveAttached(node: string, namespace: string, claim: string, createdAt: string): void;
}

interface Parts {
  volumes: Collection<PersistentVolume>;
  claims: Collection<PersistentVolumeClaim>;
  pods: Collection<Pod>;
  random(part: string): Random;
  /** What a node has attached is different. */
  changed(node: string): void;
}

const DRIVER = "ebs.csi.aws.com";
const STORAGE_CLASS = "gp3";

export function createVolumes({ volumes, claims, pods, random, changed }: Parts): Volumes {
  const attached = new Map<string, Set<string>>();
  const left = new Map<string, Set<string>>();

  const byClaim = new Map<string, string>();

  /** The name, as a node's status has it, of the disk behind a claim: made when a pod first asks for it. */
  function provide(namespace: string, name: string, createdAt: string): string {
    const claim = `${namespace}/${name}`;
    const known = byClaim.get(claim) ?? attachedAs(make(namespace, name, createdAt));
    byClaim.set(claim, known);
    return known;
  }

  function make(namespace: string, name: string, createdAt: string): PersistentVolume {
    const stream = random(`volume ${namespace}/${name}`);
    const uid = stream.uuid();
    const volumeName = `pvc-${uid}`;
    const capacity = { storage: "100Gi" };
    const common = { accessModes: ["ReadWriteOnce"], storageClassName: STORAGE_CLASS, volumeMode: "Filesystem" };
    claims.put({
      metadata: { name, namespace, uid, resourceVersion: "", creationTimestamp: createdAt },
      spec: { ...common, resources: { requests: capacity }, volumeName },
      status: { phase: "Bound", accessModes: common.accessModes, capacity },
    });
    return volumes.put({
      metadata: { name: volumeName, uid: stream.uuid(), resourceVersion: "", creationTimestamp: createdAt },
      spec: {
        ...common,
        capacity,
        claimRef: { kind: "PersistentVolumeClaim", apiVersion: "v1", namespace, name, uid },
        persistentVolumeReclaimPolicy: "Delete",
        csi: { driver: DRIVER, volumeHandle: `vol-0${stream.uuid().replaceAll("-", "").slice(0, 16)}`, fsType: "ext4" },
      },
      status: { phase: "Bound" },
    });
  }

  const wantedBy = ({ metadata, spec }: Pod): string[] =>
    (spec.volumes ?? []).flatMap(({ persistentVolumeClaim: claim }) =>
      claim ? [provide(metadata.namespace ?? "", claim.claimName, metadata.creationTimestamp)] : [],
    );

  const isOver = ({ status }: Pod): boolean => status.phase === "Failed" || status.phase === "Succeeded";

  pods.subscribe(({ type, object }) => {
    const node = object.spec.nodeName;
    if (node === undefined || !object.spec.volumes?.some((volume) => volume.persistentVolumeClaim)) return;
    const wanted = wantedBy(object);
    const onNode = attached.get(node) ?? new Set<string>();
    const before = onNode.size;
    attached.set(node, onNode);
    const goes = type === "DELETED" || isOver(object);
    for (const name of wanted) {
      if (goes) onNode.delete(name);
      else onNode.add(name);
    }
    if (onNode.size !== before) changed(node);
  });

  return {
    volumes,
    claims,
    onNode: (node) => {
      const inUse = [...(attached.get(node) ?? [])];
      return { attached: [...inUse, ...(left.get(node) ?? [])].toSorted(), inUse: inUse.toSorted() };
    },
    leaveAttached(node, namespace, claim, createdAt) {
      left.set(node, (left.get(node) ?? new Set()).add(provide(namespace, claim, createdAt)));
      changed(node);
    },
  };
}

const attachedAs = ({ spec: { csi } }: PersistentVolume): string =>
  `kubernetes.io/csi/${csi.driver}^${csi.volumeHandle}`;

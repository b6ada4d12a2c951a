import type { PersistentVolume } from "@bayplan/shared";
import { numberOf, objectOf, textOf, wordOf, type Loose } from "@bayplan/shared/kubernetes";

/**
 * In-tree disks are attached by their CSI drivers, under the handles that these make of them.
 * Source: `staging/src/k8s.io/csi-translation-lib/plugins`.
 */
const MIGRATED: Readonly<Record<string, { driver: string; handle(source: Loose): string | undefined }>> = {
  awsElasticBlockStore: {
    driver: "ebs.csi.aws.com",
    // `aws://<zone>/vol-…` or the id alone.
    handle: (source) => /vol-[^/]*$/.exec(textOf(source["volumeID"]) ?? "")?.[0],
  },
  azureDisk: { driver: "disk.csi.azure.com", handle: (source) => wordOf(source["diskURI"]) },
  cinder: { driver: "cinder.csi.openstack.org", handle: (source) => wordOf(source["volumeID"]) },
  vsphereVolume: { driver: "csi.vsphere.vmware.com", handle: (source) => wordOf(source["volumePath"]) },
};

const nameOf = (spec: Loose): string | undefined => {
  const csi = objectOf(spec["csi"]);
  const [driver, handle] = [wordOf(csi["driver"]), wordOf(csi["volumeHandle"])];
  if (driver !== undefined && handle !== undefined) return `kubernetes.io/csi/${driver}^${handle}`;
  for (const [field, { driver, handle }] of Object.entries(MIGRATED)) {
    const found = field in spec ? handle(objectOf(spec[field])) : undefined;
    if (found !== undefined) return `kubernetes.io/csi/${driver}^${found}`;
  }
  const iscsi = objectOf(spec["iscsi"]);
  const [portal, iqn] = [wordOf(iscsi["targetPortal"]), wordOf(iscsi["iqn"])];
  if (portal === undefined || iqn === undefined) return undefined;
  // The kubelet adds the usual port where none is named: `pkg/volume/iscsi/iscsi_util.go`.
  const address = /:\d+$/.test(portal) ? portal : `${portal}:3260`;
  return `kubernetes.io/iscsi/${address}:${iqn}:${numberOf(iscsi["lun"]) ?? 0}`;
};

/** Of a PersistentVolume what joins it to a node and a claim; null for one that no node's status would name. */
export const projectVolume = (object: unknown): PersistentVolume | null => {
  const { metadata, spec: rawSpec } = objectOf(object);
  const spec = objectOf(rawSpec);
  const name = wordOf(objectOf(metadata)["name"]);
  if (name === undefined) throw new Error("A PersistentVolume of the API server has no name.");
  const attachedAs = nameOf(spec);
  if (attachedAs === undefined) return null;
  const claim = objectOf(spec["claimRef"]);
  const [namespace, claimName] = [wordOf(claim["namespace"]), wordOf(claim["name"])];
  return {
    name,
    attachedAs,
    claim: namespace === undefined || claimName === undefined ? null : `${namespace}/${claimName}`,
  };
};

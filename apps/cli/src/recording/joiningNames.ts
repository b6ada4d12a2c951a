import { projectClaim, projectVolume } from "@bayplan/api";
import { isPlain } from "./keepUsed.ts";

type Loose = Readonly<Record<string, unknown>>;
const objectOf = (value: unknown): Loose => (isPlain(value) ? value : {});
const objectsOf = (value: unknown): Loose[] => (Array.isArray(value) ? value.filter(isPlain) : []);

const attachedName = (name: unknown): string => `attached ${String(name)}`;
const claimName = (claim: string): string => `claim ${claim}`;
const poolName = ({ driver, pool }: { driver: unknown; pool: unknown }): string =>
  `pool ${String(driver)}/${String(pool)}`;
const podName = (uid: unknown): string => `pod ${String(uid)}`;

/** By what a node, or a pod or ResourceSlice of its, joins that node to volumes and claims. */
export function namesForNode(object: unknown): string[] {
  const { metadata, spec: rawSpec, status } = objectOf(object);
  const { uid, name, namespace } = objectOf(metadata);
  const spec = objectOf(rawSpec);
  const { volumesAttached, volumesInUse } = objectOf(status);
  const attached = [...objectsOf(volumesAttached).map((volume) => volume["name"]), ...texts(volumesInUse)];
  const claims = objectsOf(spec["volumes"]).flatMap((volume) => {
    const claim = objectOf(volume["persistentVolumeClaim"])["claimName"];
    if (typeof claim === "string") return [claim];
    // The claim of an ephemeral volume is called so: `k8s.io/component-helpers/storage/ephemeral`.
    return "ephemeral" in volume ? [`${String(name)}-${String(volume["name"])}`] : [];
  });
  return [
    ...attached.map(attachedName),
    ...claims.map((claim) => claimName(`${String(namespace)}/${claim}`)),
    ...("containers" in spec ? [podName(uid)] : []),
    ...("pool" in spec ? [poolName({ driver: spec["driver"], pool: objectOf(spec["pool"])["name"] })] : []),
  ];
}

/** A PersistentVolume is a node's that has it attached, or a pod that uses its claim. */
export function namesOfVolume(object: unknown): string[] {
  const { namespace, name } = objectOf(objectOf(objectOf(object)["spec"])["claimRef"]);
  const volume = projectVolume(object);
  return [
    ...(volume ? [attachedName(volume.attachedAs)] : []),
    ...(typeof name === "string" ? [claimName(`${String(namespace)}/${name}`)] : []),
  ];
}

/** A ResourceClaim is a node's whose pools its devices are of, or that has a pod it is reserved for. */
export function namesOfClaim(object: unknown): string[] {
  const { reservedFor } = objectOf(objectOf(object)["status"]);
  return [...projectClaim(object).devices.map(poolName), ...objectsOf(reservedFor).map(({ uid }) => podName(uid))];
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

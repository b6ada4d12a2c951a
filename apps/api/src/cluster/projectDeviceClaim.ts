import type { DeviceClaim, DeviceSlice } from "@bayplan/shared";
import { numberOf, objectOf, objectsOf, textOf, wordOf, type Loose } from "@bayplan/shared/kubernetes";

/** Effects of a taint that keep a device from a claim; all others are ignored (`taintPreventsAllocation`). */
const PREVENTING: ReadonlySet<unknown> = new Set(["NoSchedule", "NoExecute"]);

const isTainted = ({ taints }: Loose): boolean => objectsOf(taints).some(({ effect }) => PREVENTING.has(effect));

const isDivisible = ({ consumesCounters, allowMultipleAllocations }: Loose): boolean =>
  objectsOf(consumesCounters).length > 0 || allowMultipleAllocations === true;

const namesOf = (devices: readonly Loose[]): string[] => devices.flatMap(({ name }) => wordOf(name) ?? []);

/**
 * Of a ResourceSlice the names of its devices, and what decides which of them are free. Throws on an object without a
 * name.
 * Source: `staging/src/k8s.io/dynamic-resource-allocation/structured/internal/incubating/allocator_incubating.go`.
 */
export const projectSlice = (object: unknown): DeviceSlice => {
  const { metadata, spec: rawSpec } = objectOf(object);
  const spec = objectOf(rawSpec);
  const pool = objectOf(spec["pool"]);
  const devices = objectsOf(spec["devices"]);
  const name = wordOf(objectOf(metadata)["name"]);
  if (name === undefined) throw new Error("A ResourceSlice of the API server has no name.");
  return {
    name,
    driver: textOf(spec["driver"]) ?? "",
    pool: textOf(pool["name"]) ?? "",
    generation: numberOf(pool["generation"]) ?? 0,
    slices: numberOf(pool["resourceSliceCount"]) ?? 1,
    node: wordOf(spec["nodeName"]) ?? null,
    devices: namesOf(devices),
    tainted: namesOf(devices.filter(isTainted)),
    divisible: devices.some(isDivisible),
  };
};

/** Of a ResourceClaim the devices it has, and which of them it only looks at. Throws on an object without a name. */
export const projectClaim = (object: unknown): DeviceClaim => {
  const { metadata, status: rawStatus } = objectOf(object);
  const { namespace, name } = objectOf(metadata);
  const status = objectOf(rawStatus);
  const results = objectOf(objectOf(status["allocation"])["devices"])["results"];
  if (typeof name !== "string" || name === "") throw new Error("A ResourceClaim of the API server has no name.");
  return {
    namespace: textOf(namespace) ?? "",
    name,
    devices: objectsOf(results).map((result) => ({
      driver: textOf(result["driver"]) ?? "",
      pool: textOf(result["pool"]) ?? "",
      device: textOf(result["device"]) ?? "",
      adminAccess: result["adminAccess"] === true,
    })),
    pods: objectsOf(status["reservedFor"]).flatMap(({ resource, name }) =>
      resource === "pods" ? (wordOf(name) ?? []) : [],
    ),
  };
};

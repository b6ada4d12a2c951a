import type { DeviceClaim, DeviceSlice } from "@bayplan/shared";
import { numberOf, objectOf, objectsOf, textOf, wordOf } from "@bayplan/shared/kubernetes";

/** Of a ResourceSlice the names of its devices. Throws on an object without a name. */
export const projectSlice = (object: unknown): DeviceSlice => {
  const { metadata, spec: rawSpec } = objectOf(object);
  const spec = objectOf(rawSpec);
  const pool = objectOf(spec["pool"]);
  const name = wordOf(objectOf(metadata)["name"]);
  if (name === undefined) throw new Error("A ResourceSlice of the API server has no name.");
  return {
    name,
    driver: textOf(spec["driver"]) ?? "",
    pool: textOf(pool["name"]) ?? "",
    generation: numberOf(pool["generation"]) ?? 0,
    slices: numberOf(pool["resourceSliceCount"]) ?? 1,
    node: wordOf(spec["nodeName"]) ?? null,
    devices: objectsOf(spec["devices"]).flatMap((device) => wordOf(device["name"]) ?? []),
  };
};

/** Of a ResourceClaim the devices it has. One that only looks at them (`adminAccess`) has none. */
export const projectClaim = (object: unknown): DeviceClaim => {
  const { metadata, status: rawStatus } = objectOf(object);
  const { namespace, name } = objectOf(metadata);
  const status = objectOf(rawStatus);
  const results = objectOf(objectOf(status["allocation"])["devices"])["results"];
  if (typeof name !== "string" || name === "") throw new Error("A ResourceClaim of the API server has no name.");
  return {
    namespace: textOf(namespace) ?? "",
    name,
    devices: objectsOf(results)
      .filter((result) => result["adminAccess"] !== true)
      .map((result) => ({
        driver: textOf(result["driver"]) ?? "",
        pool: textOf(result["pool"]) ?? "",
        device: textOf(result["device"]) ?? "",
      })),
    pods: objectsOf(status["reservedFor"]).flatMap(({ resource, name }) =>
      resource === "pods" ? (wordOf(name) ?? []) : [],
    ),
  };
};

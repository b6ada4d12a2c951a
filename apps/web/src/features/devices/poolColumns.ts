import type { DevicePoolView } from "@bayplan/api/views";
import type { Column } from "../../ui/table/column.ts";

type PoolDevice = DevicePoolView["devices"][number] & Pick<DevicePoolView, "driver" | "pool">;

/** The devices of every pool, one a row. */
export const poolRows = (pools: readonly DevicePoolView[]): PoolDevice[] =>
  pools.flatMap(({ driver, pool, devices }) => devices.map((device) => Object.assign({ driver, pool }, device)));

/** What a file says of devices that are claimed. */
export const POOL_COLUMNS: readonly Column<PoolDevice>[] = [
  { key: "device", name: "Device", value: ({ device }) => device },
  { key: "driver", name: "Driver", value: ({ driver }) => driver },
  { key: "pool", name: "Pool", value: ({ pool }) => pool },
  {
    key: "claim",
    name: "Claim",
    value: ({ claims }) =>
      claims
        .map(({ namespace, name, adminAccess }) => `${namespace}/${name}${adminAccess ? " (looks at it)" : ""}`)
        .join(" ") || null,
    json: ({ claims }) => claims.map(({ namespace, name, adminAccess }) => ({ namespace, name, adminAccess })),
  },
  {
    key: "holder",
    name: "Held by",
    value: ({ assignments }) =>
      assignments.map(({ namespace, pod, container }) => `${namespace}/${pod}/${container}`).join(" ") || null,
    json: ({ assignments }) => assignments.map(({ namespace, pod, container }) => ({ namespace, pod, container })),
  },
];

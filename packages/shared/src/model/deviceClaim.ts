/** A device of dynamic resource allocation by the names that tell it from all others. */
export interface PooledDevice {
  driver: string;
  pool: string;
  device: string;
}

/** One ResourceSlice: a part of the devices that a driver offers in a pool. */
export interface DeviceSlice {
  name: string;
  driver: string;
  pool: string;
  /** Of a pool several slices can be told while it changes: only those of the newest generation hold. */
  generation: number;
  /** How many slices the pool has in all: with fewer, not all its devices are known. */
  slices: number;
  /** The node that alone has them; null: several nodes reach them. */
  node: string | null;
  devices: string[];
}

/** A ResourceClaim that has devices. */
export interface DeviceClaim {
  namespace: string;
  name: string;
  devices: PooledDevice[];
  /** Names of the pods that may use them, in its namespace. */
  pods: string[];
}

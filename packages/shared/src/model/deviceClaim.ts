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
  /** Those of them that no claim gets which does not tolerate a taint of theirs. */
  tainted: string[];
  /** True where some of them draw on counters that others draw on too, or can be given to several claims in parts. */
  divisible: boolean;
}

/** A device that a claim has. */
export interface AllocatedDevice extends PooledDevice {
  /** True: it looks at the device, and others can have it all the same. */
  adminAccess: boolean;
}

/** A ResourceClaim that has devices. */
export interface DeviceClaim {
  namespace: string;
  name: string;
  devices: AllocatedDevice[];
  /** Names of the pods that may use them, in its namespace. */
  pods: string[];
}

import type { DeviceHolder, DevicePool, QosClass, Time } from "@bayplan/shared";
import type { Keyed } from "./feed.ts";

/** One id that the kubelet gives out: `/api/v1/nodes/{name}/devices` lists these. */
export interface DeviceView extends Keyed {
  part: "device";
  resource: string;
  id: string;
  /** Of a shared replica or MIG part, the device it is part of; else the id itself. */
  physicalId: string;
  numaNodes: number[];
  /** Unknown: no source says. An id that has left the lists is Unhealthy. */
  health: "Healthy" | "Unhealthy" | "Unknown";
  /** Why nobody knows, and what to do about it; null where it is known. */
  healthUnknown: string | null;
  assignments: DeviceHolder[];
}

/**
 * What one driver of dynamic resource allocation offers in a pool of the node, and who claims it. These are no ids of the
 * kubelet's lists.
 */
export interface DevicePoolView extends DevicePool, Keyed {
  part: "pool";
}

/** A device among those of the whole fleet (`devices.watch`). */
export interface FleetDeviceView extends DeviceView {
  node: string;
  /** Of the pod that holds it, the first where several do; null where nobody does or the pod is not known. */
  holderTier: QosClass | null;
  /** When its node last told, where that is not of the present; null: it is. */
  lastTold: Time | null;
}

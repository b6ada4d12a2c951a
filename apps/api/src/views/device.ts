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
  assignments: { namespace: string; pod: string; container: string; uid: string | null }[];
}

/** A device among those of the whole fleet (`devices.watch`). */
export interface FleetDeviceView extends DeviceView {
  node: string;
}

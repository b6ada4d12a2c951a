import type { Millis, NetworkInterface, NodeStats, Pod, PodStats } from "@bayplan/shared";
import { pictureOf } from "../nodes/picture.ts";
import type { NodeState } from "../nodes/state.ts";
import type { InterfaceView, NetworkView, PodNetwork } from "../views/network.ts";

const interfaceView = (told: NetworkInterface): InterfaceView => ({
  name: told.name,
  rxPerSecond: told.rxRate ?? null,
  txPerSecond: told.txRate ?? null,
  rxBytes: told.rxBytes ?? null,
  txBytes: told.txBytes ?? null,
  rxErrors: told.rxErrors ?? null,
  txErrors: told.txErrors ?? null,
});

const interfacesOf = (stats: NodeStats | PodStats | undefined): InterfaceView[] | null =>
  stats?.networkInterfaces?.map(interfaceView) ?? null;

export const networkView = (state: NodeState, now: Millis): NetworkView => ({
  key: "network",
  part: "network",
  interfaces: interfacesOf(pictureOf(state, now).usage?.get("nodeStats", "node")),
});

export const podNetwork = ({ spec }: Pod, stats: PodStats | undefined): PodNetwork => ({
  hostNetwork: spec.hostNetwork ?? false,
  interfaces: interfacesOf(stats),
});

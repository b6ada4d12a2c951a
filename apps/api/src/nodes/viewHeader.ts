import { fromMillis, systemUse, type Millis } from "@bayplan/shared";
import { devicesHeld } from "../devices/view.ts";
import { hostPortsOf } from "../pods/hostPorts.ts";
import { podTotals } from "../pods/totals.ts";
import type { NodeHeader, NodeRow } from "../views/node.ts";
import type { EntityStore } from "./entityStore.ts";
import { pictureOf } from "./picture.ts";
import { podUse, resourceViews } from "./resources.ts";
import type { NodeState } from "./state.ts";

const runtimeOf = (sockets: EntityStore | null): NodeHeader["runtime"] => {
  const runtime = sockets?.get("runtime", "runtime");
  return runtime
    ? {
        name: runtime.name,
        version: runtime.version,
        cgroupDriver: runtime.cgroupDriver ?? null,
        conditions: runtime.conditions,
      }
    : null;
};

const imagesOf = (sockets: EntityStore | null): NodeHeader["images"] => {
  if (!sockets || sockets.count("image") === 0) return null;
  const images = sockets.all("image");
  return { count: images.length, bytes: images.reduce((sum, image) => sum + image.sizeBytes, 0) };
};

/** As the API server tells them, or else the runtime itself. */
export const runtimeHandlersOf = ({ api }: NodeState, sockets: EntityStore | null): NodeHeader["runtimeHandlers"] =>
  api && api.runtimeHandlers.length > 0 ? api.runtimeHandlers : (sockets?.get("runtime", "runtime")?.handlers ?? []);

/** Everything about a node that is not a pod, a device or a finding. */
export const viewHeader = (state: NodeState, row: NodeRow, now: Millis): NodeHeader => {
  const { api } = state;
  const picture = pictureOf(state, now);
  const stats = picture.usage?.get("nodeStats", "node");
  const totals = picture.podStore && podTotals(picture.podStore);
  return {
    key: "node",
    part: "node",
    row,
    conditions: api?.conditions ?? [],
    taints: (api?.taints ?? []).map(({ key, value, effect }) => ({ key, value: value ?? null, effect })),
    addresses: api?.addresses ?? [],
    info: api && {
      kernelVersion: api.info.kernelVersion,
      osImage: api.info.osImage,
      architecture: api.info.architecture,
      bootID: api.info.bootID,
    },
    resources: resourceViews(
      { api, stats, usageOfPods: podUse(stats, picture), totals, held: devicesHeld(picture) },
      picture,
    ),
    runtime: runtimeOf(picture.sockets),
    watchedSince: state.transitions && fromMillis(state.transitions.watchedSince),
    sampledAt: stats?.at ?? null,
    images: imagesOf(picture.sockets),
    hostPorts: (picture.pods ?? []).flatMap(hostPortsOf).sort((a, b) => a.port - b.port),
    runtimeHandlers: runtimeHandlersOf(state, picture.sockets),
    system: systemUse(stats, picture.sockets?.get("kubeletConfig", "kubeletConfig")),
    now,
  };
};

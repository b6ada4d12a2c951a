import {
  cgroupTree,
  limitFindings,
  type Allocation,
  type CgroupTree,
  type Event,
  type Finding,
  type Millis,
} from "@bayplan/shared";
import { rowOf } from "../feeds/rows.ts";
import { pictureOf, type Picture } from "../nodes/picture.ts";
import { sourceViewOf } from "../nodes/sources.ts";
import type { NodeState } from "../nodes/state.ts";
import type { CgroupPart } from "../views/cgroups.ts";

const LIST_CONTAINERS = "cri runtime.v1.RuntimeService/ListContainers";
const LIST_ALLOCATIONS = "podresources v1.PodResourcesLister/List";

/** Of a source that has never answered nothing follows; one that stopped to is believed for what it said. */
const heard = ({ session }: NodeState, source: string): boolean => session?.heard[source] !== undefined;

const allocationsOf = (state: NodeState, { sockets }: Picture): readonly Allocation[] | null =>
  sockets && heard(state, LIST_ALLOCATIONS) ? sockets.all("allocation") : null;

const treeOf = (state: NodeState, picture: Picture, events: readonly Event[]): CgroupTree => {
  const { usage, sockets, pods } = picture;
  return cgroupTree({
    node: state.api ?? undefined,
    config: sockets?.get("kubeletConfig", "kubeletConfig"),
    runtime: sockets?.get("runtime", "runtime"),
    metrics: sockets?.get("kubeletMetrics", "kubeletMetrics"),
    nodeStats: usage?.get("nodeStats", "node"),
    events,
    pods: pods ?? [],
    podStats: usage?.all("podStats") ?? [],
    containers: sockets && heard(state, LIST_CONTAINERS) ? sockets.all("container") : null,
    allocations: allocationsOf(state, picture),
  });
};

const runtimeUnknown = (state: NodeState, now: Millis): string | null => {
  const source = sourceViewOf(state, LIST_CONTAINERS, now);
  if (source) return source.state === "ok" ? null : source.message;
  return state.session ? "The runtime has not been asked yet." : "No agent reports for this node.";
};

/** The node's cgroups: what all have in common first, then parents before their children. */
export const cgroupParts = (state: NodeState, events: readonly Event[], now: Millis): CgroupPart[] => {
  const { cgroups, ...common } = treeOf(state, pictureOf(state, now), events);
  return [
    { key: "cgroups", part: "cgroups", ...common, runtimeUnknown: runtimeUnknown(state, now) },
    ...cgroups.map((cgroup, order) => rowOf("cgroup", `cgroup/${cgroup.id}`, Object.assign(cgroup, { order }))),
  ];
};

/** The agent asks for the statuses of so many containers each time, so often: seconds. */
const ASKED_AT_ONCE = 8;
const ASKED_EVERY = 30;

/** Containers that the runtime holds to something else than the kubelet set. */
export const appliedLimitFindings = (state: NodeState, picture: Picture): Finding[] => {
  const { pods, sockets } = picture;
  if (!pods || !sockets) return [];
  const containers = sockets.all("container");
  const input = {
    pods,
    containers,
    config: sockets.get("kubeletConfig", "kubeletConfig"),
    kubeletVersion: state.api?.info.kubeletVersion,
    allocations: allocationsOf(state, picture),
  };
  return limitFindings(input, (Math.ceil(containers.length / ASKED_AT_ONCE) + 1) * ASKED_EVERY);
};

import type { Node, NodeCondition, Taint } from "../kubernetes.ts";
import type { DeviceManager } from "./deviceManager.ts";
import type { ImageStore } from "./imageStore.ts";
import { nodeInfo, nodeResources } from "./nodeResources.ts";
import type { NodeProfile } from "./state.ts";
import type { NodeVolumes } from "../workloads/volumes.ts";

interface NodeState {
  profile: NodeProfile;
  uid: string;
  createdAt: string;
  devices: DeviceManager;
  images: ImageStore;
  hostIP: string;
  podNetwork: string;
  unschedulable: boolean;
  taints: Taint[];
  conditions: NodeCondition[];
  volumes(): NodeVolumes;
}

/** The node as the API has it. */
export const nodeObject = ({
  profile,
  uid,
  createdAt,
  unschedulable,
  taints,
  conditions,
  ...state
}: NodeState): Node => ({
  metadata: {
    name: profile.name,
    uid,
    resourceVersion: "",
    creationTimestamp: createdAt,
    labels: {
      "kubernetes.io/hostname": profile.name,
      "kubernetes.io/os": profile.operatingSystem,
      "kubernetes.io/arch": "amd64",
      ...profile.labels,
    },
    annotations: { "volumes.kubernetes.io/controller-managed-attach-detach": "true" },
  },
  spec: {
    podCIDR: `${state.podNetwork}.0/24`,
    ...(unschedulable && { unschedulable }),
    ...(taints.length > 0 && { taints }),
  },
  status: {
    ...nodeResources(profile, state.devices),
    conditions,
    addresses: [
      { type: "InternalIP", address: state.hostIP },
      { type: "Hostname", address: profile.name },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    nodeInfo: nodeInfo(profile, uid),
    images: state.images
      .list()
      .toSorted((a, b) => b.sizeBytes - a.sizeBytes)
      .slice(0, 50)
      .map(({ reference, digest, sizeBytes }) => ({ names: [digest, reference], sizeBytes })),
    ...volumesOf(state.volumes()),
    ...(profile.operatingSystem === "linux" && {
      runtimeHandlers: ["", "runc"].map((name) => ({
        name,
        features: { recursiveReadOnlyMounts: true, userNamespaces: profile.runtimeEvents },
      })),
    }),
  },
});

const volumesOf = ({ attached, inUse }: NodeVolumes): Pick<Node["status"], "volumesAttached" | "volumesInUse"> => ({
  ...(attached.length > 0 && { volumesAttached: attached.map((name) => ({ name, devicePath: "" })) }),
  ...(inUse.length > 0 && { volumesInUse: inUse }),
});

import { status } from "@grpc/grpc-js";
import type { ContainerDevices, DynamicResource } from "@bayplan/protocols/podresources";
import { CallFailure } from "../../servers/criRuntime/runtimeSource.ts";
import type { PodResourcesSource } from "../../servers/podResources/podResourcesSource.ts";
import type { Pod } from "../kubernetes.ts";
import type { KubeletCore } from "./core.ts";
import { type HeldDevices, minorOf } from "./state.ts";

/** What this node's kubelet says of devices, exclusive CPUs and memory. */
export function podResourcesSource(core: KubeletCore): PodResourcesSource {
  const { devices, profile } = core;

  const listed = (held: HeldDevices): ContainerDevices[] =>
    held.ids.map((id) => entry(held.resource, id, numaNodeOf(id)));
  const numaNodeOf = (id: string) => devices.devices().find((device) => device.id === id)?.numaNode ?? 0;
  const claimed = ({ metadata: { namespace = "" }, status }: Pod, name: string): DynamicResource[] => {
    const claimName = status.resourceClaimStatuses?.find((claim) => claim.name === name)?.resourceClaimName ?? "";
    const results = core.claims.get(namespace, claimName)?.status.allocation?.devices.results;
    if (!results) return [];
    const claimResources = results.map(({ driver, pool, device }) => ({
      driverName: driver,
      poolName: pool,
      deviceName: device,
      cdiDevices: [{ name: `${profile.claimable?.cdiKind}=${device}` }],
    }));
    return [{ claimName, claimNamespace: namespace, claimResources }];
  };
  const answers = (method: "List" | "GetAllocatableResources") => {
    if (!core.alive) throw new CallFailure(status.UNAVAILABLE, "the kubelet does not run");
    const lack = profile.podResourcesLack?.find((call) => call.method === method);
    if (lack) throw new CallFailure(lack.code, `unknown method ${method} for service v1.PodResourcesLister`);
  };

  return {
    list() {
      answers("List");
      const listsFinished = minorOf(profile) < 34;
      return {
        podResources: [...core.pods.values()]
          .filter(({ stage }) => stage !== "refused" && (stage !== "finished" || listsFinished))
          .map(({ object, slots }) => ({
            name: object.metadata.name,
            namespace: object.metadata.namespace ?? "",
            containers: slots
              .filter(({ kind }) => kind !== "init")
              .map((slot) => ({
                name: slot.spec.name,
                devices: slot.devices.flatMap(listed),
                cpuIds: slot.cpus.map(BigInt),
                memory: [],
                dynamicResources: (slot.spec.resources.claims ?? []).flatMap(({ name }) => claimed(object, name)),
              })),
          })),
      };
    },
    getAllocatableResources() {
      answers("GetAllocatableResources");
      return {
        devices: devices
          .devices()
          .filter(({ healthy }) => healthy)
          .map(({ resource, id, numaNode }) => entry(resource, id, numaNode)),
        cpuIds: devices.allocatableCpus().map(BigInt),
        memory: [],
      };
    },
  };
}

const entry = (resourceName: string, id: string, numaNode: number): ContainerDevices => ({
  resourceName,
  deviceIds: [id],
  topology: { nodes: [{ ID: BigInt(numaNode) }] },
});

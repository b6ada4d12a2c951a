import type { Collection } from "../api/collection.ts";
import type { NodeProfile } from "../kubelet/state.ts";
import type { Pod, PodStatus, ResourceClaim, ResourceSlice } from "../kubernetes.ts";
import type { Random } from "../random.ts";
import type { PodPlan } from "./plan.ts";

/** Dynamic resource allocation (KEP-4381): what drivers offer, and who claims it. */
export interface Claims {
  claims: Collection<ResourceClaim>;
  slices: Collection<ResourceSlice>;
  /** A driver tells of the node's devices. */
  offer(profile: NodeProfile, createdAt: string): void;
  /** Makes the pod's claims from their templates, with a free device of its node for each; they go when the pod goes. */
  claim(pod: Pod, plan: PodPlan, node: string): PodStatus["resourceClaimStatuses"];
}

interface Parts {
  claims: Collection<ResourceClaim>;
  slices: Collection<ResourceSlice>;
  pods: Collection<Pod>;
  random(part: string): Random;
}

export function createClaims({ claims, slices, pods, random }: Parts): Claims {
  pods.subscribe(({ type, object }) => {
    if (type !== "DELETED") return;
    for (const { resourceClaimName } of object.status.resourceClaimStatuses ?? [])
      claims.remove(object.metadata.namespace ?? "", resourceClaimName);
  });

  function freeDevice(node: string, driver: string): string | undefined {
    const taken = new Set(
      claims
        .list()
        .flatMap(({ status }) =>
          (status.allocation?.devices.results ?? []).map(({ pool, device }) => `${pool}/${device}`),
        ),
    );
    return slices
      .list()
      .filter(({ spec }) => spec.nodeName === node && spec.driver === driver)
      .flatMap(({ spec }) => spec.devices)
      .find(({ name }) => !taken.has(`${node}/${name}`))?.name;
  }

  return {
    claims,
    slices,
    offer({ name, claimable }, createdAt) {
      if (!claimable) return;
      const { driver, devices } = claimable;
      const stream = random(`slice ${name}`);
      slices.put({
        metadata: {
          name: `${name}-${driver}-${stream.suffix(5)}`,
          uid: stream.uuid(),
          resourceVersion: "",
          generation: 1,
          creationTimestamp: createdAt,
        },
        spec: { driver, nodeName: name, pool: { name, generation: 1, resourceSliceCount: 1 }, devices },
      });
    },
    claim({ metadata }, plan, node) {
      return plan.claims?.map(({ name, deviceClass, driver }) => {
        const stream = random(`claim ${metadata.uid} ${name}`);
        const device = freeDevice(node, driver);
        const { name: pod, uid, namespace = "", creationTimestamp } = metadata;
        const owner = { apiVersion: "v1", kind: "Pod", name: pod, uid, controller: true, blockOwnerDeletion: true };
        const resourceClaimName = `${pod}-${name}-${stream.suffix(5)}`;
        claims.put({
          metadata: {
            name: resourceClaimName,
            namespace,
            uid: stream.uuid(),
            resourceVersion: "",
            creationTimestamp,
            annotations: { "resource.kubernetes.io/pod-claim-name": name },
            ownerReferences: [owner],
          },
          spec: {
            devices: {
              requests: [{ name, exactly: { deviceClassName: deviceClass, allocationMode: "ExactCount", count: 1 } }],
            },
          },
          status:
            device === undefined
              ? {}
              : {
                  allocation: {
                    devices: { results: [{ request: name, driver, pool: node, device }] },
                    nodeSelector: {
                      nodeSelectorTerms: [{ matchFields: [{ key: "metadata.name", operator: "In", values: [node] }] }],
                    },
                  },
                  reservedFor: [{ resource: "pods", name: pod, uid }],
                },
        });
        return { name, resourceClaimName };
      });
    },
  };
}

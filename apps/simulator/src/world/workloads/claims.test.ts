import { expect, test } from "vitest";
import { createTestWorld } from "../createTestWorld.ts";
import { podResourcesSource } from "../kubelet/podResourcesSource.ts";
import { MINUTE, SECOND } from "../time/clock.ts";
import type { PodPlan } from "./plan.ts";

const ACCELERATOR = {
  driver: "qat.intel.com",
  cdiKind: "intel.com/qat",
  devices: [1, 2].map((index) => ({ name: `qatvf-${index}`, attributes: {} })),
};

const pod = (name: string): PodPlan => ({
  namespace: "team-a",
  name,
  kind: "Pod",
  containers: [{ name: "main", image: "docker.io/lab/busybox:1" }],
  claims: [{ name: "crypto", deviceClass: "qat.intel.com", driver: ACCELERATOR.driver }],
});

test("a claimed device is told by the claim, the pod and the kubelet alike, and is free again after the pod", () => {
  const { clock, world, kubelet } = createTestWorld({ claimable: ACCELERATOR });
  expect(world.resourceSlices.list().map(({ spec }) => spec)).toMatchObject([
    { driver: "qat.intel.com", nodeName: "node-a", pool: { name: "node-a" }, devices: ACCELERATOR.devices },
  ]);
  world.controllers.create(pod("one"), "node-a");
  world.controllers.create(pod("two"), "node-a");
  clock.advance(10 * SECOND);
  const claimOf = (name: string) => {
    const { metadata, spec, status } = world.pods.get("team-a", name) ?? expect.fail();
    expect(spec.containers[0]?.resources.claims).toEqual([{ name: "crypto" }]);
    expect(spec.resourceClaims).toEqual([{ name: "crypto", resourceClaimTemplateName: `${name}-crypto` }]);
    const [named] = status.resourceClaimStatuses ?? [];
    const claim = world.resourceClaims.get("team-a", named?.resourceClaimName ?? "") ?? expect.fail();
    expect(claim.status.reservedFor).toEqual([{ resource: "pods", name, uid: metadata.uid }]);
    return { name: claim.metadata.name, results: claim.status.allocation?.devices.results };
  };
  const [one, two] = [claimOf("one"), claimOf("two")];
  const given = (device: string) => [{ request: "crypto", driver: "qat.intel.com", pool: "node-a", device }];
  expect([one.results, two.results]).toEqual([given("qatvf-1"), given("qatvf-2")]);

  const listed = podResourcesSource(kubelet.core).list().podResources;
  expect(listed.find(({ name }) => name === "two")?.containers[0]?.dynamicResources).toEqual([
    {
      claimName: two.name,
      claimNamespace: "team-a",
      claimResources: [
        {
          driverName: "qat.intel.com",
          poolName: "node-a",
          deviceName: "qatvf-2",
          cdiDevices: [{ name: "intel.com/qat=qatvf-2" }],
        },
      ],
    },
  ]);

  world.controllers.remove("team-a", "one");
  clock.advance(MINUTE);
  expect(world.resourceClaims.list().map(({ metadata }) => metadata.name)).toEqual([two.name]);
  world.controllers.create(pod("three"), "node-a");
  clock.advance(10 * SECOND);
  expect(claimOf("three").results).toEqual(given("qatvf-1"));
});

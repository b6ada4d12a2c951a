import { expect, test } from "vitest";
import { createTestWorld } from "../createTestWorld.ts";
import { MINUTE, SECOND } from "../time/clock.ts";
import type { PodPlan } from "./plan.ts";

const withDisk = (name: string, claimName: string): PodPlan => ({
  namespace: "team-a",
  name,
  kind: "Pod",
  containers: [{ name: "main", image: "docker.io/lab/busybox:1" }],
  volumes: [{ volume: { name: "data", persistentVolumeClaim: { claimName } } }],
});

test("a claim's disk is attached while a pod uses it, and one that is left behind stays", () => {
  const { clock, world } = createTestWorld();
  const statusOf = () => {
    const { volumesAttached = [], volumesInUse = [] } = world.nodes.get("", "node-a")?.status ?? {};
    return { attached: volumesAttached.map(({ name }) => name), inUse: volumesInUse };
  };
  world.controllers.create(withDisk("db", "data-db-0"), "node-a");
  clock.advance(30 * SECOND);
  const [volume] = world.volumes.volumes.list();
  expect(volume?.spec.claimRef).toMatchObject({ namespace: "team-a", name: "data-db-0" });
  const [claim] = world.volumes.claims.list();
  expect(claim?.spec.volumeName).toBe(volume?.metadata.name);
  expect(claim?.metadata.uid).toBe(volume?.spec.claimRef.uid);
  const attachedAs = `kubernetes.io/csi/ebs.csi.aws.com^${volume?.spec.csi.volumeHandle}`;
  expect(statusOf()).toEqual({ attached: [attachedAs], inUse: [attachedAs] });

  world.volumes.leaveAttached("node-a", "team-a", "data-old-0", "2026-11-20T10:00:00Z");
  world.controllers.remove("team-a", "db");
  clock.advance(MINUTE);
  const left = world.volumes.volumes.list().find(({ spec }) => spec.claimRef.name === "data-old-0");
  expect(statusOf()).toEqual({
    attached: [`kubernetes.io/csi/ebs.csi.aws.com^${left?.spec.csi.volumeHandle}`],
    inUse: [],
  });
});

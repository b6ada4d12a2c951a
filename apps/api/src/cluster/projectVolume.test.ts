import { expect, test } from "vitest";
import { projectVolume } from "./projectVolume.ts";

const volume = (spec: object): unknown => ({
  metadata: { name: "pv-1", annotations: { secret: "x" } },
  spec: { capacity: { storage: "1Gi" }, claimRef: { namespace: "shop", name: "data", uid: "u" }, ...spec },
});

test.each([
  [{ csi: { driver: "disk.example", volumeHandle: "a^b/c" } }, "kubernetes.io/csi/disk.example^a^b/c"],
  [{ awsElasticBlockStore: { volumeID: "aws://eu-west-1a/vol-0ab" } }, "kubernetes.io/csi/ebs.csi.aws.com^vol-0ab"],
  [{ awsElasticBlockStore: { volumeID: "vol-0ab" } }, "kubernetes.io/csi/ebs.csi.aws.com^vol-0ab"],
  [{ azureDisk: { diskURI: "/subscriptions/s/d" } }, "kubernetes.io/csi/disk.csi.azure.com^/subscriptions/s/d"],
  [{ cinder: { volumeID: "c-1" } }, "kubernetes.io/csi/cinder.csi.openstack.org^c-1"],
  [{ iscsi: { targetPortal: "10.0.0.1", iqn: "iqn.x", lun: 2 } }, "kubernetes.io/iscsi/10.0.0.1:3260:iqn.x:2"],
  [{ iscsi: { targetPortal: "10.0.0.1:99", iqn: "iqn.x" } }, "kubernetes.io/iscsi/10.0.0.1:99:iqn.x:0"],
])("%j is attached as %s", (spec, attachedAs) => {
  expect(projectVolume(volume(spec))).toEqual({ name: "pv-1", attachedAs, claim: "shop/data" });
});

test.each([[{ nfs: { server: "x" } }], [{ csi: { driver: "disk.example" } }], [{ awsElasticBlockStore: {} }], [{}]])(
  "%j is never attached",
  (spec) => expect(projectVolume(volume(spec))).toBeNull(),
);

test("one that was never bound has no claim, and one without a name is refused", () => {
  const csi = { driver: "disk.example", volumeHandle: "v" };
  expect(projectVolume(volume({ csi, claimRef: undefined }))).toMatchObject({ claim: null });
  for (const object of [undefined, null, [], {}, { metadata: {} }])
    expect(() => projectVolume(object)).toThrow(/has no name/);
});

import { describe, expect, it } from "vitest";
import { aPod } from "../../../test/entities.ts";
import type { Pod } from "../../model/pod.ts";
import { nodeVolumes, volumeFindings } from "./nodeVolumes.ts";

const ONE = "kubernetes.io/csi/disk.example^vol-1";
const TWO = "kubernetes.io/csi/disk.example^vol^2";

const withVolume = (type: string, phase = "Running"): Pod =>
  aPod({ spec: { containers: [], volumes: [{ name: "data", type }] }, status: { phase } });

const brief = (attached: string[] | undefined, inUse: string[] | undefined, pods: readonly Pod[] | null): string[] =>
  nodeVolumes({ ...(attached && { volumesAttached: attached }), ...(inUse && { volumesInUse: inUse }) }, pods).map(
    (volume) =>
      [volume.handle, volume.attached && "attached", volume.inUse && "inUse", volume.wanted].filter(Boolean).join(" "),
  );

describe("nodeVolumes", () => {
  it.each<[string, string[] | undefined, string[] | undefined, readonly Pod[] | null, string[]]>([
    ["there are none", undefined, undefined, [], []],
    ["a pod has a claim", [ONE], [ONE], [withVolume("persistentVolumeClaim")], ["vol-1 attached inUse unknown"]],
    ["a pod waits for it", [], [ONE], [withVolume("ephemeral")], ["vol-1 inUse unknown"]],
    [
      "one of two claims is gone",
      [TWO, ONE],
      [ONE],
      [withVolume("persistentVolumeClaim")],
      ["vol-1 attached inUse unknown", "vol^2 attached unknown"],
    ],
    [
      "the pod with the claim has finished",
      [ONE],
      [],
      [withVolume("persistentVolumeClaim", "Succeeded")],
      ["vol-1 attached unknown"],
    ],
    ["a pod's volume is of a kind that is not known", [ONE], [], [withVolume("unknown")], ["vol-1 attached unknown"]],
    [
      "no pod has one that is attached",
      [ONE],
      [ONE],
      [withVolume("emptyDir"), withVolume("csi")],
      ["vol-1 attached inUse no"],
    ],
    ["there is no pod", [ONE], undefined, [], ["vol-1 attached no"]],
    ["the pods are not known", [ONE], undefined, null, ["vol-1 attached unknown"]],
  ])("when %s", (_, attached, inUse, pods, expected) => {
    expect(brief(attached, inUse, pods)).toEqual(expected);
  });

  it.each([
    [ONE, "disk.example", "vol-1"],
    [TWO, "disk.example", "vol^2"],
    ["kubernetes.io/csi/disk.example", null, null],
    ["kubernetes.io/iscsi/10.0.0.1:3260:iqn.x:0", null, null],
  ])("reads the name %s", (name, driver, handle) => {
    expect(nodeVolumes({ volumesAttached: [name] }, null)).toMatchObject([{ name, driver, handle }]);
  });
});

describe("nodeVolumes with the cluster's PersistentVolumes", () => {
  const ofClaim = (name: string, claim: string, type = "persistentVolumeClaim", changes: Partial<Pod> = {}): Pod =>
    aPod({
      id: `uid-${name}`,
      name,
      spec: { containers: [], volumes: [{ name: "data", type, ...(claim !== "" && { reference: claim }) }] },
      ...changes,
    });
  const volumes = new Map([
    [ONE, { name: "pv-1", attachedAs: ONE, claim: "shop/one" }],
    [TWO, { name: "pv-2", attachedAs: TWO, claim: "shop/web-data" }],
  ]);
  const LOST = "kubernetes.io/csi/disk.example^gone";
  const join = (attached: string[], pods: readonly Pod[] | null): string[] =>
    nodeVolumes({ volumesAttached: attached }, pods, volumes).map(
      ({ persistentVolume, claim, users, wanted }) =>
        `${persistentVolume} ${claim} ${users.map(({ pod }) => pod).join("+")} ${wanted}`,
    );

  it.each<[string, string[], readonly Pod[] | null, string[]]>([
    ["a pod uses its claim", [ONE], [ofClaim("web", "one")], ["pv-1 shop/one web yes"]],
    ["two pods share it", [ONE], [ofClaim("a", "one"), ofClaim("b", "one")], ["pv-1 shop/one a+b yes"]],
    ["a pod has it as an ephemeral volume", [TWO], [ofClaim("web", "", "ephemeral")], ["pv-2 shop/web-data web yes"]],
    [
      "a pod of another namespace names a claim alike",
      [ONE],
      [ofClaim("web", "one", undefined, { namespace: "x" })],
      ["pv-1 shop/one  no"],
    ],
    [
      "the pod has finished",
      [ONE],
      [ofClaim("web", "one", undefined, { status: { phase: "Failed" } })],
      ["pv-1 shop/one  no"],
    ],
    ["another claim is used", [ONE, TWO], [ofClaim("web", "one")], ["pv-1 shop/one web yes", "pv-2 shop/web-data  no"]],
    ["the pods are not known", [ONE], null, ["pv-1 shop/one  unknown"]],
    [
      "no volume tells of it, and every claim is another's",
      [ONE, LOST],
      [ofClaim("web", "one")],
      ["null null  no", "pv-1 shop/one web yes"],
    ],
    ["no volume tells of it, and a claim could be its own", [LOST], [ofClaim("web", "other")], ["null null  unknown"]],
  ])("when %s", (_, attached, pods, expected) => {
    expect(join(attached, pods)).toEqual(expected);
  });

  it("names the claim of one that was left behind", () => {
    const [found, ...more] = volumeFindings({ volumesAttached: [ONE, TWO] }, [ofClaim("web", "one")], volumes);
    expect(found).toMatchObject({ rule: "VolumeLeftAttached", subject: { id: TWO } });
    expect(found?.message).toContain("uses its claim shop/web-data");
    expect(more).toEqual([]);
  });
});

describe("volumeFindings", () => {
  it.each<[string, string[], string[], readonly Pod[] | null, string[]]>([
    ["attached, and no pod has any", [ONE], [], [withVolume("emptyDir")], [ONE]],
    ["more attached than claimed: it may be another's", [ONE, TWO], [], [withVolume("persistentVolumeClaim")], []],
    ["in use alone: it may be about to be attached", [], [ONE], [], []],
    ["the pods are not known", [ONE], [], null, []],
  ])("%s", (_, volumesAttached, volumesInUse, pods, expected) => {
    expect(volumeFindings({ volumesAttached, volumesInUse }, pods).map(({ subject }) => subject.id)).toEqual(expected);
  });

  it("tells one that is not unmounted from one that is not detached", () => {
    const [held, loose] = volumeFindings({ volumesAttached: [ONE, TWO], volumesInUse: [ONE] }, []);
    expect(held?.message).toContain("not been unmounted");
    expect(loose?.message).toContain("not been detached");
  });
});

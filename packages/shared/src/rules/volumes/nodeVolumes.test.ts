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

import { describe, expect, it } from "vitest";
import { isPartOfUnknown, physicalId } from "./physicalId.ts";

const GPU = "GPU-a1b2c3d0-5f3e-4c1d-9b7a-0123456789a0";
const MIG = "MIG-6a96bb91-2f4e-5f1b-8c49-0123456789ab";

describe("physicalId", () => {
  it.each([
    ["an NVIDIA GPU", GPU, GPU],
    ["a replica of a shared GPU, or HAMi's", `${GPU}::3`, GPU],
    ["a replica of a MIG part", `${MIG}::0`, MIG],
    ["a MIG part, whose GPU is not told", MIG, MIG],
    ["a MIG part of an old driver", `MIG-${GPU}/1/0`, GPU],
    ["GKE's GPU", "nvidia0", "nvidia0"],
    ["GKE's MIG part", "nvidia0/gi0", "nvidia0"],
    ["GKE's shared GPU", "nvidia12/vgpu1", "nvidia12"],
    ["GKE's shared MIG part", "nvidia0/gi0/vgpu1", "nvidia0"],
    ["AMD's PCI address", "0000:c1:00.0", "0000:c1:00.0"],
    ["Intel's share of a card", "card0-0", "card0"],
    ["any vendor's", "qat-vf-0000:3f:01.1", "qat-vf-0000:3f:01.1"],
    ["another vendor's path", "/dev/fuse0/x", "/dev/fuse0/x"],
  ])("%s: %s is of %s", (_, id, expected) => {
    expect(physicalId(id)).toBe(expected);
  });

  it("believes who knows the GPU of a MIG part", () => {
    const parents = new Map([[MIG, GPU]]);
    expect(physicalId(`${MIG}::1`, parents)).toBe(GPU);
    expect(isPartOfUnknown(MIG, parents)).toBe(false);
    expect(isPartOfUnknown(`${MIG}::1`)).toBe(true);
    expect(isPartOfUnknown(`${GPU}::1`)).toBe(false);
  });
});

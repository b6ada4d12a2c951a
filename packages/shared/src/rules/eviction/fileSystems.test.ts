import { describe, expect, it } from "vitest";
import type { FileSystemStats } from "../../model/stats.ts";
import { fileSystem, MIB, sampleNode } from "../../../test/samples.ts";
import { fileSystemLayout, type FileSystemLayout } from "./fileSystems.ts";

const one = fileSystem(500 * MIB);
const other = fileSystem(500 * MIB, 2000 * MIB);

const at = (role: "images" | "containers", mountpoint: string) => ({
  kind: "imageFileSystem" as const,
  id: `${role} ${mountpoint}`,
  role,
  mountpoint,
});

describe("fileSystemLayout", () => {
  it.each<
    [string, FileSystemLayout, { fs?: FileSystemStats; imageFs?: FileSystemStats; containerFs?: FileSystemStats }]
  >([
    [
      "the same figures, whatever images use of it",
      "single",
      { fs: one, imageFs: { ...one, usedBytes: 5 }, containerFs: { ...one, usedBytes: 5 } },
    ],
    [
      "a file grew between the two looks",
      "single",
      { fs: one, imageFs: fileSystem(490 * MIB), containerFs: fileSystem(490 * MIB) },
    ],
    [
      "files came between the two looks",
      "single",
      {
        fs: one,
        imageFs: fileSystem(499.5 * MIB, 1000 * MIB, 899_990),
        containerFs: fileSystem(499.5 * MIB, 1000 * MIB, 899_990),
      },
    ],
    ["another size", "dedicated", { fs: one, imageFs: other, containerFs: other }],
    [
      "a twin of the same size",
      "dedicated",
      {
        fs: one,
        imageFs: fileSystem(497 * MIB, 1000 * MIB, 899_700),
        containerFs: fileSystem(497 * MIB, 1000 * MIB, 899_700),
      },
    ],
    ["images alone elsewhere", "split", { fs: one, imageFs: other, containerFs: one }],
    ["an older kubelet without containerFs", "dedicated", { fs: one, imageFs: other }],
  ])("%s: %s", (_, layout, stats) => {
    const { fs, imageFs, containerFs, ...rest } = sampleNode();
    expect([fs, imageFs, containerFs]).not.toContain(undefined);
    expect(fileSystemLayout({ ...rest, ...stats })).toBe(layout);
  });

  it("believes the runtime's mount points", () => {
    expect(fileSystemLayout(sampleNode(), [at("images", "/images"), at("containers", "/layers")])).toBe("split");
    expect(fileSystemLayout(sampleNode(), [at("images", "/var"), at("containers", "/var")])).toBe("single");
    expect(fileSystemLayout(undefined)).toBe("single");
  });
});

import { describe, expect, test } from "vitest";
import { formatBytes, formatBytesApart, formatExactBytes } from "./bytes.ts";
import { formatCores, formatCoresInWords } from "./cores.ts";
import { shortId, shortImage } from "./ids.ts";
import { formatExactQuantity, formatQuantity, formatShare } from "./quantity.ts";
import { formatAge, formatDuration, formatMoment, formatShortMoment } from "./time.ts";
import { count, list } from "./words.ts";

const KIB = 1024;
const GIB = 1024 ** 3;

describe("bytes", () => {
  test.each([
    [0, "0 B"],
    [1, "1 B"],
    [1023, "1023 B"],
    [1024, "1 KiB"],
    [1536, "1.5 KiB"],
    [1023.6 * KIB, "1 MiB"],
    [640 * KIB * KIB, "640 MiB"],
    [2.5 * GIB, "2.5 GiB"],
    [9.96 * GIB, "10 GiB"],
    [64 * GIB, "64 GiB"],
    [3 * 1024 * GIB, "3 TiB"],
    [-2 * GIB, "−2 GiB"],
  ])("%d is %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  test.each<[number[], string[]]>([
    [
      [21 * GIB, 64 * GIB],
      ["21 GiB", "64 GiB"],
    ],
    [
      [21.1 * GIB, 20.9 * GIB, 21.1 * GIB],
      ["21.1 GiB", "20.9 GiB", "21.1 GiB"],
    ],
    [
      [1.5 * GIB, 1.52 * GIB],
      ["1.5 GiB", "1.52 GiB"],
    ],
    [
      [21 * GIB, 21 * GIB - 1],
      ["22\u2009548\u2009578\u2009304 bytes", "22\u2009548\u2009578\u2009303 bytes"],
    ],
    [
      [0, 0],
      ["0 B", "0 B"],
    ],
  ])("%j side by side are %j", (amounts, texts) => expect(formatBytesApart(amounts)).toEqual(texts));

  test("exact to the byte, in groups", () =>
    expect(formatExactBytes(68_719_476_736)).toBe("68\u2009719\u2009476\u2009736 bytes"));
});

describe("cores", () => {
  test.each([
    [0, "0"],
    [0.0004, "<1m"],
    [0.0123, "12m"],
    [0.25, "250m"],
    [0.9996, "1"],
    [1, "1"],
    [1.54, "1.5"],
    [9.97, "10"],
    [64, "64"],
    [-0.25, "−250m"],
    [-1.5, "−1.5"],
  ])("%d is %s", (cores, text) => expect(formatCores(cores)).toBe(text));

  test("in words", () => expect([1, 2.5, 0.25].map(formatCoresInWords)).toEqual(["1 CPU", "2.5 CPU", "250m CPU"]));
});

describe("quantities", () => {
  test.each([
    ["cpu", 1.5, "1.5"],
    ["memory", GIB, "1 GiB"],
    ["ephemeral-storage", GIB, "1 GiB"],
    ["hugepages-2Mi", 2 * KIB * KIB, "2 MiB"],
    ["nvidia.com/gpu", 8, "8"],
    ["example.com/memory-slices", 3, "3"],
    ["pods", 110, "110"],
  ])("%s %d is %s", (resource, amount, text) => expect(formatQuantity(resource, amount)).toBe(text));

  test("exact ones round nothing away", () => expect(formatExactQuantity("cpu", 0.123456789)).toBe("0.123456789 CPU"));

  test("a share that is not nothing never reads as nothing", () =>
    expect([0, 0.001, 0.126, 1].map(formatShare)).toEqual(["0 %", "<1 %", "13 %", "100 %"]));
});

describe("time", () => {
  test.each([
    [0, "0 s"],
    [59_999, "59 s"],
    [60_000, "1 min"],
    [3_600_000, "1 h"],
    [11_520_000, "3 h 12 min"],
    [30 * 3_600_000, "1 d 6 h"],
    [41 * 86_400_000 + 7_200_000, "41 d"],
    [-5_000, "0 s"],
  ])("%d ms are %s", (length, text) => expect(formatDuration(length)).toBe(text));

  test("an age counts to nanoseconds' text and never below nothing", () => {
    expect(formatAge("2026-11-21T10:36:40.123456789Z", Date.parse("2026-11-21T10:36:45Z"))).toBe("4 s");
    expect(formatAge("2026-11-21T10:36:50Z", Date.parse("2026-11-21T10:36:45Z"))).toBe("0 s");
  });

  test("a moment in short is the time of its day, and the day too where that is another", () => {
    const at = "2026-11-21T10:36:40Z";
    expect(formatShortMoment(at, Date.parse(at) + 1_000)).toMatch(/^\d\d:\d\d:40$/);
    expect(formatShortMoment(at, Date.parse(at) + 2 * 86_400_000)).toMatch(/^2026-11-2[012] \d\d:\d\d$/);
    expect(formatShortMoment(at, null)).toMatch(/^2026-11-2[012] \d\d:\d\d$/);
    expect(formatShortMoment("soon", 0)).toBe("at no known moment");
  });

  test("a moment names its zone, and one that is none says so", () => {
    expect(formatMoment("2026-11-21T10:36:40Z")).toMatch(/^2026-11-2[012] \d\d:\d\d:40 UTC([+−]\d\d:\d\d)?$/);
    expect(formatMoment("soon")).toBe("at no known moment");
  });
});

describe("ids", () => {
  test.each([
    ["GPU-a1b2c3d0-1111-2222-3333-444455556666", "GPU-a1b2c3d0"],
    ["GPU-a1b2c3d0-1111-2222-3333-444455556666::3", "GPU-a1b2c3d0::3"],
    ["MIG-a1b2c3d0-1111-2222-3333-444455556666", "MIG-a1b2c3d0"],
    ["containerd://0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "0123456789ab"],
    ["0000:3b:00.0", "0000:3b:00.0"],
    ["nvidia0/gi0", "nvidia0/gi0"],
    ["vendor-with-a-very-long-name-for-one-device-7", "vendor-with-a-…device-7"],
  ])("%s is %s", (id, text) => expect(shortId(id)).toBe(text));

  test.each([
    ["docker.io/library/nginx:1.27@sha256:aa", "nginx:1.27"],
    ["registry.example:5000/team/app:2", "app:2"],
    ["sha256:0123456789abcdef", "sha256:0123456789abcdef"],
  ])("image %s is %s", (image, text) => expect(shortImage(image)).toBe(text));
});

test("words", () => {
  expect([count(1, "pod"), count(3, "pod")]).toEqual(["1 pod", "3 pods"]);
  expect([list([]), list(["a"]), list(["a", "b"]), list(["a", "b", "c"])]).toEqual(["", "a", "a and b", "a, b and c"]);
});

import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { isCi } from "./config.ts";
import { realParts } from "./realParts.ts";

test("the real parts are there, or it is said what is missing", { timeout: 300_000 }, () => {
  const result = realParts();
  if ("missing" in result) {
    expect(isCi(), result.missing).toBe(false);
    expect(result.missing).toMatch(/\w+\.$/);
    return;
  }
  const { containerd, runc, busybox } = result.parts;
  const files = [
    ...Object.values(containerd).flatMap((folder) =>
      ["containerd", "containerd-shim-runc-v2", "ctr"].map((name) => `${folder}/${name}`),
    ),
    runc,
    busybox,
  ];
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

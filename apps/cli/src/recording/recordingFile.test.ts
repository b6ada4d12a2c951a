import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { machineClock } from "../machineClock.ts";
import { createRecordingFile } from "./recordingFile.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bayplan-"));
});
afterEach(() => rm(folder, { recursive: true }));

test.each(["a.jsonl", "a.jsonl.gz"])("%s holds the lines, for its owner alone", async (name) => {
  const path = join(folder, name);
  const file = await createRecordingFile(path, { force: false, clock: machineClock });
  file.write("first\n");
  file.write("second\n");
  expect(file.bytes()).toBe(13);
  await file.close();
  const content = await readFile(path);
  expect((name.endsWith(".gz") ? gunzipSync(content) : content).toString()).toBe("first\nsecond\n");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("one that is there already stays, unless it is to be replaced", async () => {
  const path = join(folder, "a.jsonl");
  await writeFile(path, "precious", { mode: 0o644 });
  await expect(createRecordingFile(path, { force: false, clock: machineClock })).rejects.toThrow(
    `There is a file ${path} already: choose another name, or replace it with --force.`,
  );
  expect(await readFile(path, "utf8")).toBe("precious");
  const file = await createRecordingFile(path, { force: true, clock: machineClock });
  file.write("new\n");
  await file.close();
  expect(await readFile(path, "utf8")).toBe("new\n");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("a folder that is not there is said to be missing", async () => {
  await expect(createRecordingFile(join(folder, "b/a.jsonl"), { force: false, clock: machineClock })).rejects.toThrow(
    "There is no folder for",
  );
});

test("what was written is there to be read before the file is closed", async () => {
  const path = join(folder, "a.jsonl.gz");
  const due: (() => void)[] = [];
  const file = await createRecordingFile(path, {
    force: false,
    clock: { now: () => 0, after: (_delay, callback) => (due.push(callback), () => {}) },
  });
  file.write("first\n");
  due.shift()?.();
  await vi.waitFor(
    async () =>
      expect(gunzipSync(await readFile(path), { finishFlush: constants.Z_SYNC_FLUSH }).toString()).toBe("first\n"),
    { timeout: 30_000 },
  );
  await file.close();
});

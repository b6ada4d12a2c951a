import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, gunzipSync } from "node:zlib";
import { openTape } from "@bayplan/simulator/replay";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const MAIN = join(import.meta.dirname, "../main.ts");
const STEADY = join(import.meta.dirname, "../../../../recordings/steady.jsonl.gz");

let folder: string;
let started: ChildProcess[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bayplan-"));
  started = [];
});
afterEach(async () => {
  for (const child of started) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await rm(folder, { recursive: true });
});

/** The command as a process, with nobody's cluster. */
function bayplan(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { HOME: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    said.out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    said.err += chunk.toString();
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  /** Resolves with what was found in its output. */
  const says = (where: "out" | "err", what: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = what.exec(said[where]);
        if (found) resolve(found);
      };
      child[where === "out" ? "stdout" : "stderr"].on("data", look);
      void ended.then(() => reject(new Error(`It ended and never said ${String(what)}: ${said.err}`)));
      look();
    });
  return { child, said, ended, says };
}

test.each([
  [
    "2026-11-21T10:35:44.244Z",
    "begins at 2026-11-21T10:35:44.245Z, after 2026-11-21T10:35:44.244Z: name a moment from then to 2026-11-21T10:38:49.418Z with --until.",
  ],
  ["yesterday", "A moment is written as RFC 3339: 2026-11-21T10:36:40Z."],
])("replay --until %s is refused", async (until, message) => {
  const { ended, said } = bayplan("replay", STEADY, "--until", until, "--port", "0");
  expect(await ended).toBe(1);
  expect(said.err).toContain(message);
  expect(said.out).toBe("");
});

test("replay of what is no recording is refused with the file and the line", async () => {
  const path = join(folder, "a.jsonl");
  await writeFile(path, '{"spec":{},"qosClass":"BestEffort"}\n');
  const { ended, said } = bayplan("replay", path, "--port", "0");
  expect(await ended).toBe(1);
  expect(said.err).toContain(`bayplan: ${path}, line 1 is no observation`);
});

test("replay says what of a recording it passes over, and serves the rest", async () => {
  const path = join(folder, "a.jsonl");
  const at = "2026-11-21T10:35:44.245Z";
  const list = (call: string) =>
    JSON.stringify({ at, node: "node-a", source: "apiserver", call, body: { metadata: {}, items: [] } });
  const calls = [
    "list /api/v1/nodes",
    "list /api/v1/persistentvolumes",
    "list /apis/resource.k8s.io/v1/resourceclaims",
    "list /apis/storage.k8s.io/v1/csinodes",
  ];
  await writeFile(path, `${calls.map(list).join("\n")}\n`);
  const { said, says, child, ended } = bayplan("replay", path, "--port", "0");
  await says("out", /Bayplan is at (\S+)\n/);
  child.kill("SIGINT");
  await ended;
  expect(said.err).toContain(
    `bayplan: ${path} has what is not replayed, /apis/storage.k8s.io/v1/csinodes; all else is served.`,
  );
});

test("replay --until serves the picture of that moment once it says where it is; after the last means the last", async () => {
  const { said, says, child, ended } = bayplan(
    "replay",
    STEADY,
    "--until",
    "2030-01-01T00:00:00+02:00",
    "--port",
    "0",
    "--base-path",
    "/ships",
  );
  const [, url] = await says("out", /Bayplan is at (\S+)\n/);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  const { items } = (await (await fetch(`${url}/api/v1/nodes`)).json()) as { items: { name: string; pods: number }[] };
  expect(items).toMatchObject([{ name: "node-a", pods: 8, ended: 2 }]);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(said.err).toBe("");
});

test("a recording that was cut short is served as far as it is whole, and that is said", async () => {
  const path = join(folder, "cut.jsonl");
  const whole = gunzipSync(await readFile(STEADY));
  await writeFile(path, whole.subarray(0, 100_000));
  const { says, child, ended } = bayplan("replay", path, "--port", "0");
  const [, number] = await says(
    "err",
    /cut short: its last line, (\d+), is not whole and is left out; all before it is served\./,
  );
  expect(Number(number)).toBeGreaterThan(20);
  await says("out", /Bayplan is at /);
  child.kill("SIGINT");
  expect(await ended).toBe(0);
});

test("record writes the demo until it is interrupted, and does not write over a recording", async () => {
  const path = join(folder, "demo.jsonl.gz");
  const first = bayplan("record", "--demo", "--node", "web-01", "--", path);
  await vi.waitFor(async () => expect(await writtenYet(path)).toContain("ListPodSandboxStats"), {
    timeout: 20_000,
    interval: 200,
  });
  first.child.kill("SIGINT");
  expect(await first.ended).toBe(0);
  expect(first.said.err).toMatch(/demo\.jsonl\.gz: [1-9]\d* observations, \d+\.\d MiB, 0:00:\d\d\n$/);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const tape = await openTape(path);
  expect([...tape.calls.keys()]).toEqual(["web-01"]);
  expect([...(tape.calls.get("web-01") ?? [])]).toEqual(
    expect.arrayContaining([
      "list /api/v1/pods",
      "GET /pods",
      "runtime.v1.RuntimeService/ListContainers",
      "v1.PodResourcesLister/List",
    ]),
  );

  const second = bayplan("record", "--demo", path);
  expect(await second.ended).toBe(1);
  expect(second.said.err).toContain(`There is a file ${path} already`);
});

test("record without anything to record says what can be", async () => {
  const { ended, said } = bayplan("record", join(folder, "a.jsonl"));
  expect(await ended).toBe(1);
  expect(said.err).toContain("There is nothing to record: no kubeconfig was found");
});

/** What is in a compressed file so far. */
const writtenYet = async (path: string): Promise<string> =>
  gunzipSync(await readFile(path), { finishFlush: constants.Z_SYNC_FLUSH }).toString();

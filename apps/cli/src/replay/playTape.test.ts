import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { AppRouter } from "@bayplan/api/router";
import { openTape, type Tape } from "@bayplan/simulator/replay";
import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import { pino } from "pino";
import { afterEach, beforeAll, expect, test } from "vitest";
import { machineClock } from "../machineClock.ts";
import { createRecorder } from "../recording/createRecorder.ts";
import { recordCluster } from "../recording/recordCluster.ts";
import { playTape, type PlayedTape, type PlayTapeOptions } from "./playTape.ts";

// An answer has the shape that the views give it; the assertions are the check.
// oxlint-disable-next-line typescript/no-explicit-any -- see above
type Answer = any;

const RECORDINGS = join(import.meta.dirname, "../../../../recordings");
const moment = (time: string): number => Date.parse(`2026-11-21T${time}Z`);
const log = pino({ level: "silent" });

let steady: Tape;
let eviction: Tape;
beforeAll(async () => {
  steady = await openTape(join(RECORDINGS, "steady.jsonl.gz"));
  eviction = await openTape(join(RECORDINGS, "eviction.jsonl.gz"));
});

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close();
});

const play = async (tape: Tape, at: number, options: Partial<PlayTapeOptions> = {}): Promise<PlayedTape> => {
  const played = await playTape({
    tape,
    at,
    name: "a recording",
    host: "127.0.0.1",
    port: 0,
    basePath: "",
    insecure: false,
    machine: machineClock,
    log,
    ...options,
  });
  open.push({ close: () => played.stop() });
  return played;
};

const ask = async ({ url }: PlayedTape, path: string): Promise<Answer> => {
  const response = await fetch(`${url}${path}`);
  expect(response.status).toBe(200);
  return response.json();
};

const nodeA = (played: PlayedTape): Promise<Answer> => ask(played, "/api/v1/nodes/node-a");
const podOf = (node: Answer, name: string): Answer =>
  node.pods.find((pod: Answer) => `${pod.namespace}/${pod.name}` === name);
const containerOf = (node: Answer, pod: string, name: string): Answer =>
  podOf(node, pod)?.containers.find((container: Answer) => container.name === name);
/** Device numbers by who holds them, as `0 ml/train/trainer`. */
const holders = ({ devices }: Answer): string[] =>
  devices
    .map(
      ({ id, assignments }: Answer) =>
        `${/GPU-a1b2c3d(\d)/.exec(id)?.[1]} ${assignments.map(({ namespace, pod, container }: Answer) => `${namespace}/${pod}/${container}`).join()}`,
    )
    .toSorted();

test("steady, 10:36:40: who holds which device and CPU, and who was refused", async () => {
  const played = await play(steady, moment("10:36:40"));
  expect((await fetch(`${played.url}/readyz`)).status).toBe(200);
  const node = await nodeA(played);
  expect(holders(node)).toEqual([
    "0 ml/train/trainer",
    "1 ml/train/trainer",
    "2 ml/train/trainer",
    "3 ml/infer/server",
  ]);
  expect(node.devices.map(({ numaNodes, health }: Answer) => [numaNodes, health])).toEqual([
    [[0], "Healthy"],
    [[0], "Healthy"],
    [[1], "Healthy"],
    [[1], "Healthy"],
  ]);
  expect(containerOf(node, "team-a/api-guaranteed", "api").cpuIds).toEqual([1]);
  expect(podOf(node, "ml/hungry")).toMatchObject({ phase: "Failed", reason: "UnexpectedAdmissionError" });
  expect(node.pods).toHaveLength(12);
});

test("steady, 10:37:20: a device turns unhealthy while it is held", async () => {
  const node = await nodeA(await play(steady, moment("10:37:20")));
  expect(holders(node)).toContain("3 ml/infer/server");
  expect(node.devices.map(({ health }: Answer) => health)).toEqual(["Healthy", "Healthy", "Healthy", "Unhealthy"]);
  expect(node.resources.find(({ name }: Answer) => name === "nvidia.com/gpu")).toMatchObject({
    capacity: 4,
    allocatable: 3,
  });
});

test("steady, 10:38:40: what is gone, how often what restarted and why, and a resize in place", async () => {
  const played = await play(steady, moment("10:38:40"));
  const node = await nodeA(played);
  expect(podOf(node, "ml/infer")).toBeUndefined();
  expect(podOf(node, "team-a/deaf")).toBeUndefined();
  expect(node.strays).toMatchObject([{ type: "sandbox", namespace: "ml", pod: "infer", state: "NotReady" }]);
  expect(holders(node)).toContain("3 ");
  expect(containerOf(node, "team-a/crasher", "crash").restarts).toBe(4);
  expect(containerOf(node, "team-a/oomer", "oom")).toMatchObject({
    restarts: 4,
    lastExit: { reason: "OOMKilled", exitCode: 137 },
  });
  expect(containerOf(node, "team-a/sick", "main")).toMatchObject({ restarts: 5, lastExit: { exitCode: 137 } });
  expect(containerOf(node, "team-a/web-burstable", "web").requests.memory).toBe(48 * 1024 * 1024);
  const { items } = await ask(played, "/api/v1/nodes/node-a/transitions?pod=team-a/deaf");
  expect(items.find(({ to }: Answer) => to === "Terminating").at).toMatch(/^2026-11-21T10:37:25/);
});

test("steady, whole: no start and no stop that the runtime told of is lost", async () => {
  const played = await play(steady, steady.end);
  const { items } = await ask(played, "/api/v1/nodes/node-a/transitions");
  const count = (kind: string, to: string) =>
    items.filter((item: Answer) => item.kind === kind && item.to === to).length;
  expect(count("container", "Running")).toBe(27);
  expect(count("sandbox", "Running")).toBe(11);
  expect(count("sandbox", "Exited")).toBe(3);
});

test("eviction, whole: each eviction once, in its order, although the kubelet's own list of pods is not in it", async () => {
  const played = await play(eviction, eviction.end);
  const { items } = await ask(played, "/api/v1/evictions");
  expect(items.map(({ pod }: Answer) => pod)).toEqual(["spiller", "cache", "web", "worker", "queue", "idle-low", "db"]);
  const node = await nodeA(played);
  expect(podOf(node, "mem/cache") ?? node.pods.find((pod: Answer) => pod.name === "cache")).toMatchObject({
    phase: "Failed",
    reason: "Evicted",
  });
  expect(node.sources.find(({ call }: Answer) => call === "runtime.v1.RuntimeService/PodSandboxStatus")).toMatchObject({
    state: "unsupported",
  });
  expect(node.sources.find(({ call }: Answer) => call === "GET /metrics/cadvisor")).toMatchObject({
    state: "unsupported",
  });
});

test("a moment before most calls were made is whole all the same, and says what is missing", async () => {
  const played = await play(steady, steady.start);
  expect((await fetch(`${played.url}/readyz`)).status).toBe(200);
  const { sources } = await nodeA(played);
  expect(sources.find(({ call }: Answer) => call === "GET /stats/summary")).toMatchObject({
    state: "unreachable",
    message: expect.stringContaining("up to this moment"),
  });
});

test("the clock stands at the moment, and no source looks stale for it", async () => {
  const played = await play(steady, moment("10:38:10.500"));
  const [first, second] = [await nodeA(played), await nodeA(played)];
  expect(second).toEqual(first);
  expect(first.sources.filter(({ state }: Answer) => state !== "ok" && state !== "unsupported")).toEqual([]);
  expect(played.clock.now()).toBe(moment("10:38:10.500"));
});

test("the files of NUMA nodes are read as they were recorded, and are unknown before and where there are none", async () => {
  const folder = await mkdtemp(join(tmpdir(), "bayplan-"));
  open.push({ close: () => rm(folder, { recursive: true }) });
  const recorded = gunzipSync(await readFile(join(RECORDINGS, "steady.jsonl.gz")))
    .toString()
    .trimEnd()
    .split("\n");
  const numaFile = (at: string, node: number, body: unknown) =>
    JSON.stringify({ at, node: "node-a", source: "file", call: `/sys/devices/system/node/node${node}/cpulist`, body });
  const added = [
    numaFile("2026-11-21T10:36:30.000Z", 0, "0\n"),
    numaFile("2026-11-21T10:36:30.001Z", 1, "1\n"),
    numaFile("2026-11-21T10:38:40.000Z", 1, { error: { code: -2, message: "ENOENT: no such file" } }),
  ];
  const atOf = (line: string): string => (JSON.parse(line) as { at: string }).at;
  const lines = [...recorded, ...added].toSorted((a, b) => (atOf(a) < atOf(b) ? -1 : atOf(a) > atOf(b) ? 1 : 0));
  await writeFile(join(folder, "numa.jsonl"), `${lines.join("\n")}\n`);
  const played = await play(await openTape(join(folder, "numa.jsonl")), moment("10:36:40"));
  const numa = async () => {
    const { assignments, numaUnknown } = await ask(played, "/api/v1/nodes/node-a/cpus");
    return [assignments.exclusive.map(({ cpu, numaNode }: Answer) => [cpu, numaNode]), numaUnknown];
  };
  expect(await numa()).toEqual([[[1, 1]], null]);
  await played.player.jump(moment("10:38:41"));
  expect((await numa())[0]).toEqual([[1, null]]);
  await played.player.jump(moment("10:36:20"));
  expect((await numa())[1]).toMatch(/no NUMA nodes/);

  const without = await play(steady, moment("10:36:40"));
  const { sources } = await nodeA(without);
  expect(sources.filter(({ source }: Answer) => source === "file")).toMatchObject([
    { call: "/sys/devices/system/node", state: "unsupported" },
  ]);
}, 60_000);

test("the page plays, pauses and jumps, back too", async () => {
  const played = await play(steady, moment("10:38:40"));
  const socket = createWSClient({ url: `${played.url.replace("http", "ws")}/trpc` });
  open.push({ close: () => socket.close() });
  const trpc = createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] });
  const late = await nodeA(played);

  await trpc.replay.control.mutate({ action: "jump", at: moment("10:36:40") });
  expect(holders(await nodeA(played))).toContain("3 ml/infer/server");
  expect(played.clock.now()).toBe(moment("10:36:40"));

  const states: string[] = [];
  const ended = Promise.withResolvers<void>();
  trpc.replay.state.subscribe(undefined, {
    onData(state) {
      states.push(state.playing ? `playing ${state.speed}` : "standing");
      if (states.length > 2 && !state.playing) ended.resolve();
    },
  });
  await trpc.replay.control.mutate({ action: "speed", speed: 200 });
  await trpc.replay.control.mutate({ action: "play" });
  await ended.promise;
  expect(states).toContain("playing 200");
  expect(played.player.state()).toMatchObject({ at: steady.end, playing: false, fault: null });

  await trpc.replay.control.mutate({ action: "jump", at: moment("10:38:40") });
  const again = await nodeA(played);
  expect(again.pods).toEqual(late.pods);
  expect(again.devices).toEqual(late.devices);
  await expect(trpc.replay.control.mutate({ action: "speed", speed: 0 })).rejects.toThrow(/speed/);
});

const unaged = (value: Answer): Answer =>
  JSON.parse(
    JSON.stringify(value, (key, item: unknown) =>
      key === "age" ||
      key === "since" ||
      key === "heardAt" ||
      key === "watchedSince" ||
      (key === "agent" && typeof item === "object")
        ? undefined
        : item,
    ),
  );

test("a recorded replay, replayed, gives the same at the same moments", async () => {
  const folder = await mkdtemp(join(tmpdir(), "bayplan-"));
  open.push({ close: () => rm(folder, { recursive: true }) });
  const lines: string[] = [];
  const first = await play(steady, steady.end, {
    rerecord({ clock, kubeConfig, nodes }) {
      if (!kubeConfig) throw new Error("The recording has no API server.");
      const recorder = createRecorder({ clock, write: (line) => void lines.push(line), scrub: null });
      const cluster = recordCluster({ kubeConfig, nodes, recorder, clock, log });
      return {
        tap: (node) => (answer) => recorder.answered(node, answer),
        reached: cluster.reached,
        stop: cluster.stop,
      };
    },
  });
  await writeFile(join(folder, "again.jsonl"), lines.join(""));
  const again = await openTape(join(folder, "again.jsonl"));
  expect(again.end).toBe(steady.end);
  const second = await play(again, again.end);
  for (const at of ["10:36:40", "10:37:20", "10:38:40", "10:38:49.418"].toReversed()) {
    await Promise.all([first.player.jump(moment(at)), second.player.jump(moment(at))]);
    const paths = [
      "/api/v1/nodes/node-a",
      "/api/v1/nodes/node-a/devices",
      "/api/v1/nodes/node-a/transitions",
      "/api/v1/evictions",
    ];
    for (const path of paths)
      expect(unaged(await ask(second, path)), `${path} at ${at}`).toEqual(unaged(await ask(first, path)));
  }
}, 60_000);

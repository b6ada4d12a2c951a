import { Readable } from "node:stream";
import { createGzip, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Observation } from "./observation.ts";
import { openTape } from "./openTape.ts";

const line = (changes: object = {}): string =>
  JSON.stringify({
    at: "2026-11-21T10:35:44.245Z",
    node: "node-a",
    source: "kubelet",
    call: "GET /pods",
    body: { items: [] },
    ...changes,
  });

const of = (content: string | Buffer) => openTape("some.jsonl", () => Readable.from([Buffer.from(content)]));

const readAll = async (content: string | Buffer): Promise<Observation[]> => {
  const observations: Observation[] = [];
  for await (const observation of (await of(content)).read()) observations.push(observation);
  return observations;
};

test.each([
  ["an empty file", "", "some.jsonl holds no observation: it is empty. Record anew, or copy the file again."],
  [
    "another form's file",
    '{"spec":{"containers":[]},"qosClass":"BestEffort"}\n',
    "some.jsonl, line 1 is no observation: it lacks at, node, source, call, body (its fields are spec, qosClass)",
  ],
  [
    "text",
    "apiVersion: v1\nkind: Pod\n",
    'some.jsonl, line 1 is no observation: it is not JSON (it begins "apiVersion: v1")',
  ],
  ["a list", "[1]\n", "line 1 is no observation: it is no JSON object"],
  [
    "an unknown source",
    `${line()}\n${line({ source: "etcd" })}\n`,
    'some.jsonl, line 2 has an unknown source, "etcd": there are apiserver, kubelet, cri, podresources, file.',
  ],
  [
    "an unknown call",
    `${line({ source: "cri", call: "runtime.v1.RuntimeService/StopContainer" })}\n`,
    'line 1 has an unknown call of cri, "runtime.v1.RuntimeService/StopContainer": one looks like "runtime.v1.RuntimeService/ListContainers".',
  ],
  [
    "another source's call",
    `${line({ source: "apiserver" })}\n`,
    'line 1 has an unknown call of apiserver, "GET /pods"',
  ],
  [
    "no moment",
    `${line({ at: "yesterday" })}\n`,
    'line 1 has "yesterday" for “at”, which is no moment: it looks like 2026-11-21T10:35:44.245Z.',
  ],
  ["no node", `${line({ node: "" })}\n`, 'line 1 has "" for “node”: it names the node that was observed.'],
  [
    "times out of order",
    `${line()}\n${line({ at: "2026-11-21T10:35:44.244Z" })}\n`,
    "some.jsonl, line 2 is of 2026-11-21T10:35:44.244Z and comes after line 1 of 2026-11-21T10:35:44.245Z: a recording is in the order of time. Sort its lines by “at”.",
  ],
  [
    "a line cut in the middle of the file",
    `${line()}\n${line().slice(0, 60)}\n${line()}\n`,
    "some.jsonl, line 2 is no observation: it is not JSON",
  ],
  ["one line that is cut", line().slice(0, 60), "some.jsonl holds no whole observation: its only line is cut short."],
])("%s is refused with its line and what to do", async (_what, content, message) => {
  await expect(of(content)).rejects.toThrow(message);
});

test("a file that is not there, a folder and damaged data are named", async () => {
  await expect(openTape("/nowhere/a.jsonl")).rejects.toThrow("There is no file /nowhere/a.jsonl.");
  await expect(openTape(import.meta.dirname)).rejects.toThrow(
    `${import.meta.dirname} is a folder: name a recording in it.`,
  );
  const damaged = gzipSync(`${line()}\n`.repeat(2_000));
  damaged.fill(0xff, 40, 80);
  await expect(of(damaged)).rejects.toThrow("the compressed data is damaged there. Copy the file again.");
});

test.each([
  ["plain", (text: string) => Buffer.from(text)],
  ["compressed", (text: string) => gzipSync(text)],
])("a last line that is cut is left out and told of, %s", async (_form, pack) => {
  const content = pack(`${line()}\n${line()}\n${line().slice(0, -20)}`);
  expect(await of(content)).toMatchObject({ observations: 2, cut: 3 });
  expect(await readAll(content)).toHaveLength(2);
});

test("a last line that only lacks its line break counts", async () => {
  expect(await of(`${line()}\n${line()}`)).toMatchObject({ observations: 2, cut: null });
});

test("compressed data that ends too early is read as far as it goes", async () => {
  const lines = Array.from({ length: 5_000 }, (_, index) =>
    line({ body: { items: [], index, noise: Math.sin(index) } }),
  );
  const whole = gzipSync(`${lines.join("\n")}\n`);
  const tape = await of(whole.subarray(0, whole.length / 2));
  expect(tape.observations).toBeGreaterThan(1_000);
  expect(tape.observations).toBeLessThan(5_000);
});

test("a recording is opened with its span and its calls", async () => {
  const content = [
    line(),
    line({ source: "cri", call: "runtime.v1.RuntimeService/ContainerStatus abc", body: {} }),
    line({ at: "2026-11-21T10:35:54.312Z", node: "node-b", call: "GET /stats/summary" }),
  ];
  const tape = await of(content.join("\n"));
  expect(tape).toMatchObject({
    start: Date.parse("2026-11-21T10:35:44.245Z"),
    opening: Date.parse("2026-11-21T10:35:44.245Z"),
    end: Date.parse("2026-11-21T10:35:54.312Z"),
  });
  expect(tape.calls).toEqual(
    new Map([
      ["node-a", new Set(["GET /pods", "runtime.v1.RuntimeService/ContainerStatus"])],
      ["node-b", new Set(["GET /stats/summary"])],
    ]),
  );
});

test("the fields may come in any order, and counters keep their digits", async () => {
  const text =
    '{"body":{"cpu":{"usageCoreNanoSeconds":92233720368547758}},"call":"GET /stats/summary","source":"kubelet","node":"n","at":"2026-11-21T10:35:44Z"}';
  const [observation] = await readAll(text);
  expect(JSON.stringify(observation?.body)).toBe('{"cpu":{"usageCoreNanoSeconds":92233720368547758}}');
});

test("however large it is, little of it is held", async () => {
  const body = { items: Array.from({ length: 400 }, (_, index) => ({ name: `pod-${index}`, note: "x".repeat(40) })) };
  const one = Buffer.from(`${line({ body })}\n`);
  const times = Math.ceil((200 * 1024 * 1024) / one.length);
  function* repeated() {
    for (let index = 0; index < times; index++) yield one;
  }
  let most = 0;
  let observations = 0;
  const look = () => {
    const { heapUsed, external } = process.memoryUsage();
    most = Math.max(most, heapUsed + external);
  };
  look();
  const before = most;
  const tape = await openTape("large.jsonl.gz", () => Readable.from(repeated()).pipe(createGzip({ level: 1 })));
  for await (const { line: number } of tape.read()) {
    observations += 1;
    if (number % 200 === 0) look();
    if (observations === 3_000) break;
  }
  look();
  expect(tape.observations).toBe(times);
  expect(most - before).toBeLessThan(100 * 1024 * 1024);
}, 60_000);

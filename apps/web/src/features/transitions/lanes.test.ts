import type { TransitionView } from "@bayplan/api/views";
import { describe, expect, test } from "vitest";
import { AT, containerView, NOW, podView } from "../../fixtures/views.ts";
import { createLanes, inOrder } from "./lanes.ts";

const lanesOf = (...given: Parameters<ReturnType<typeof createLanes>>) => createLanes()(...given);

const seconds = (amount: number): string => new Date(NOW + amount * 1000).toISOString();

const change = (to: string, at: number, changes: Partial<TransitionView> = {}): TransitionView => ({
  key: `${to} ${at} ${changes.container ?? "main"}`,
  part: "transition",
  at: seconds(at),
  kind: "container",
  namespace: "team-a",
  pod: "web",
  uid: "uid-web",
  container: "main",
  containerId: null,
  sandboxId: null,
  restart: 0,
  from: null,
  to,
  reason: null,
  message: null,
  exitCode: null,
  signal: null,
  killedBy: null,
  newSandbox: false,
  source: "cri",
  ...changes,
});

/** Each stretch as `state from-to`, in seconds after `AT`. */
const drawn = (items: TransitionView[], pods = [podView("web", { containers: [] })]) => {
  const lane = lanesOf(items, pods).find(({ name }) => name === "main");
  const at = (moment: number | null): string => (moment === null ? "" : String((moment - NOW) / 1000));
  return {
    segments: lane?.segments.map(
      ({ state, from, to, reason }) => `${state} ${at(from)}…${at(to)}${reason ? ` ${reason}` : ""}`,
    ),
    ticks: lane?.ticks.map(({ at: moment, words, tone }) => `${at(moment)} ${words} ${tone}`),
  };
};

describe("a container's lane", () => {
  test("is created, runs, ends, waits and runs again", () =>
    expect(
      drawn([
        change("Created", 0),
        change("Running", 1),
        change("Exited", 20, { reason: "OOMKilled", exitCode: 137 }),
        change("Waiting", 21, { reason: "CrashLoopBackOff", restart: 1 }),
        change("Created", 30, { restart: 1 }),
        change("Running", 31, { restart: 1 }),
      ]),
    ).toEqual({
      segments: ["created 0…1", "running 1…20", "waiting 20…30 CrashLoopBackOff", "created 30…31", "running 31…"],
      ticks: ["20 OOM killed danger"],
    }));

  test("waits between an end and the next run even where nobody said so", () =>
    expect(drawn([change("Running", 0), change("Exited", 5, { exitCode: 1 }), change("Running", 9)]).segments).toEqual([
      "running 0…5",
      "waiting 5…9",
      "running 9…",
    ]));

  test("that ran when the watch began is drawn so, from no known moment", () =>
    expect(drawn([change("Exited", 5, { from: "Running", exitCode: 0 })])).toEqual({
      segments: ["running …5"],
      ticks: ["5 exit 0 quiet"],
    }));

  test("readiness, killings and removals are not states of it", () =>
    expect(
      drawn([change("Running", 0), change("Ready", 1), change("Killing", 2), change("Removed", 9, { from: "Exited" })])
        .segments,
    ).toEqual(["running 0…"]));

  test("stays ended until something follows, or until its remains are removed", () => {
    const end = change("Exited", 5, { exitCode: 0, containerId: "second" });
    const pods = [podView("web", { containers: [containerView({ state: "Exited", since: seconds(5) })] })];
    const after = (...items: TransitionView[]) => drawn([change("Running", 0), end, ...items], pods).segments;
    expect(after()).toEqual(["running 0…5", "exited 5…"]);
    expect(after(change("Removed", 7, { containerId: "first" }))).toEqual(["running 0…5", "exited 5…"]);
    expect(after(change("Removed", 7, { containerId: "second" }))).toEqual(["running 0…5", "exited 5…7"]);
    expect(after(change("Removed", 7, { containerId: "second" }), change("Running", 9))).toEqual([
      "running 0…5",
      "waiting 5…9",
      "running 9…",
    ]);
  });

  test("that had to be killed while it was being stopped did not end as it should", () =>
    expect(
      drawn([
        change("Running", 0),
        change("Exited", 5, { exitCode: 137, signal: 9, killedBy: "PodStopped" }),
        change("Running", 6),
        change("Exited", 7, { exitCode: 137, killedBy: "PodStopped" }),
      ]).ticks,
    ).toEqual(["5 exit 137, signal 9, stopped warn", "7 exit 137, stopped warn"]));

  test("says who killed it", () =>
    expect(
      drawn([
        change("Running", 0),
        change("Exited", 5, { exitCode: 137, killedBy: "LivenessProbe" }),
        change("Running", 6),
        change("Exited", 8, { exitCode: 143, killedBy: "PodStopped" }),
      ]).ticks,
    ).toEqual(["5 exit 137, liveness probe warn", "8 exit 143, stopped quiet"]));
});

describe("the present", () => {
  const withMain = (changes: Parameters<typeof containerView>[0]) => [
    podView("web", { containers: [containerView(changes)] }),
  ];

  test("is all there is of one that nothing happened to", () =>
    expect(drawn([], withMain({ since: AT })).segments).toEqual(["running 0…"]));

  test("of one that waits begins with its end", () =>
    expect(
      drawn(
        [change("Running", 0), change("Exited", 5, { exitCode: 1 })],
        withMain({ state: "Waiting", reason: "CrashLoopBackOff", since: null }),
      ).segments,
    ).toEqual(["running 0…5", "waiting 5… CrashLoopBackOff"]));

  test("does not outlive an end that the status has not heard of", () =>
    expect(
      drawn([change("Running", 0), change("Exited", 5, { exitCode: 1 })], withMain({ since: AT })).segments,
    ).toEqual(["running 0…5", "exited 5…"]));

  test("of one that runs again before the runtime said so begins with the status", () =>
    expect(
      drawn([change("Running", -9), change("Exited", -5, { exitCode: 1 })], withMain({ since: AT })).segments,
    ).toEqual(["running -9…-5", "waiting -5…0", "running 0…"]));

  test("of one that ended before the watch is its end", () =>
    expect(drawn([], withMain({ state: "Exited", reason: "Completed", exitCode: 0, since: AT }))).toEqual({
      segments: ["exited 0…"],
      ticks: ["0 exit 0 quiet"],
    }));
});

test("pods that changed come first with their sandboxes; quiet ones show what runs", () => {
  const sandboxes = [{ id: "s", state: "Ready", attempt: 0, createdAt: AT }];
  const containers = [
    containerView({ name: "main", since: AT }),
    containerView({ name: "setup", type: "init", since: AT }),
  ];
  const createdAt = seconds(-3600);
  const pods = ["a-quiet", "web"].map((name) => podView(name, { sandboxes, containers, createdAt }));
  const lanes = lanesOf([change("Exited", 60, { from: "Running", exitCode: 1 })], pods);
  expect(inOrder(lanes, NOW + 30_000, NOW + 90_000).map(({ pod, name }) => `${pod} ${name}`)).toEqual([
    "web sandbox",
    "web setup",
    "web main",
    "a-quiet setup",
    "a-quiet main",
  ]);
  // Since when it ran nobody knows: it is drawn as far back as one looks, but not to before its pod was.
  expect(inOrder(lanes, NOW - 90_000, NOW - 60_000).map(({ pod, name }) => `${pod} ${name}`)).toEqual(["web main"]);
  expect(inOrder(lanes, NOW - 7_200_000, NOW - 7_000_000)).toEqual([]);
});

describe("one whose changes nobody saw", () => {
  const lastExit = { exitCode: 3, signal: null, reason: "Error", at: seconds(-60) };
  const lane = (changes: Parameters<typeof containerView>[0]) =>
    drawn([], [podView("web", { containers: [containerView({ name: "main", lastExit, ...changes })] })]);

  test("waits since its last end", () =>
    expect(lane({ state: "Waiting", reason: "CrashLoopBackOff", since: null })).toEqual({
      segments: ["waiting -60… CrashLoopBackOff"],
      ticks: ["-60 exit 3 warn"],
    }));

  test("runs after the wait that followed its last end", () =>
    expect(lane({ state: "Running", since: AT })).toEqual({
      segments: ["waiting -60…0", "running 0…"],
      ticks: ["-60 exit 3 warn"],
    }));
});

test("a pod that is gone keeps its lanes", () =>
  expect(lanesOf([change("Exited", 5, { pod: "gone", uid: "uid-gone" })], [])).toMatchObject([
    { pod: "gone", tier: null, type: "container", segments: [], ticks: [{ words: "exited" }] },
  ]));

test("what ended before a time is not of that time", () => {
  const pods = [podView("web", { containers: [containerView({ state: "Exited", exitCode: 0, since: AT })] })];
  const lanes = lanesOf([], pods);
  expect(inOrder(lanes, NOW - 1000, NOW + 1000)).toHaveLength(1);
  expect(inOrder(lanes, NOW + 1000, NOW + 2000)).toHaveLength(0);
});

test("asked again, what did not change stays the same lanes", () => {
  const lanes = createLanes();
  const pods = [podView("web"), podView("db")];
  const started = change("Running", 1, { uid: pods[0]?.uid ?? "" });
  const before = lanes([started], pods);
  const ended = change("Exited", 2, { uid: pods[0]?.uid ?? "", exitCode: 1 });
  const after = lanes([started, ended], pods);
  const of = (all: typeof before, name: string) => all.filter(({ pod }) => pod === name);
  expect(of(after, "db").length).toBeGreaterThan(0);
  for (const [index, lane] of of(after, "db").entries()) expect(lane).toBe(of(before, "db")[index]);
  expect(of(after, "web").flatMap(({ ticks }) => ticks)).toHaveLength(1);
});

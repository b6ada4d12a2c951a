import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { observe } from "../../../test/observe.ts";
import { aContainer, aPod, aStatus } from "../../../test/entities.ts";
import { readTape } from "../../../test/tape.ts";
import type { ContainerStatus } from "../../model/pod.ts";
import type { Transition } from "../../model/transition.ts";
import { eventTransition } from "./eventTransition.ts";
import { mergeTransitions, type TransitionLog } from "./mergeTransitions.ts";
import { timeline } from "./timeline.ts";
import { transitionsBetween } from "./transitionsBetween.ts";

const NOW = Date.parse("2026-11-21T10:00:05.123Z");

const read = (transitions: Iterable<Transition>, watchedSince?: number) => {
  const log: TransitionLog = new Map();
  mergeTransitions(log, transitions);
  return timeline(log.values(), watchedSince === undefined ? {} : { watchedSince });
};

const podWith = (...containerStatuses: ContainerStatus[]) => aPod({ status: { containerStatuses } });

const waiting = (reason: string, changes: Partial<ContainerStatus> = {}) =>
  podWith(aStatus({ state: { waiting: { reason } }, ...changes }));

const running = podWith(
  aStatus({ containerID: "containerd://c1", state: { running: { startedAt: "2026-11-21T10:00:02Z" } } }),
);

const lines = (items: readonly Transition[]) =>
  items.filter((item) => item.kind === "container").map(({ from, to, at }) => `${from} → ${to} ${at.slice(17, -1)}`);

describe("timeline", () => {
  it("shows once what two sources saw, with the runtime's moment and what only the API tells", () => {
    const terminated = {
      exitCode: 1,
      containerID: "containerd://c1",
      finishedAt: "2026-11-21T10:00:03Z",
      message: "last words",
    };
    const exited = aContainer({ state: "Exited", exitCode: 1, finishedAt: "2026-11-21T10:00:03.700000000Z" });
    const items = read([
      ...transitionsBetween(running, podWith(aStatus({ containerID: "containerd://c1", state: { terminated } })), NOW),
      ...transitionsBetween(aContainer(), exited, NOW),
    ]).filter((item) => item.to === "Exited");
    expect(items).toEqual([
      expect.objectContaining({
        at: "2026-11-21T10:00:03.700000000Z",
        source: "cri",
        message: "last words",
        exitCode: 1,
      }),
    ]);
  });

  it("orders states by what must have come first where moments cannot tell", () => {
    const items = read([
      ...transitionsBetween(podWith(), waiting("ContainerCreating"), NOW),
      ...transitionsBetween(waiting("ContainerCreating"), running, NOW),
      ...transitionsBetween(
        undefined,
        aContainer({ state: "Created", startedAt: "2026-11-21T10:00:02.800000003Z" }),
        NOW,
      ),
    ]);
    expect(lines(items)).toEqual([
      "null → Waiting 02.200000002",
      "Waiting → Created 02.200000002",
      "Created → Running 02.800000003",
    ]);
  });

  it("raises a cut moment to the change before it", () => {
    const { startedAt: _, ...created } = aContainer({ state: "Created" });
    const items = read([
      ...transitionsBetween(undefined, created, NOW),
      ...transitionsBetween(podWith(), running, NOW),
    ]);
    expect(lines(items)).toEqual(["null → Created 02.200000002", "Created → Running 02.200000002"]);
  });

  it("puts a wait between the run that ended and the next", () => {
    const end = { exitCode: 1, containerID: "containerd://c1", finishedAt: "2026-11-21T10:00:03Z" };
    const backOff = waiting("CrashLoopBackOff", { containerID: "containerd://c1", lastState: { terminated: end } });
    const next = aContainer({
      id: "c2",
      attempt: 1,
      createdAt: "2026-11-21T10:00:04.000000000Z",
      startedAt: "2026-11-21T10:00:04.500000000Z",
    });
    const items = read([
      ...transitionsBetween(undefined, next, NOW),
      ...transitionsBetween(running, backOff, NOW),
      ...transitionsBetween(undefined, aContainer(), NOW),
    ]);
    expect(lines(items)).toEqual([
      "null → Created 02.200000002",
      "Created → Running 02.800000003",
      "Running → Exited 03",
      "Exited → Waiting 04.000000000",
      "Waiting → Created 04.000000000",
      "Created → Running 04.500000000",
    ]);
  });

  it("leaves out what was found and is older than the watch, and keeps what an event showed", () => {
    const watchedSince = Date.parse("2026-11-21T10:00:04Z");
    const event = { to: "Running", at: "2026-11-21T10:00:02.900000000Z" } as const;
    const exited = aContainer({ state: "Exited", finishedAt: "2026-11-21T10:00:04.500000000Z" });
    const found = transitionsBetween(undefined, aContainer(), NOW);
    const ended = transitionsBetween(aContainer(), exited, NOW);
    expect(lines(read([...found, ...ended], watchedSince))).toEqual(["Running → Exited 04.500000000"]);
    const shown = transitionsBetween(undefined, aContainer(), NOW, { event });
    expect(lines(read([...found, ...shown], watchedSince))).toEqual(["Created → Running 02.800000003"]);
  });

  it("does not repeat a wait that a new agent finds", () => {
    const items = read([
      ...transitionsBetween(podWith(), waiting("ImagePullBackOff"), NOW),
      ...transitionsBetween(undefined, waiting("ImagePullBackOff"), NOW + 60_000),
    ]);
    expect(lines(items)).toEqual(["null → Waiting 05.123"]);
  });

  it("tells a restart in a new sandbox", () => {
    const again = aContainer({
      id: "c2",
      attempt: 1,
      sandboxId: "s2",
      createdAt: "2026-11-21T10:00:09.000000000Z",
      startedAt: "2026-11-21T10:00:09.100000000Z",
    });
    const items = read([
      ...transitionsBetween(undefined, aContainer(), NOW),
      ...transitionsBetween(undefined, again, NOW),
    ]);
    expect(items.filter((item) => item.newSandbox).map((item) => [item.to, item.restart])).toEqual([["Created", 1]]);
  });

  it("drops an end without an id where the runtime has it by id", () => {
    const lost = { exitCode: 137, reason: "ContainerStatusUnknown" };
    const items = read([
      ...transitionsBetween(
        aContainer(),
        aContainer({ state: "Exited", exitCode: 0, finishedAt: "2026-11-21T10:00:03.000000000Z" }),
        NOW,
      ),
      ...transitionsBetween(running, podWith(aStatus({ state: { terminated: lost } })), NOW),
    ]);
    expect(items.filter((item) => item.to === "Exited").map((item) => item.exitCode)).toEqual([0]);
  });

  it("has every kill by a probe on the steady recording, and the end it led to", () => {
    const tape = readTape("steady");
    const kills = tape.flatMap(({ call, body }) => {
      const raw = call === "watch /api/v1/events" ? body.object : undefined;
      const container = /\{(.*)\}/.exec(raw?.involvedObject?.fieldPath ?? "")?.[1];
      if (!raw || !container) return [];
      const { uid, name, namespace } = raw.involvedObject;
      return (
        eventTransition({
          uid: raw.metadata.uid,
          namespace,
          name: raw.metadata.name,
          type: raw.type,
          reason: raw.reason,
          message: raw.message,
          node: "node-a",
          component: "kubelet",
          object: { kind: "Pod", namespace, name, uid, container },
          firstAt: raw.firstTimestamp,
          lastAt: raw.lastTimestamp,
          count: raw.count,
        }) ?? []
      );
    });
    const ends = read([...observe(tape), ...kills]).filter((item) => item.to === "Exited" && item.kind === "container");
    const killed = Object.groupBy(ends, (item) => `${item.pod} ${item.killedBy}`);
    expect(Object.entries(killed).map(([who, items]) => [who, items?.length])).toEqual(
      expect.arrayContaining([
        ["sick LivenessProbe", 6],
        ["deaf PodStopped", 1],
        ["infer PodStopped", 1],
        ["crasher undefined", 5],
      ]),
    );
  });
});

describe("mergeTransitions", () => {
  const observed = observe(readTape("steady")).slice(0, 120);
  // Two agents that found what another saw, and an API that tells the same with other words.
  const pool = [
    ...observed,
    ...observed.map((each) => Object.assign({}, each, { found: true })),
    ...observed.map((each) =>
      Object.assign({}, each, { at: each.at.replace(/\.\d+Z$|Z$/, ".999Z"), message: "other" }),
    ),
  ];

  it("gives the same timeline whatever the order observations come in, and however often", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(pool, { minLength: 1 }),
        fc.array(fc.constantFrom(...pool), { maxLength: 30 }),
        (some, again) => {
          const repeats = again.filter((each) => some.includes(each));
          expect(read([...repeats, ...some.toReversed()])).toEqual(read([...some, ...repeats]));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("gives the same log whether merged at once or in parts", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(pool), fc.nat(pool.length), (some, cut) => {
        const [whole, parts]: TransitionLog[] = [new Map(), new Map()];
        if (!whole || !parts) return;
        mergeTransitions(whole, some);
        mergeTransitions(parts, some.slice(cut));
        mergeTransitions(parts, some.slice(0, cut));
        expect(Object.fromEntries(parts)).toEqual(Object.fromEntries(whole));
      }),
      { numRuns: 60 },
    );
  });

  it("says what was new or better, and nothing the second time", () => {
    const log: TransitionLog = new Map();
    const transitions = transitionsBetween(undefined, aContainer(), NOW);
    expect(mergeTransitions(log, transitions)).toHaveLength(2);
    expect(mergeTransitions(log, transitions)).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { aPod, aStatus } from "../../../test/entities.ts";
import { observe } from "../../../test/observe.ts";
import { podOf, readTape } from "../../../test/tape.ts";
import type { Event } from "../../model/event.ts";
import type { Pod } from "../../model/pod.ts";
import { toMillis } from "../../model/time.ts";
import { timeline, transitionsBetween } from "../transitions/index.ts";
import type { ContainerStatus } from "../../model/pod.ts";
import { longestBackOff, nextTry, type BackOffSettings } from "./nextTry.ts";
import { startSteps } from "./startSteps.ts";
import { currentStep, type Step } from "./step.ts";
import { stopSteps } from "./stopSteps.ts";
import { isTroubled } from "./trouble.ts";

const tape = readTape("steady");

/** A pod of the recording and its timeline, as they stood at a moment. */
function standing(name: string, moment: string): { pod: Pod; items: ReturnType<typeof timeline>; now: number } {
  const until = tape.filter(({ at }) => toMillis(at) <= toMillis(moment));
  const told = until.findLast(({ call, body }) => call === "watch /api/v1/pods" && body.object.metadata?.name === name);
  if (!told) throw new Error(`no ${name} on the tape`);
  const seenAt = "2026-11-21T10:35:56.700000000Z";
  return { pod: { ...podOf(told.body.object), seenAt }, items: timeline(observe(until)), now: toMillis(moment) };
}

const brief = (steps: readonly Step<string>[]): string[] =>
  steps.map(({ step, container, state, seconds }) => {
    const took = seconds === null ? "" : ` ${seconds.toFixed(1)}`;
    return `${container === null ? "" : `${container} `}${step} ${state}${took}`;
  });

const event = (reason: string, message: string, container?: string): Event => ({
  uid: reason,
  namespace: "shop",
  name: "web",
  type: "Warning",
  reason,
  message,
  node: "node-a",
  component: "kubelet",
  object: {
    kind: "Pod",
    namespace: "shop",
    name: "web",
    uid: "uid-1",
    ...(container === undefined ? {} : { container }),
  },
  firstAt: "2026-11-21T10:00:03Z",
  lastAt: "2026-11-21T10:00:05Z",
  count: 2,
});

const running = (changes: Partial<Pod> = {}): Pod =>
  aPod({
    status: {
      containerStatuses: [
        aStatus({ containerID: "containerd://c1", state: { running: { startedAt: "2026-11-21T10:00:00Z" } } }),
      ],
    },
    ...changes,
  });

const status = (message: string) =>
  aStatus({
    state: { waiting: { reason: "CrashLoopBackOff", message } },
    lastState: { terminated: { exitCode: 1, finishedAt: "2026-11-21T10:00:00Z" } },
  });

describe("startSteps", () => {
  it("follows an init container, a sidecar and two containers of the recording", () => {
    const { pod, items, now } = standing("web-burstable", "2026-11-21T10:36:40Z");
    const steps = startSteps(pod, items, [], now);
    expect(brief(steps)).toEqual([
      "scheduled done 0.0",
      "seen done 0.7",
      "volumes done 0.4",
      "sandbox done 0.6",
      "migrate image unknown",
      "migrate created done 0.2",
      "migrate started done 0.1",
      "proxy image unknown",
      "proxy created done 0.6",
      "proxy started done 0.1",
      "proxy ready done 0.0",
      "web image unknown",
      "web created done 0.0",
      "web started done 0.1",
      "web ready done 0.0",
      "log image unknown",
      "log created done 0.1",
      "log started done 0.1",
      "log ready done 0.0",
    ]);
    expect(currentStep(steps)).toBeUndefined();
  });

  it("names the image that is never pulled", () => {
    const { pod, items, now } = standing("noimage", "2026-11-21T10:36:40Z");
    const stuck = currentStep(startSteps(pod, items, [], now));
    expect(stuck).toMatchObject({ step: "image", container: "x", obstacle: { reason: "ErrImageNeverPull" } });
    expect(stuck?.seconds).toBeGreaterThan(40);
  });

  it("names a container that is not ready, with what its probe said", () => {
    const { pod, items, now } = standing("sick", "2026-11-21T10:36:03Z");
    const failed = { ...event("Unhealthy", "Readiness probe failed", "main") };
    const steps = startSteps(pod, items, [{ ...failed, object: { ...failed.object, uid: pod.id } }], now);
    expect(currentStep(steps)).toMatchObject({
      step: "ready",
      container: "main",
      obstacle: { reason: "Unhealthy", message: "Readiness probe failed" },
    });
  });

  const NOW = Date.parse("2026-11-21T10:00:30Z");
  const scheduled = { type: "PodScheduled", status: "True", lastTransitionTime: "2026-11-21T10:00:01Z" };
  const pending = aPod({ status: { phase: "Pending", conditions: [scheduled], startTime: "2026-11-21T10:00:02Z" } });

  it("is held up by a volume", () => {
    const steps = startSteps(pending, [], [event("FailedMount", 'volume "data": timed out')], NOW);
    expect(brief(steps)).toEqual([
      "scheduled done 1.0",
      "seen done 1.0",
      "volumes current 28.0",
      "sandbox pending",
      "main image pending",
      "main created pending",
      "main started pending",
      "main ready pending",
    ]);
    expect(currentStep(steps)?.obstacle?.message).toBe('volume "data": timed out');
  });

  const started = aStatus({
    containerID: "containerd://c1",
    state: { running: { startedAt: "2026-11-20T10:00:00Z" } },
  });
  const crashed = aStatus({
    restartCount: 3,
    state: { waiting: { reason: "CrashLoopBackOff", message: "back-off" } },
    lastState: { terminated: { exitCode: 1 } },
  });
  const unpulled = aStatus({
    name: "side",
    state: { waiting: { reason: "ImagePullBackOff", message: "no such image" } },
  });
  const before = (changes: Pod["status"], spec: Pod["spec"] = aPod().spec): Pod =>
    aPod({
      spec,
      status: { startTime: "2026-11-20T10:00:00Z", ...changes, conditions: [scheduled, ...(changes.conditions ?? [])] },
    });
  const two = {
    containers: [
      { name: "main", image: "" },
      { name: "side", image: "" },
    ],
  };
  const init = { initContainers: [{ name: "init", image: "" }], containers: [{ name: "main", image: "" }] };

  it.each<[string, Pod, string | undefined]>([
    ["is ready", before({ conditions: [{ type: "Ready", status: "True" }] }), undefined],
    ["runs, ready or not", before({ containerStatuses: [started] }), undefined],
    ["is in back-off after having started", before({ containerStatuses: [crashed] }), undefined],
    ["has succeeded", before({ phase: "Succeeded" }), undefined],
    ["has failed before it began", before({ phase: "Failed" }), undefined],
    ["waits for one image while the other runs", before({ containerStatuses: [started, unpulled] }, two), "side image"],
    [
      "runs after its init container",
      before({ initContainerStatuses: [aStatus({ name: "init" })], containerStatuses: [started] }, init),
      undefined,
    ],
    [
      "waits for an init container that runs",
      before({ initContainerStatuses: [{ ...started, name: "init" }] }, init),
      undefined,
    ],
    [
      "has a sandbox and no container",
      before({ phase: "Pending", conditions: [{ type: "PodReadyToStartContainers", status: "True" }] }),
      "main image",
    ],
    ["has nothing yet", before({ phase: "Pending" }), "volumes"],
  ])("of a pod older than the watch that %s", (_, pod, expected) => {
    const steps = startSteps(pod, [], [], NOW);
    const current = currentStep(steps);
    expect(current && [current.container, current.step].filter(Boolean).join(" ")).toBe(expected);
    if (expected === undefined) expect(steps.find(({ step }) => step === "volumes")?.state).toBe("unknown");
    // How long it has been in a step that began unseen, nobody knows.
    if (current && current.step !== "volumes") expect(current.seconds).toBeNull();
  });

  it("is held up by its probe in the first run that was seen, and by nothing once that run has ended", () => {
    const run = before({ containerStatuses: [started] });
    const items = timeline(transitionsBetween(undefined, run, NOW));
    expect(currentStep(startSteps(run, items, [], NOW))).toMatchObject({ step: "ready", container: "main" });
    expect(currentStep(startSteps(before({ containerStatuses: [crashed] }), items, [], NOW))).toBeUndefined();
  });

  it("takes nothing of a later run for the first one's", () => {
    const { pod, items, now } = standing("crasher", "2026-11-21T10:38:40Z");
    const unseen = items.filter(({ to, restart }) => to !== "Ready" || restart !== 0);
    expect(unseen.some(({ uid, to }) => uid === pod.id && to === "Ready")).toBe(true);
    const ready = startSteps(pod, unseen, [], now).find(({ step }) => step === "ready");
    expect(ready).toMatchObject({ state: "unknown", to: null, seconds: null });
  });

  it("is held up by the scheduler, which does not concern a static pod", () => {
    const unscheduled = {
      type: "PodScheduled",
      status: "False",
      reason: "Unschedulable",
      message: "0/3 nodes are available",
    };
    const waiting = aPod({ status: { phase: "Pending", conditions: [unscheduled] } });
    expect(currentStep(startSteps(waiting, [], [], NOW))).toMatchObject({
      step: "scheduled",
      obstacle: { reason: "Unschedulable" },
    });
    expect(startSteps({ ...pending, configSource: "file" }, [], [], NOW)[0]?.step).toBe("seen");
  });
});

describe("stopSteps", () => {
  it("is empty for a pod that nobody asked to go", () => {
    expect(stopSteps(aPod(), [], 0)).toEqual([]);
  });

  it("follows the deaf pod of the recording through its hook, its grace and its killing", () => {
    const half = standing("deaf", "2026-11-21T10:37:30Z");
    const pod: Pod = {
      ...half.pod,
      spec: {
        ...half.pod.spec,
        containers: half.pod.spec.containers.map((each) => Object.assign({}, each, { preStop: "exec" })),
      },
    };
    expect(brief(stopSteps(pod, half.items, half.now))).toEqual([
      "asked done 0.0",
      "main preStop current 5.0",
      "main grace current 5.0",
      "sandbox pending",
      "gone pending",
    ]);
    const { items, now } = standing("deaf", "2026-11-21T10:38:40Z");
    expect(brief(stopSteps(pod, items, now))).toEqual([
      "asked done 0.0",
      "main preStop unknown",
      "main grace done 12.0",
      "main killed done 0.1",
      "sandbox done 0.1",
      "gone done 0.8",
    ]);
  });

  it("says of a container that outlives its grace that it is stuck", () => {
    const going = running({ deletedAt: "2026-11-21T10:01:00Z", deletionGracePeriodSeconds: 30 });
    const now = Date.parse("2026-11-21T10:01:05Z");
    const items = timeline(transitionsBetween(undefined, going, now));
    expect(stopSteps(going, items, now).find(({ step }) => step === "killed")).toMatchObject({
      state: "current",
      seconds: 5,
      obstacle: { reason: "StillRunning" },
    });
  });
});

describe("nextTry", () => {
  it.each([
    ["back-off 10s restarting failed container=a", { backOffSeconds: 10, at: "2026-11-21T10:00:10.000Z" }],
    ["back-off 1m20s restarting failed container=a", { backOffSeconds: 80, at: "2026-11-21T10:01:20.000Z" }],
    ['Back-off pulling image "x"', null],
  ])("of %s", (message, expected) => {
    expect(nextTry(running(), status(message), { longest: null, kubeletStartedAt: null })).toEqual(expected);
  });

  const at = (seconds: number): string => new Date(Date.parse("2026-11-21T10:00:00Z") + seconds * 1000).toISOString();
  const ended = (restartCount: number, waited: number, ran = 8, ranBefore = 8, exitCode = 1) =>
    aStatus({
      restartCount,
      state: { terminated: { exitCode, startedAt: at(-ran), finishedAt: at(0) } },
      lastState: {
        terminated: { exitCode: 1, startedAt: at(-ran - waited - ranBefore), finishedAt: at(-ran - waited) },
      },
    });
  const settings = { longest: 300, kubeletStartedAt: 0 };
  const seconds = (given: ContainerStatus, over: Partial<BackOffSettings> = {}, pod = running()) =>
    nextTry(pod, given, { ...settings, ...over })?.backOffSeconds ?? null;

  it("counts from the end of one that has just ended, before the kubelet says that it waits", () => {
    expect(nextTry(running(), ended(118, 301), settings)).toEqual({ backOffSeconds: 300, at: at(300) });
    expect(seconds(ended(1, 0.5))).toBe(10);
    expect(seconds(ended(2, 10.5))).toBe(20);
    expect(seconds(ended(118, 31), { longest: 30 })).toBe(30);
  });

  it.each([
    ["it is the first end, and the restart comes at once", ended(0, 0), {}],
    ["it ran so long that the wait begins anew", ended(118, 301, 601), {}],
    ["the count may have begun anew since", ended(118, 41), {}],
    ["the run before was long", ended(2, 1, 8, 700), {}],
    ["the kubelet has started since", ended(118, 301), { kubeletStartedAt: Date.parse(at(-100)) }],
    ["nobody knows when the kubelet started", ended(118, 301), { kubeletStartedAt: null }],
    ["nobody knows the cap", ended(118, 301), { longest: null }],
  ])("is not told where %s", (_, given, over) => expect(seconds(given, over)).toBeNull());

  it("is none where the pod does not restart it", () => {
    const never = running({ spec: { ...running().spec, restartPolicy: "Never" } });
    const onFailure = running({ spec: { ...running().spec, restartPolicy: "OnFailure" } });
    expect(seconds(ended(118, 301), {}, never)).toBeNull();
    expect(seconds(ended(118, 301), {}, onFailure)).toBe(300);
    expect(seconds(ended(118, 301, 8, 8, 0), {}, onFailure)).toBeNull();
    expect(seconds(ended(118, 301), {}, running({ deletedAt: at(0) }))).toBeNull();
  });

  it("knows the cap by the kubelet's settings or its age", () => {
    const config = (settings: object) => ({
      kind: "kubeletConfig" as const,
      id: "kubeletConfig" as const,
      config: { ...settings },
    });
    const own = { crashLoopBackOff: { maxContainerRestartPeriod: "1m0s" } };
    expect(longestBackOff(config(own), "v1.36.2")).toBe(60);
    expect(longestBackOff(config({}), undefined)).toBe(300);
    expect(
      longestBackOff(config({ featureGates: { ReduceDefaultCrashLoopBackOffDecay: true } }), "v1.36.2"),
    ).toBeNull();
    expect(longestBackOff(undefined, "v1.34.1")).toBe(300);
    expect(longestBackOff(undefined, "v1.36.2")).toBeNull();
  });
});

describe("isTroubled", () => {
  const waits = (reason: string) => aStatus({ state: { waiting: { reason } } });
  const ended = (exitCode: number, restartCount: number, ran = 8) =>
    aStatus({
      restartCount,
      state: {
        terminated: {
          exitCode,
          startedAt: "2026-11-21T10:00:00Z",
          finishedAt: new Date(Date.parse("2026-11-21T10:00:00Z") + ran * 1000).toISOString(),
        },
      },
    });
  const pod = (restartPolicy: string, changes: Partial<Pod> = {}) =>
    running({ spec: { ...running().spec, restartPolicy }, ...changes });
  const init = pod("Always", {
    spec: { containers: [], initContainers: [{ name: "main", image: "web:1" }], restartPolicy: "Always" },
  });

  it.each<[string, boolean, ContainerStatus, Pod]>([
    ["waits for an image", true, waits("ImagePullBackOff"), pod("Always")],
    ["starts", false, waits("PodInitializing"), pod("Always")],
    ["runs", false, aStatus({ state: { running: {} } }), pod("Always")],
    ["failed and is restarted", true, ended(1, 118), pod("Always")],
    ["failed for the first time", true, ended(1, 0), pod("OnFailure")],
    ["failed for good", false, ended(1, 0), pod("Never")],
    ["did its work", false, ended(0, 0), pod("OnFailure")],
    ["ends well again and again", true, ended(0, 3), pod("Always")],
    ["ends well once in a while", false, ended(0, 3, 3600), pod("Always")],
    ["is an init container that did its work", false, ended(0, 1), init],
    ["is an init container that failed", true, ended(1, 0), init],
    ["is of a pod that goes", false, ended(1, 3), pod("Always", { deletedAt: "2026-11-21T10:00:00Z" })],
  ])("one that %s: %s", (_, troubled, given, its) => expect(isTroubled(its, given)).toBe(troubled));
});

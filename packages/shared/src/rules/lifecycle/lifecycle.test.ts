import { describe, expect, it } from "vitest";
import { aPod, aStatus } from "../../../test/entities.ts";
import { observe } from "../../../test/observe.ts";
import { podOf, readTape } from "../../../test/tape.ts";
import type { Event } from "../../model/event.ts";
import type { ContainerSpec, ContainerStatus, Pod } from "../../model/pod.ts";
import { toMillis } from "../../model/time.ts";
import { timeline, transitionsBetween } from "../transitions/index.ts";
import type { TimelineItem } from "../transitions/timeline.ts";
import { startSteps } from "./startSteps.ts";
import { currentStep, type Step } from "./step.ts";
import { stopSteps } from "./stopSteps.ts";

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

const at = (seconds: number): string => new Date(Date.parse("2026-11-21T10:00:00Z") + seconds * 1000).toISOString();

/** A container's way to a state, in a pod whose way began so many seconds before. */
const item = (container: string, to: string, seconds: number, more: Partial<TimelineItem> = {}): TimelineItem => ({
  key: `${container} ${to}`,
  at: at(seconds),
  kind: "container",
  namespace: "shop",
  pod: "web",
  uid: "uid-1",
  container,
  from: null,
  to,
  source: "cri",
  ...more,
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

  const probe = {
    handler: "exec",
    periodSeconds: 10,
    failureThreshold: 3,
    initialDelaySeconds: 0,
    timeoutSeconds: 1,
  };
  const withSidecar = (probes: Partial<ContainerSpec>, isUp: boolean, main: ContainerStatus): Pod =>
    before(
      {
        phase: "Pending",
        initContainerStatuses: [
          aStatus({ name: "proxy", started: isUp, state: { running: { startedAt: "2026-11-21T10:00:03Z" } } }),
        ],
        containerStatuses: [main],
      },
      {
        initContainers: [{ name: "proxy", image: "", restartPolicy: "Always", ...probes }],
        containers: [{ name: "main", image: "" }],
      },
    );
  const proxyRuns = [item("proxy", "Created", 2), item("proxy", "Running", 3)];
  const ofMain = (steps: readonly Step<string>[]) => steps.filter(({ container }) => container === "main");

  it("lets a sidecar that is not ready hold up nothing but itself", () => {
    const unpulledMain = { ...unpulled, name: "main" };
    const items = [...proxyRuns, item("main", "Waiting", 5, { reason: "ImagePullBackOff", message: "" })];
    const steps = startSteps(withSidecar({ readinessProbe: probe }, true, unpulledMain), items, [], NOW);
    expect(steps.find(({ step, container }) => step === "ready" && container === "proxy")?.state).toBe("current");
    expect(ofMain(steps)[0]).toMatchObject({
      step: "image",
      state: "current",
      from: at(3),
      obstacle: { reason: "ImagePullBackOff" },
    });
  });

  it("takes what came before a sidecar was ready at its own moments", () => {
    const main = [item("main", "Created", 5), item("main", "Running", 6), item("main", "Ready", 7)];
    const items = [...proxyRuns, ...main, item("proxy", "Ready", 25)];
    const pod = withSidecar({ readinessProbe: probe }, true, { ...started, ready: true });
    const steps = startSteps(pod, items, [], NOW);
    expect(brief(ofMain(steps))).toEqual([
      "main image unknown",
      "main created done 2.0",
      "main started done 1.0",
      "main ready done 1.0",
    ]);
    expect(brief(steps)).toContain("proxy ready done 22.0");
  });

  it("waits for a sidecar's startup probe", () => {
    const waits = aStatus({ state: { waiting: { reason: "PodInitializing" } } });
    const main = (isUp: boolean) =>
      ofMain(startSteps(withSidecar({ startupProbe: probe }, isUp, waits), proxyRuns, [], NOW))[0];
    expect(main(false)).toMatchObject({ step: "image", state: "pending" });
    // Since when, nobody tells.
    expect(main(true)).toMatchObject({ step: "image", state: "current", from: null, seconds: null });
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

  describe("of a sidecar", () => {
    const killed = (container: string, seconds: number): TimelineItem =>
      item(container, "Exited", seconds, { signal: 9 });
    const going = aPod({
      deletedAt: "2026-11-21T10:00:40Z",
      deletionGracePeriodSeconds: 30,
      spec: {
        containers: [{ name: "main", image: "" }],
        initContainers: [{ name: "proxy", image: "", restartPolicy: "Always" }],
      },
    });
    const run = [item("main", "Running", 1), item("proxy", "Running", 0)];
    const ofProxy = (second: number, ...ends: TimelineItem[]) =>
      brief(stopSteps(going, [...run, ...ends], Date.parse(at(second)))).filter((line) => line.startsWith("proxy"));

    it("waits its turn until the others have ended", () => {
      expect(ofProxy(20)).toEqual(["proxy grace pending"]);
      expect(ofProxy(20, killed("main", 15))).toEqual(["proxy grace current 5.0"]);
      expect(ofProxy(20, killed("main", 15), killed("proxy", 13))).toEqual(["proxy grace unknown"]);
    });

    it("has the least grace though the others have used up all of it", () => {
      const main = killed("main", 40.1);
      expect(ofProxy(41.5, main)).toEqual(["proxy grace current 1.5"]);
      expect(ofProxy(42.5, main)).toEqual(["proxy grace done 2.0", "proxy killed current 0.5"]);
      expect(ofProxy(50, main, killed("proxy", 42.3))).toEqual(["proxy grace done 2.0", "proxy killed done 0.3"]);
    });
  });
});

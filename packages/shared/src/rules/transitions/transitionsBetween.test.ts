import { describe, expect, it } from "vitest";
import { aContainer, aPod, aSandbox, aStatus } from "../../../test/entities.ts";
import type { ContainerStatus } from "../../model/pod.ts";
import { transitionsBetween } from "./transitionsBetween.ts";

const NOW = Date.parse("2026-11-21T11:00:00.123Z");

const podWith = (...containerStatuses: ContainerStatus[]) => aPod({ status: { phase: "Running", containerStatuses } });

const waiting = (reason: string) => podWith(aStatus({ state: { waiting: { reason } } }));

const ended = (finishedAt: string) => ({ terminated: { exitCode: 137, finishedAt } });

const readyPod = (status: string, lastTransitionTime: string) =>
  aPod({ status: { phase: "Running", conditions: [{ type: "Ready", status, lastTransitionTime }] } });

const told = (...change: Parameters<typeof transitionsBetween>) =>
  transitionsBetween(...change)
    .filter((each) => !each.to.includes("="))
    .map(({ to, at, found }) => `${to} ${at}${found ? " found" : ""}`);

describe("a container as the runtime tells it", () => {
  it("leaves nothing out when it is first seen after it exited", () => {
    const exited = aContainer({ state: "Exited", finishedAt: "2026-11-21T10:00:09.000000004Z", exitCode: 137 });
    expect(told(undefined, exited, NOW)).toEqual([
      "Created 2026-11-21T10:00:02.200000002Z found",
      "Running 2026-11-21T10:00:02.800000003Z found",
      "Exited 2026-11-21T10:00:09.000000004Z found",
    ]);
    expect(transitionsBetween(undefined, exited, NOW).at(-1)).toMatchObject({ exitCode: 137, signal: 9, restart: 0 });
  });

  it("has never run when it could not start", () => {
    const { startedAt: _, ...never } = aContainer({ state: "Exited", exitCode: 128, reason: "StartError" });
    expect(told(undefined, never, NOW)).toEqual([
      "Created 2026-11-21T10:00:02.200000002Z found",
      "Exited 2026-11-21T11:00:00.123Z found",
    ]);
  });

  it("is seen, not found, when an event is about it", () => {
    const event = { to: "Running", at: "2026-11-21T10:00:02.900000000Z" } as const;
    expect(told(undefined, aContainer(), NOW, { event })).toEqual([
      "Created 2026-11-21T10:00:02.200000002Z found",
      "Running 2026-11-21T10:00:02.800000003Z",
    ]);
  });

  it("is seen when the event comes after a list has found it", () => {
    const event = { to: "Running", at: "2026-11-21T10:00:02.900000000Z" } as const;
    expect(told(aContainer(), aContainer(), NOW, { event })).toEqual(["Running 2026-11-21T10:00:02.800000003Z"]);
    expect(told(aSandbox(), aSandbox(), NOW, { event })).toEqual(["Running 2026-11-21T10:00:02.900000000Z"]);
  });

  it("tells again, with its moment, what a list had told without", () => {
    const { startedAt: _, ...listed } = aContainer();
    expect(told(aContainer({ state: "Created" }), listed, NOW)).toEqual([]);
    const { startedAt: __, ...created } = aContainer({ state: "Created" });
    const [first] = transitionsBetween(created, listed, NOW);
    const [second] = transitionsBetween(listed, aContainer(), NOW);
    expect(first).toMatchObject({ to: "Running", at: "2026-11-21T11:00:00.123Z" });
    expect(second).toMatchObject({ key: first?.key, at: "2026-11-21T10:00:02.800000003Z", found: true });
  });

  it("is removed at the moment of the event, even without a stop", () => {
    const event = { to: "Removed", at: "2026-11-21T10:30:00.000000005Z" } as const;
    expect(told(aContainer(), undefined, NOW, { event })).toEqual(["Removed 2026-11-21T10:30:00.000000005Z"]);
    expect(told(aContainer(), null, NOW)).toEqual(["Removed 2026-11-21T11:00:00.123Z"]);
  });

  it("says nothing of what did not change", () => {
    expect(transitionsBetween(aContainer(), aContainer({ message: "x" }), NOW)).toEqual([]);
  });
});

describe("a sandbox", () => {
  it("runs since its creation when it is found ready", () => {
    expect(told(undefined, aSandbox(), NOW)).toEqual([
      "Created 2026-11-21T10:00:01.000000001Z found",
      "Running 2026-11-21T10:00:01.000000001Z found",
    ]);
  });

  it("exits when it is not ready any more, at the event's moment", () => {
    const event = { to: "Exited", at: "2026-11-21T10:10:00.000000009Z" } as const;
    expect(told(aSandbox(), aSandbox({ state: "NotReady" }), NOW, { event })).toEqual([
      "Exited 2026-11-21T10:10:00.000000009Z",
    ]);
  });
});

describe("a container as the API tells it", () => {
  const running = aStatus({
    containerID: "containerd://c1",
    ready: true,
    state: { running: { startedAt: "2026-11-21T10:00:02Z" } },
  });

  it("has the runtime's keys", () => {
    const runtime = transitionsBetween(undefined, aContainer(), NOW).find((each) => each.to === "Running");
    const api = transitionsBetween(podWith(), podWith(running), NOW).find((each) => each.to === "Running");
    expect(api?.key).toBe(runtime?.key);
    expect(api).toMatchObject({ source: "kubelet", at: "2026-11-21T10:00:02Z", containerId: "c1" });
  });

  it("tells of runs that came and went between two looks", () => {
    const later = aStatus({
      containerID: "containerd://c3",
      restartCount: 2,
      state: { running: { startedAt: "2026-11-21T10:05:00Z" } },
      lastState: {
        terminated: {
          exitCode: 1,
          reason: "Error",
          containerID: "containerd://c2",
          startedAt: "2026-11-21T10:04:00Z",
          finishedAt: "2026-11-21T10:04:30Z",
        },
      },
    });
    const transitions = transitionsBetween(podWith(running), podWith(later), NOW);
    expect(transitions.map(({ to, restart, containerId, exitCode }) => [to, restart, containerId, exitCode])).toEqual([
      ["Running", 1, "c2", undefined],
      ["Exited", 1, "c2", 1],
      ["Running", 2, "c3", undefined],
    ]);
  });

  it("counts a run that is in back-off as the last one", () => {
    const terminated = { exitCode: 3, containerID: "containerd://c2", finishedAt: "2026-11-21T10:04:30Z" };
    const waiting = aStatus({
      containerID: "containerd://c2",
      restartCount: 1,
      state: { waiting: { reason: "CrashLoopBackOff", message: "back-off 10s restarting failed container" } },
      lastState: { terminated },
    });
    const transitions = transitionsBetween(podWith(running), podWith(waiting), NOW);
    expect(transitions.map(({ to, restart, reason, at }) => [to, restart, reason, at])).toEqual([
      ["Exited", 1, undefined, "2026-11-21T10:04:30Z"],
      ["Waiting", 1, "CrashLoopBackOff", "2026-11-21T11:00:00.123Z"],
    ]);
  });

  it("waits for the same reason again under another key", () => {
    const keyOf = (from: string, to: string, now: number) =>
      transitionsBetween(waiting(from), waiting(to), now)[0]?.key;
    const first = keyOf("ErrImagePull", "ImagePullBackOff", NOW);
    expect(keyOf("ErrImagePull", "ImagePullBackOff", NOW)).toBe(first);
    expect(keyOf("ErrImagePull", "ImagePullBackOff", NOW + 1)).not.toBe(first);
    expect(transitionsBetween(waiting("ErrImagePull"), waiting("ErrImagePull"), NOW)).toEqual([]);
  });

  it("is ready at its start without a probe, and is not ready only if it was", () => {
    const probe = { handler: "exec", periodSeconds: 1, failureThreshold: 1, initialDelaySeconds: 0, timeoutSeconds: 1 };
    const probed = (status: ContainerStatus) => ({
      ...podWith(status),
      spec: { containers: [{ name: "main", image: "", readinessProbe: probe }] },
    });
    const unready = { ...running, ready: false };
    expect(told(podWith(), podWith(running), NOW)).toContain("Ready 2026-11-21T10:00:02Z");
    expect(told(podWith(), probed(unready), NOW)).toEqual(["Running 2026-11-21T10:00:02Z"]);
    expect(told(probed(unready), probed(running), NOW)).toEqual(["Ready 2026-11-21T11:00:00.123Z"]);
    expect(told(probed(running), probed(unready), NOW)).toEqual(["NotReady 2026-11-21T11:00:00.123Z"]);
  });

  it("covers sidecars, init containers and ephemeral ones", () => {
    const after = aPod({
      status: {
        phase: "Running",
        initContainerStatuses: [aStatus({ name: "proxy", containerID: "containerd://p", state: running.state })],
        ephemeralContainerStatuses: [aStatus({ name: "debug", containerID: "containerd://d", state: running.state })],
      },
    });
    expect(transitionsBetween(podWith(), after, NOW).map((each) => [each.container, each.to])).toEqual([
      ["proxy", "Running"],
      ["debug", "Running"],
    ]);
  });
});

describe("a pod", () => {
  it("was asked to go a grace period before its deletion timestamp", () => {
    const going = aPod({ deletedAt: "2026-11-21T10:37:37Z", deletionGracePeriodSeconds: 12 });
    expect(told(aPod(), going, NOW)).toEqual(["Terminating 2026-11-21T10:37:25Z"]);
  });

  it("failed when its last container ended", () => {
    const failed = aPod({
      status: {
        phase: "Failed",
        reason: "Evicted",
        containerStatuses: [
          aStatus({ name: "a", state: ended("2026-11-21T10:36:09Z") }),
          aStatus({ name: "b", state: ended("2026-11-21T10:36:11Z") }),
        ],
      },
    });
    const phase = transitionsBetween(aPod(), failed, NOW).find((each) => each.kind === "pod");
    expect(phase).toMatchObject({ to: "Failed", reason: "Evicted", at: "2026-11-21T10:36:11Z" });
  });

  it("changes its conditions at the API's moments, as often as they change", () => {
    const one = transitionsBetween(aPod(), readyPod("True", "2026-11-21T10:00:03Z"), NOW);
    const two = transitionsBetween(
      readyPod("False", "2026-11-21T10:00:05Z"),
      readyPod("True", "2026-11-21T10:00:07Z"),
      NOW,
    );
    expect([...one, ...two].map((each) => [each.to, each.at])).toEqual([
      ["Ready=True", "2026-11-21T10:00:03Z"],
      ["Ready=True", "2026-11-21T10:00:07Z"],
    ]);
    expect(one[0]?.key).not.toBe(two[0]?.key);
  });

  it("loses a condition that is done with", () => {
    const resizing = aPod({
      status: { phase: "Running", conditions: [{ type: "PodResizeInProgress", status: "True" }] },
    });
    expect(transitionsBetween(resizing, aPod(), NOW).map((each) => each.to)).toEqual(["PodResizeInProgress=Removed"]);
  });

  it("names the API server where that told of it", () => {
    expect(transitionsBetween(undefined, aPod(), NOW, { podSource: "apiserver" })[0]?.source).toBe("apiserver");
  });
});

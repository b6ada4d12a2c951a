import { describe, expect, it } from "vitest";
import { aPod, aStatus } from "../../../test/entities.ts";
import type { ContainerStatus, Pod } from "../../model/pod.ts";
import { longestBackOff, nextTry, type BackOffSettings } from "./nextTry.ts";
import { isTroubled } from "./trouble.ts";

const status = (message: string) =>
  aStatus({
    state: { waiting: { reason: "CrashLoopBackOff", message } },
    lastState: { terminated: { exitCode: 1, finishedAt: "2026-11-21T10:00:00Z" } },
  });

describe("nextTry", () => {
  it.each([
    ["back-off 10s restarting failed container=a", { backOffSeconds: 10, at: "2026-11-21T10:00:10.000Z" }],
    ["back-off 1m20s restarting failed container=a", { backOffSeconds: 80, at: "2026-11-21T10:01:20.000Z" }],
    ['Back-off pulling image "x"', null],
  ])("of %s", (message, expected) => {
    expect(nextTry(aPod(), status(message), { longest: null, kubeletStartedAt: null })).toEqual(expected);
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
  const seconds = (given: ContainerStatus, over: Partial<BackOffSettings> = {}, pod = aPod()) =>
    nextTry(pod, given, { ...settings, ...over })?.backOffSeconds ?? null;

  it("counts from the end of one that has just ended, before the kubelet says that it waits", () => {
    expect(nextTry(aPod(), ended(118, 301), settings)).toEqual({ backOffSeconds: 300, at: at(300) });
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

  it("waits no longer than the kubelet remembers the last start", () => {
    const run = { exitCode: 1, startedAt: at(0), finishedAt: at(500) };
    const message = "back-off 5m0s restarting failed container=a";
    const waits = aStatus({
      state: { waiting: { reason: "CrashLoopBackOff", message } },
      lastState: { terminated: run },
    });
    expect(nextTry(aPod(), waits, settings)).toEqual({ backOffSeconds: 300, at: at(600) });
    expect(nextTry(aPod(), ended(1, 0.5, 595), settings)).toEqual({ backOffSeconds: 10, at: at(5) });
    // The run before and its wait were together so long that the wait began anew.
    expect(seconds(ended(118, 301, 8, 310))).toBeNull();
    expect(seconds(ended(2, 10, 8, 595))).toBeNull();
  });

  it("is none where the pod does not restart it", () => {
    const never = aPod({ spec: { ...aPod().spec, restartPolicy: "Never" } });
    const onFailure = aPod({ spec: { ...aPod().spec, restartPolicy: "OnFailure" } });
    expect(seconds(ended(118, 301), {}, never)).toBeNull();
    expect(seconds(ended(118, 301), {}, onFailure)).toBe(300);
    expect(seconds(ended(118, 301, 8, 8, 0), {}, onFailure)).toBeNull();
    expect(seconds(ended(118, 301), {}, aPod({ deletedAt: at(0) }))).toBeNull();
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
    aPod({ spec: { ...aPod().spec, restartPolicy }, ...changes });
  const init = pod("Always", {
    spec: { containers: [], initContainers: [{ name: "main", image: "web:1" }], restartPolicy: "Always" },
  });

  const rule = (action: string, operator: string) => ({ action, exitCodes: { operator, values: [42] } });
  const never = { name: "main", image: "web:1", restartPolicy: "Never" };
  const ruled = (...restartPolicyRules: ReturnType<typeof rule>[]) =>
    pod("Never", { spec: { containers: [{ ...never, restartPolicyRules }] } });
  const ruledInit = pod("Never", {
    spec: { containers: [], initContainers: [{ ...never, restartPolicyRules: [rule("Restart", "NotIn")] }] },
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
    ["has a rule for its exit code", true, ended(42, 1), ruled(rule("Restart", "In"))],
    ["has a rule for another exit code", false, ended(42, 1), ruled(rule("Restart", "NotIn"))],
    ["has a rule for all but some exit codes", true, ended(1, 1), ruled(rule("Restart", "NotIn"))],
    ["has all restarted by its exit code", true, ended(42, 1), ruled(rule("RestartAllContainers", "In"))],
    ["has a first rule that nobody knows", false, ended(42, 1), ruled(rule("Other", "In"), rule("Restart", "In"))],
    ["is an init container that did its work, whatever its rule", false, ended(0, 1), ruledInit],
    ["is of a pod that goes", false, ended(1, 3), pod("Always", { deletedAt: "2026-11-21T10:00:00Z" })],
  ])("one that %s: %s", (_, troubled, given, its) => expect(isTroubled(its, given)).toBe(troubled));

  it("waits for what a rule restarts, but not where that restarts all", () => {
    const settings = { longest: 300, kubeletStartedAt: 0 };
    expect(nextTry(ruled(rule("Restart", "In")), ended(42, 1, 9), settings)?.backOffSeconds).toBe(10);
    expect(nextTry(ruled(rule("RestartAllContainers", "In")), ended(42, 1, 9), settings)).toBeNull();
  });
});

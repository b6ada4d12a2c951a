import type { ContainerView, PodView } from "@bayplan/api/views";
import { describe, expect, test } from "vitest";
import { containerView, podView } from "../../fixtures/views.ts";
import { exitTone, exitWords, lookOfContainer, lookOfPod } from "./containerState.ts";
import { matchesPod } from "./matchesPod.ts";
import { probeWords } from "./probes.ts";

describe("a container's state", () => {
  test.each<[Partial<ContainerView>, string, string]>([
    [{}, "ok", "running"],
    [{ ready: false }, "warn", "running, not ready"],
    [{ type: "init", ready: false }, "ok", "running"],
    [{ state: "Created" }, "quiet", "created"],
    [{ state: "Waiting", reason: "ContainerCreating" }, "quiet", "waiting: ContainerCreating"],
    [{ state: "Waiting", reason: null }, "quiet", "waiting"],
    [{ state: "Waiting", reason: "CrashLoopBackOff", troubled: true }, "warn", "CrashLoopBackOff"],
    [{ state: "Exited", reason: "Error", exitCode: 1, troubled: true }, "warn", "exit 1"],
    [{ state: "Exited", reason: "Completed", exitCode: 0 }, "quiet", "exit 0"],
    [{ state: "Exited", reason: "Error", exitCode: 1 }, "warn", "exit 1"],
    [{ state: "Exited", reason: "OOMKilled", exitCode: 137 }, "danger", "OOM killed"],
    [{ state: "Unknown" }, "unknown", "not known"],
  ])("%o is %s: %s", (changes, tone, words) =>
    expect(lookOfContainer(containerView(changes))).toMatchObject({ tone, words }),
  );
});

test("exits in words", () => {
  expect(exitWords({ reason: "Error", exitCode: 143, signal: 15 })).toBe("exit 143, signal 15");
  expect(exitWords({ reason: "StartError", exitCode: 128 })).toBe("StartError (exit 128)");
  expect(exitWords({ reason: null, exitCode: null })).toBe("exited");
  expect(exitTone({ reason: "OOMKilled", exitCode: 0 })).toBe("danger");
});

describe("a pod's state", () => {
  test.each<[Partial<PodView>, string]>([
    [{}, "running"],
    [{ phase: "Failed", reason: "Evicted" }, "evicted"],
    [{ phase: "Failed", reason: "UnexpectedAdmissionError" }, "failed: UnexpectedAdmissionError"],
    [{ deletedAt: "2026-11-21T10:00:00Z" }, "terminating"],
    [{ phase: "Pending" }, "pending"],
    [
      { containers: [containerView(), containerView({ state: "Waiting", reason: "ErrImagePull", troubled: true })] },
      "ErrImagePull",
    ],
    [
      { containers: [containerView({ ready: false }), containerView({ type: "sidecar", ready: false })] },
      "2 containers not ready",
    ],
    [{ phase: "" }, "phase not known"],
  ])("%o is %s", (changes, words) => expect(lookOfPod(podView("a", changes)).words).toBe(words));
});

test("a pod is found by its names, labels, states and images", () => {
  const pod = podView("web-1", {
    labels: { app: "shop" },
    containers: [containerView({ state: "Waiting", reason: "CrashLoopBackOff" })],
  });
  expect(
    ["web team-a", "app=shop", "crashloop", "team/main:1", "burstable"].every((words) => matchesPod(pod, words)),
  ).toBe(true);
  expect(matchesPod(pod, "web batch")).toBe(false);
  expect(matchesPod(pod, undefined)).toBe(true);
});

test("probes are told of where they fail", () => {
  const probe = { probe: "Readiness", successful: 9, failed: 1 };
  expect(probeWords([probe, { probe: "Liveness", successful: 10, failed: 0 }])?.words).toBe(
    "readiness probe failed 1 of 10",
  );
  expect(probeWords([{ ...probe, failed: 0 }])).toBe(null);
});

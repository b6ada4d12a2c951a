import type { TransitionView } from "@bayplan/api/views";
import { describe, expect, test } from "vitest";
import { AT, containerView } from "../../fixtures/views.ts";
import { endingsOf } from "./endings.ts";
import { nearLimit } from "./nearLimit.ts";

const MIB = 1024 ** 2;

describe("how a pod's containers ended", () => {
  test("those that have not run since come first", () =>
    expect(
      endingsOf(
        {
          phase: "Running",
          containers: [
            containerView({
              name: "back",
              restarts: 1,
              lastExit: { exitCode: 139, signal: null, reason: "Error", at: AT },
            }),
            containerView({
              name: "gone",
              state: "Exited",
              reason: "OOMKilled",
              exitCode: 137,
              since: AT,
              limits: { memory: 32 * MIB },
            }),
          ],
        },
        [],
      ),
    ).toMatchObject([
      {
        container: "gone",
        words: "OOM killed",
        tone: "danger",
        lasting: true,
        at: AT,
        why: "The kernel killed it for memory: its limit is 32 MiB.",
      },
      {
        container: "back",
        words: "exit 139",
        lasting: false,
        restarts: 1,
        at: AT,
        why: expect.stringMatching(/SIGSEGV/),
      },
    ]));

  test("an init container that did its work is one only when the pod is over", () => {
    const containers = [containerView({ name: "setup", type: "init", state: "Exited", exitCode: 0, since: AT })];
    expect(endingsOf({ phase: "Running", containers }, [])).toEqual([]);
    expect(endingsOf({ phase: "Succeeded", containers }, [])).toMatchObject([{ container: "setup", words: "exit 0" }]);
  });

  test("of one that waits the message tells of the wait, not of the end", () =>
    expect(
      endingsOf(
        {
          phase: "Running",
          containers: [
            containerView({
              state: "Waiting",
              reason: "CrashLoopBackOff",
              message: "back-off 5m0s restarting",
              lastExit: { exitCode: 1, signal: null, reason: "Error", at: AT },
            }),
          ],
        },
        [],
      ),
    ).toMatchObject([{ words: "exit 1", why: "", lasting: true }]));
});

test("who ended it is told where the node saw it", () => {
  const container = containerView({ state: "Exited", exitCode: 143, reason: "Error", since: AT });
  const end = { kind: "container", container: container.name, to: "Exited", at: AT, killedBy: "LivenessProbe" };
  const why = (...transitions: object[]) =>
    endingsOf({ phase: "Running", containers: [container] }, transitions as TransitionView[])[0]?.why;
  expect(why()).toMatch(/SIGTERM/);
  expect(why(end)).toBe("The kubelet stopped it: its liveness probe failed.");
  // A run before that one.
  expect(why({ ...end, at: "2026-11-21T09:00:00.000Z" })).toMatch(/SIGTERM/);
});

test("the nearest to a limit is so by share, not by amount", () => {
  const containers = [
    containerView({ name: "large", workingSetBytes: 600 * MIB, limits: { memory: 1024 * MIB } }),
    containerView({ name: "small", workingSetBytes: 30 * MIB, limits: { memory: 32 * MIB } }),
    containerView({ name: "free", workingSetBytes: 900 * MIB, limits: {} }),
    containerView({ name: "unseen", workingSetBytes: null, limits: { memory: MIB } }),
  ];
  expect(nearLimit(containers, "memory")).toEqual({
    container: "small",
    usage: 30 * MIB,
    limit: 32 * MIB,
    left: 2 * MIB,
  });
  expect(nearLimit(containers, "cpu")).toBeNull();
});

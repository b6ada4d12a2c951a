import { describe, expect, it } from "vitest";
import { observe } from "../../../test/observe.ts";
import { EVENT_CHANGES, readTape, type TapeLine } from "../../../test/tape.ts";
import { toMillis } from "../../model/time.ts";
import type { Transition } from "../../model/transition.ts";
import { mergeTransitions, type TransitionLog } from "./mergeTransitions.ts";
import { timeline } from "./timeline.ts";

interface Change {
  subject: string;
  to: string;
  exitCode?: number;
}

const change = (subject: string, to: string, exitCode?: number): Change =>
  exitCode === undefined ? { subject, to } : { subject, to, exitCode };

/** What the runtime's event stream says happened, each change once; exit codes as the statuses in it have them. */
function streamed(tape: readonly TapeLine[]): { containers: Change[]; sandboxes: Change[] } {
  const containers: Change[] = [];
  const sandboxes: Change[] = [];
  for (const { call, body } of tape) {
    if (!call.endsWith("/GetContainerEvents")) continue;
    const to = EVENT_CHANGES[body.container_event_type] ?? "";
    const subject: string = body.container_id;
    if (to !== "Running" && to !== "Exited") continue;
    if (subject === body.pod_sandbox_status.id) sandboxes.push({ subject, to });
    else {
      const status = body.containers_statuses.find((each: { id: string }) => each.id === subject);
      containers.push(change(subject, to, to === "Exited" ? status.exit_code : undefined));
    }
  }
  return { containers, sandboxes };
}

const logOf = (transitions: Iterable<Transition>): TransitionLog => {
  const log: TransitionLog = new Map();
  mergeTransitions(log, transitions);
  return log;
};

const bySubject = (a: Change, b: Change): number => (a.subject + a.to < b.subject + b.to ? -1 : 1);

function shown(tape: readonly TapeLine[], kind: "container" | "sandbox", without: string[] = []): Change[] {
  const watchedSince = toMillis(tape[0]?.at ?? "");
  return timeline(logOf(observe(tape, { without })).values(), { watchedSince })
    .filter((item) => item.kind === kind && (item.to === "Running" || item.to === "Exited"))
    .map(({ containerId, sandboxId, to, exitCode }) =>
      change((kind === "sandbox" ? sandboxId : containerId) ?? "", to, exitCode),
    )
    .sort(bySubject);
}

const count = (changes: readonly Change[], to: string): number => changes.filter((change) => change.to === to).length;

describe.each(["steady", "eviction"] as const)("the %s recording", (name) => {
  const tape = readTape(name);
  const stream = streamed(tape);

  it("has every start and stop of a container in the event stream on the timeline once, with its exit code", () => {
    expect(shown(tape, "container")).toEqual(stream.containers.sort(bySubject));
  });

  it("has every start and stop of a sandbox in the event stream on the timeline once", () => {
    expect(shown(tape, "sandbox")).toEqual(stream.sandboxes.sort(bySubject));
  });
});

/** Runs by pod, container and restart: those that the stream shows starting, of containers it gave a status of. */
function runsIn(tape: readonly TapeLine[]): string[] {
  const names = new Map<string, string>();
  const runs = new Set<string>();
  for (const { call, body } of tape) {
    if (!call.endsWith("/GetContainerEvents")) continue;
    for (const { id, metadata } of body.containers_statuses) {
      names.set(id, `${body.pod_sandbox_status.metadata.name}/${metadata.name}/${metadata.attempt}`);
    }
    const name = names.get(body.container_id);
    if (name !== undefined && EVENT_CHANGES[body.container_event_type] === "Running") runs.add(name);
  }
  return [...runs].sort();
}

describe.each(["steady", "eviction"] as const)("a tape that begins in the middle of the %s recording", (name) => {
  const whole = readTape(name);

  it.each([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])(
    "has the runs that started since, and no other (%d)",
    (part) => {
      const tape = whole.slice(Math.floor(whole.length * part));
      const watchedSince = toMillis(tape[0]?.at ?? "");
      const started = timeline(logOf(observe(tape)).values(), { watchedSince })
        .filter((item) => item.kind === "container" && item.to === "Running")
        .map((item) => `${item.pod}/${item.container}/${item.restart}`);
      expect(started.sort()).toEqual(runsIn(tape));
    },
  );
});

describe("a tape whose lists come before a backlog of events", () => {
  it("has what the events show, though it was older than the tape and found already", () => {
    const whole = readTape("steady");
    const lists = [0.3, 0.9].map((part) =>
      whole.findLast(({ call }, index) => index < whole.length * part && call.endsWith("/ListContainers")),
    );
    const [first, last] = lists;
    if (!first || !last) throw new Error("no lists on the tape");
    const events = whole.filter(({ call, at }) => call.endsWith("/GetContainerEvents") && at < last.at);
    const tape = [first, ...events].map((line) => Object.assign({}, line, { at: last.at }));
    const started = timeline(logOf(observe(tape)).values(), { watchedSince: toMillis(last.at) })
      .filter((item) => item.kind === "container" && item.to === "Running")
      .map((item) => `${item.pod}/${item.container}/${item.restart}`);
    expect(started.sort()).toEqual(runsIn(tape));
  });
});

describe("the steady recording", () => {
  const tape = readTape("steady");

  it("holds as many starts and stops as its description says", () => {
    const { containers, sandboxes } = streamed(tape);
    expect([count(containers, "Running"), count(containers, "Exited")]).toEqual([27, 20]);
    expect([count(sandboxes, "Running"), count(sandboxes, "Exited")]).toEqual([11, 3]);
  });

  it("gives the same starts and stops whichever of the runtime's calls is missing", () => {
    const whole = shown(tape, "container");
    expect(shown(tape, "container", ["/ListContainers", "/ContainerStatus"])).toEqual(whole);
    expect(shown(tape, "container", ["/GetContainerEvents"])).toEqual(whole);
    expect(shown(tape, "container", ["/pods"])).toEqual(whole);
  });
});

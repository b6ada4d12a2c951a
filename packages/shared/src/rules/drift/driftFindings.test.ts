import { describe, expect, it } from "vitest";
import { aContainer, aPod, aSandbox, aStatus } from "../../../test/entities.ts";
import { containerOf, podOf, readTape, sandboxOf, type TapeLine } from "../../../test/tape.ts";
import type { ContainerStatus, Pod } from "../../model/pod.ts";
import type { RuntimeContainer, Sandbox } from "../../model/runtime.ts";
import { toMillis } from "../../model/time.ts";
import { isSettled, withSince, type Finding } from "../finding.ts";
import { driftFindings, type DriftInput } from "./driftFindings.ts";

const running = aStatus({ containerID: "containerd://c1", state: { running: {} } });

const podWith = (status: ContainerStatus): Pod => aPod({ status: { phase: "Running", containerStatuses: [status] } });

const agreed: DriftInput = { pods: [podWith(running)], sandboxes: [aSandbox()], containers: [aContainer()] };

const rules = (changes: Partial<DriftInput>): string[] =>
  driftFindings({ ...agreed, ...changes }).map(({ rule, subject }) => `${rule} ${subject.id}`);

describe("driftFindings", () => {
  it("is silent where runtime and API agree", () => {
    expect(rules({})).toEqual([]);
  });

  it.each<[string, Partial<DriftInput>, string[]]>([
    ["a pod that the API does not have", { pods: [] }, ["LeakedSandbox s1", "ContainerUnknownToApi c1"]],
    [
      "what is left of a pod that is gone",
      { pods: [], sandboxes: [aSandbox({ state: "NotReady" })], containers: [aContainer({ state: "Exited" })] },
      ["SandboxLeftBehind s1"],
    ],
    [
      "a static pod by its name, for its mirror has another UID",
      { pods: [aPod({ id: "mirror", mirror: true, status: {} })] },
      [],
    ],
    ["two ready sandboxes", { sandboxes: [aSandbox(), aSandbox({ id: "s2" })] }, ["SeveralReadySandboxes uid-1"]],
    ["a ready sandbox beside an old one", { sandboxes: [aSandbox(), aSandbox({ id: "s0", state: "NotReady" })] }, []],
    ["a container that the runtime does not have", { containers: [] }, ["RunningInApiAlone uid-1/main"]],
    [
      "a container that has exited",
      { containers: [aContainer({ state: "Exited" })] },
      ["RunningInApiAlone uid-1/main"],
    ],
    [
      "a container that runs and is said to wait",
      { pods: [podWith(aStatus({ state: { waiting: { reason: "ContainerCreating" } } }))] },
      ["RunningInRuntimeAlone uid-1/main"],
    ],
    ["restart counts", { containers: [aContainer({ attempt: 3 })] }, ["RestartsDisagree uid-1/main"]],
    [
      "the last of several runs",
      {
        pods: [podWith(aStatus({ ...running, containerID: "containerd://c2", restartCount: 1 }))],
        containers: [aContainer({ state: "Exited" }), aContainer({ id: "c2", attempt: 1 })],
      },
      [],
    ],
  ])("knows %s", (_, changes, expected) => {
    expect(rules(changes)).toEqual(expected);
  });
});

/** Every disagreement on the recording that lasted longer than a passing moment, with the second it settled in. */
function settledDrift(): string[] {
  const pods = new Map<string, Pod>();
  let sandboxes: Sandbox[] = [];
  const containers = new Map<string, RuntimeContainer>();
  let findings: Finding[] = [];
  const alarms = new Set<string>();
  for (const { at, call, body } of readTape("steady")) {
    if (call === "watch /api/v1/pods" && body.object?.metadata?.uid) {
      if (body.type === "DELETED") pods.delete(body.object.metadata.uid);
      else pods.set(body.object.metadata.uid, podOf(body.object));
    } else if (call.endsWith("/ListPodSandbox")) sandboxes = body.items.map(sandboxOf);
    else if (call.endsWith("/ListContainers")) {
      containers.clear();
      body.containers.forEach((raw: TapeLine["body"]) => containers.set(raw.id, containerOf(raw, raw.pod_sandbox_id)));
    }
    const now = toMillis(at);
    const input = { pods: [...pods.values()], sandboxes, containers: [...containers.values()] };
    findings = withSince(driftFindings(input), findings, now);
    for (const finding of findings) if (isSettled(finding, now)) alarms.add(`${finding.rule} ${finding.subject.pod}`);
  }
  return [...alarms];
}

describe("the steady recording", () => {
  it("raises no alarm over starts, restarts and stops", () => {
    expect(settledDrift()).toEqual([]);
  });
});

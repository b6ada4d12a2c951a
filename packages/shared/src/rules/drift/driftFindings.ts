import type { ContainerStatus, Pod } from "../../model/pod.ts";
import type { RuntimeContainer, Sandbox } from "../../model/runtime.ts";
import type { Finding, FindingSubject, Severity } from "../finding.ts";
import { bareId } from "../transitions/fact.ts";

export interface DriftInput {
  pods: readonly Pod[];
  sandboxes: readonly Sandbox[];
  containers: readonly RuntimeContainer[];
}

/** The API lags behind the runtime by a status update, and a list by its interval: seconds. */
const STATUS_LAG = 30;

/** The kubelet's garbage collection comes round once a minute: seconds. */
const COLLECTION = 180;

/**
 * Where the runtime and the API disagree. Ask only when both have answered: of a source that is silent nothing follows.
 * A pod that starts, stops or restarts disagrees for a moment; `withSince` and `isSettled` tell that from drift.
 */
export function driftFindings({ pods, sandboxes, containers }: DriftInput): Finding[] {
  const known = knownPods(pods);
  const byPod = Map.groupBy(sandboxes, (sandbox) => sandbox.podUid);
  const byId = new Map(containers.map((container) => [container.id, container]));
  const ofPod = Map.groupBy(containers, (container) => container.podUid);
  return [
    ...sandboxes.filter((sandbox) => !known(sandbox)).map(leaked),
    ...containers.filter((container) => container.state === "Running" && !known(container)).map(unknownContainer),
    ...[...byPod.values()].flatMap(readyTwice),
    ...pods.flatMap((pod) => ofStatuses(pod, byId, ofPod.get(pod.id) ?? [])),
  ];
}

/** A static pod's containers carry the kubelet's own UID, the API's mirror of it another: it is known by its name. */
function knownPods(pods: readonly Pod[]): (of: Sandbox | RuntimeContainer) => boolean {
  const uids = new Set(pods.map((pod) => pod.id));
  const mirrors = new Set(pods.filter((pod) => pod.mirror).map((pod) => `${pod.namespace}/${pod.name}`));
  return ({ podUid, namespace, pod }) => uids.has(podUid) || mirrors.has(`${namespace}/${pod}`);
}

const finding = (
  rule: string,
  severity: Severity,
  settles: number,
  subject: FindingSubject,
  message: string,
): Finding => ({ rule, severity, subject, message, since: null, settles });

function leaked(sandbox: Sandbox): Finding {
  const subject = sandboxSubject(sandbox);
  return sandbox.state === "Ready"
    ? finding(
        "LeakedSandbox",
        "warning",
        STATUS_LAG,
        subject,
        "Ready in the runtime, of a pod that the API does not have.",
      )
    : finding(
        "SandboxLeftBehind",
        "info",
        COLLECTION,
        subject,
        "Not ready, of a pod that is gone; the kubelet has not removed it.",
      );
}

const unknownContainer = (container: RuntimeContainer): Finding =>
  finding(
    "ContainerUnknownToApi",
    "critical",
    STATUS_LAG,
    containerSubject(container),
    "Runs in the runtime, of a pod that the API does not have: it uses resources that nobody counts.",
  );

function readyTwice(sandboxes: readonly Sandbox[]): Finding[] {
  const ready = sandboxes.filter((sandbox) => sandbox.state === "Ready");
  const [first] = ready;
  if (!first || ready.length < 2) return [];
  const { namespace, pod, podUid: uid } = first;
  const subject: FindingSubject = { kind: "pod", id: uid, namespace, pod, uid };
  return [
    {
      ...finding(
        "SeveralReadySandboxes",
        "warning",
        STATUS_LAG,
        subject,
        `It has ${ready.length} ready sandboxes; one is all it should have.`,
      ),
      others: ready.map(sandboxSubject),
    },
  ];
}

/** Source: kubelet `pkg/kubelet/kubelet_pods.go` (convertToAPIContainerStatuses) makes the one out of the other. */
function ofStatuses(
  pod: Pod,
  byId: ReadonlyMap<string, RuntimeContainer>,
  own: readonly RuntimeContainer[],
): Finding[] {
  const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [] } = pod.status;
  return [...initContainerStatuses, ...containerStatuses, ...ephemeralContainerStatuses].flatMap((status) => {
    const runs = own.filter((container) => container.name === status.name);
    return runningDisagrees(pod, status, byId, runs).concat(restartsDisagree(pod, status, runs));
  });
}

function runningDisagrees(
  pod: Pod,
  status: ContainerStatus,
  byId: ReadonlyMap<string, RuntimeContainer>,
  runs: readonly RuntimeContainer[],
): Finding[] {
  const id = bareId(status.containerID);
  const told = id === undefined ? undefined : byId.get(id);
  const running = runs.find((container) => container.state === "Running");
  const subject = statusSubject(pod, status);
  if (status.state.running && told?.state !== "Running") {
    const instead = told === undefined ? "the runtime does not have it" : `in the runtime it is ${told.state}`;
    return [finding("RunningInApiAlone", "warning", STATUS_LAG, subject, `Running by its status; ${instead}.`)];
  }
  if (!status.state.running && running) {
    return [
      finding(
        "RunningInRuntimeAlone",
        "warning",
        STATUS_LAG,
        subject,
        "Running in the runtime, and not by its status.",
      ),
    ];
  }
  return [];
}

function restartsDisagree(pod: Pod, status: ContainerStatus, runs: readonly RuntimeContainer[]): Finding[] {
  const attempt = Math.max(...runs.map((container) => container.attempt));
  if (runs.length === 0 || attempt === status.restartCount) return [];
  const message = `Its status counts ${status.restartCount} restarts, the runtime's last one is ${attempt}.`;
  return [finding("RestartsDisagree", "info", STATUS_LAG, statusSubject(pod, status), message)];
}

const sandboxSubject = ({ id, namespace, pod, podUid: uid }: Sandbox): FindingSubject => ({
  kind: "sandbox",
  id,
  namespace,
  pod,
  uid,
});

const containerSubject = ({ id, namespace, pod, podUid: uid, name: container }: RuntimeContainer): FindingSubject => ({
  kind: "container",
  id,
  namespace,
  pod,
  uid,
  container,
});

const statusSubject = (pod: Pod, { name: container }: ContainerStatus): FindingSubject => ({
  kind: "container",
  id: `${pod.id}/${container}`,
  namespace: pod.namespace,
  pod: pod.name,
  uid: pod.id,
  container,
});

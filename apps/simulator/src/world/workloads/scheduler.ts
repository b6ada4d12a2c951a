import type { Collection } from "../api/collection.ts";
import type { EventRecorder } from "../api/eventRecorder.ts";
import type { Kubelet } from "../kubelet/createKubelet.ts";
import type { Node, Pod, PodCondition } from "../kubernetes.ts";
import type { Agenda } from "../time/agenda.ts";
import { SECOND } from "../time/clock.ts";
import { toSeconds } from "../time/moments.ts";
import type { PodPlan } from "./plan.ts";

/** Where a pod is to run. The story has decided that; what is in the way is looked at only then. */
export interface Place {
  plan: PodPlan;
  node: string;
  /** It has to go first, for it takes what this one needs. */
  victim?: Pod;
}

interface Parts {
  agenda: Agenda;
  pods: Collection<Pod>;
  nodes: Collection<Node>;
  recorder: EventRecorder;
  kubelets: Map<string, Kubelet>;
  preempt(victim: Pod, preemptor: Pod): void;
}

const COMPONENT = "default-scheduler";
const RETRY = 5 * SECOND;
/** The scheduler tries seldom what failed often. */
const TRIES_PER_EVENT = 12;

/** Binds a pod to its node as soon as the node takes it. */
export function createScheduler({ agenda, pods, nodes, recorder, kubelets, preempt }: Parts) {
  function schedule(created: Pod, place: Place, tries = 0): void {
    const { uid, namespace = "", name } = created.metadata;
    const pod = pods.get(namespace, name);
    const kubelet = kubelets.get(place.node);
    if (!pod || pod.metadata.uid !== uid || !kubelet || pod.spec.nodeName) return;
    const obstacle = refusingTaint(pod, nodes.get("", place.node));
    if (obstacle !== null) {
      if (tries % TRIES_PER_EVENT === 0) failed(pod, obstacle);
      agenda.after(RETRY, () => schedule(created, place, tries + 1));
      return;
    }
    const { victim } = place;
    if (
      victim &&
      pods.get(victim.metadata.namespace ?? "", victim.metadata.name)?.metadata.uid === victim.metadata.uid
    ) {
      if (tries === 0) {
        const asked = Object.keys(pod.spec.containers[0]?.resources.limits ?? {}).find((key) => key.includes("/"));
        failed(pod, `1 Insufficient ${asked ?? "cpu"}`, place.node);
        preempt(victim, pod);
      }
      agenda.after(SECOND, () => schedule(created, place, tries + 1));
      return;
    }
    bind(pod, place, kubelet);
  }

  function failed(pod: Pod, obstacle: string, nominated?: string): void {
    const others = nodes.size() - 1;
    const message = `0/${nodes.size()} nodes are available: ${obstacle}, ${others} node(s) didn't match Pod's node affinity/selector.`;
    if (!pod.status.conditions)
      pods.put({
        ...pod,
        status: {
          ...pod.status,
          conditions: [condition(pod, "False", { reason: "Unschedulable", message })],
          ...(nominated !== undefined && { nominatedNodeName: nominated }),
        },
      });
    recorder.record({
      object: reference(pod),
      type: "Warning",
      reason: "FailedScheduling",
      message,
      component: COMPONENT,
    });
  }

  function bind({ ...pod }: Pod, { node, plan }: Place, kubelet: Kubelet): void {
    const { nominatedNodeName: _, ...status } = pod.status;
    const bound = pods.put({
      ...pod,
      spec: { ...pod.spec, nodeName: node },
      status: { ...status, conditions: [condition(pod, "True")] },
    });
    const { namespace = "", name } = pod.metadata;
    recorder.record({
      object: reference(pod),
      type: "Normal",
      reason: "Scheduled",
      message: `Successfully assigned ${namespace}/${name} to ${node}`,
      component: COMPONENT,
    });
    kubelet.admit(bound, plan);
  }

  const condition = (
    pod: Pod,
    status: "True" | "False",
    why: { reason?: string; message?: string } = {},
  ): PodCondition => ({
    type: "PodScheduled",
    status,
    lastProbeTime: null,
    lastTransitionTime: toSeconds(agenda.now()),
    ...why,
    observedGeneration: pod.metadata.generation ?? 1,
  });

  return { schedule: (pod: Pod, place: Place) => schedule(pod, place) };
}

/** A pod as events name it. */
export const reference = ({ metadata: { namespace = "", name, uid } }: Pod) => ({
  kind: "Pod",
  namespace,
  name,
  uid,
  apiVersion: "v1",
});

/** In the scheduler's words; null where nothing keeps the pod away. */
function refusingTaint(pod: Pod, node: Node | undefined): string | null {
  const refusing = node?.spec.taints?.find(
    (taint) => taint.effect !== "PreferNoSchedule" && !pod.spec.tolerations.some((each) => tolerates(each, taint)),
  );
  if (!refusing) return null;
  return refusing.key === "node.kubernetes.io/unschedulable"
    ? "1 node(s) were unschedulable"
    : `1 node(s) had untolerated taint {${refusing.key}: ${refusing.value ?? ""}}`;
}

type Toleration = Pod["spec"]["tolerations"][number];

export const tolerates = ({ key, operator, effect }: Toleration, taint: { key: string; effect: string }): boolean =>
  operator === "Exists" && (key ?? taint.key) === taint.key && (effect ?? taint.effect) === taint.effect;

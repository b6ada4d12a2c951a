import type { Collection } from "../api/collection.ts";
import type { EventRecorder } from "../api/eventRecorder.ts";
import type { Kubelet } from "../kubelet/createKubelet.ts";
import type { Pod, Taint } from "../kubernetes.ts";
import type { Agenda } from "../time/agenda.ts";
import { SECOND } from "../time/clock.ts";
import { toSeconds } from "../time/moments.ts";
import { reference, tolerates } from "./scheduler.ts";

/** Pods that others than their kubelet want to go: each is marked with the reason, and then deleted. */
export interface Disruptions {
  /** Through the eviction API, as a drain does. It leaves no event. */
  evict(pod: Pod): void;
  /** By the scheduler, for one of higher priority. */
  preempt(victim: Pod, preemptor: Pod): void;
  /** Puts a NoExecute taint on the node, before which all go that do not tolerate it. */
  taint(node: string, taint: Taint): void;
  untaint(node: string, taint: Taint): void;
  /** Cordons the node and evicts one pod after the other, those of DaemonSets and static ones left out. */
  drain(node: string): void;
  uncordon(node: string): void;
}

interface Parts {
  agenda: Agenda;
  pods: Collection<Pod>;
  recorder: EventRecorder;
  kubelets: Map<string, Kubelet>;
  remove(namespace: string, name: string): void;
}

export function createDisruptions({ agenda, pods, recorder, kubelets, remove }: Parts): Disruptions {
  function disrupt(pod: Pod, reason: string, message: string): void {
    const { namespace = "", name, uid } = pod.metadata;
    const stored = pods.get(namespace, name);
    if (stored?.metadata.uid !== uid || stored.metadata.deletionTimestamp !== undefined) return;
    const condition = {
      type: "DisruptionTarget",
      observedGeneration: stored.metadata.generation ?? 1,
      status: "True" as const,
      lastProbeTime: null,
      lastTransitionTime: toSeconds(agenda.now()),
      reason,
      message,
    };
    const marked = ({ status }: Pod) => ({ ...status, conditions: [condition, ...(status.conditions ?? [])] });
    pods.put({ ...stored, status: marked(stored) });
    const entry = kubelets.get(stored.spec.nodeName ?? "")?.core.pods.get(uid);
    if (entry) entry.object = { ...entry.object, status: marked(entry.object) };
    remove(namespace, name);
  }

  const on = (node: string): Pod[] =>
    pods.list().filter(({ spec, status }) => spec.nodeName === node && !/Failed|Succeeded/.test(status.phase));

  const evict = (pod: Pod) => disrupt(pod, "EvictionByEvictionAPI", "Eviction API: evicting");

  return {
    evict,
    preempt(victim, preemptor) {
      const { uid } = preemptor.metadata;
      disrupt(
        victim,
        "PreemptionByScheduler",
        `${preemptor.spec.schedulerName}: preempting to accommodate a higher priority pod`,
      );
      recorder.record({
        object: reference(victim),
        type: "Normal",
        reason: "Preempted",
        message: `Preempted by pod ${uid} on node ${victim.spec.nodeName}`,
        component: "default-scheduler",
      });
    },
    taint(node, taint) {
      kubelets.get(node)?.nodeStatus.setTaint({ ...taint, timeAdded: toSeconds(agenda.now()) }, true);
      for (const pod of on(node)) {
        if (pod.spec.tolerations.some((each) => tolerates(each, taint))) continue;
        const { namespace = "", name } = pod.metadata;
        recorder.record({
          object: reference(pod),
          type: "Normal",
          reason: "TaintManagerEviction",
          message: `Marking for deletion Pod ${namespace}/${name}`,
          component: "taint-eviction-controller",
        });
        disrupt(pod, "DeletionByTaintManager", "Taint manager: deleting due to NoExecute taint");
      }
    },
    untaint: (node, taint) => kubelets.get(node)?.nodeStatus.setTaint(taint, false),
    drain(node) {
      kubelets.get(node)?.nodeStatus.setUnschedulable(true);
      const leaving = on(node).filter(
        ({ metadata }) => !metadata.ownerReferences?.some(({ kind }) => kind === "DaemonSet" || kind === "Node"),
      );
      // Disruption budgets let them go one by one.
      for (const [index, pod] of leaving.entries()) agenda.after((1 + 2 * index) * SECOND, () => evict(pod));
    },
    uncordon: (node) => kubelets.get(node)?.nodeStatus.setUnschedulable(false),
  };
}

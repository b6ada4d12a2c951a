import type { Collection } from "../api/collection.ts";
import type { EventRecorder } from "../api/eventRecorder.ts";
import type { Past } from "../kubelet/adoption.ts";
import type { Kubelet } from "../kubelet/createKubelet.ts";
import type { PodEntry } from "../kubelet/state.ts";
import type { Node, Pod } from "../kubernetes.ts";
import { type Random, createRandom } from "../random.ts";
import type { Agenda } from "../time/agenda.ts";
import { MINUTE, SECOND } from "../time/clock.ts";
import { toSeconds } from "../time/moments.ts";
import { type Owner, buildPod } from "./buildPod.ts";
import type { Claims } from "./claims.ts";
import { type Disruptions, createDisruptions } from "./disruptions.ts";
import type { PodPlan } from "./plan.ts";
import { type Place, createScheduler } from "./scheduler.ts";

/** What makes, places, replaces and tidies up pods. */
export interface Controllers {
  /** Creates a pod through the API; the scheduler binds it to that node as soon as the node takes it, and the victim is gone. */
  create(plan: PodPlan, node: string, victim?: PodEntry): string;
  /** A pod that has been there for long. */
  adopt(plan: PodPlan, node: string, past: Past): PodEntry;
  remove(namespace: string, name: string, graceSeconds?: number): void;
  /** The pods of a workload that the node's kubelet holds and that have not ended. */
  running(node: string, namespace: string, workload: string): PodEntry[];
  disruptions: Disruptions;
}

interface Parts {
  agenda: Agenda;
  random(part: string): Random;
  pods: Collection<Pod>;
  nodes: Collection<Node>;
  recorder: EventRecorder;
  kubelets: Map<string, Kubelet>;
  claims: Claims;
  /** Makes sure that it exists. */
  namespace(name: string): void;
}

/** How long a pod that failed stays to be looked at before it is collected. */
const FAILED_KEPT = 8 * MINUTE;
const FINISHED_KEPT = 3 * MINUTE;

interface Placed extends Place {
  replaced: boolean;
}

export function createControllers(parts: Parts): Controllers {
  const { agenda, pods, nodes, recorder, kubelets } = parts;
  const disruptions = createDisruptions({ agenda, pods, recorder, kubelets, remove });
  const scheduler = createScheduler({ agenda, pods, nodes, recorder, kubelets, preempt: disruptions.preempt });
  const placed = new Map<string, Placed>();
  const ordinals = new Map<string, number>();
  const streams = new Map<string, Random>();

  const stream = (plan: PodPlan): Random => {
    const key = `${plan.namespace}/${plan.name}`;
    const known = streams.get(key) ?? parts.random(`workload ${key}`);
    streams.set(key, known);
    return known;
  };

  function build(plan: PodPlan, node: string, createdAt: number, reuse?: string): Pod {
    const random = stream(plan);
    parts.namespace(plan.namespace);
    const owner = ownerOf(plan, random);
    const pod = buildPod(plan, { name: reuse ?? podName(plan, node, owner), owner, createdAt }, random);
    const resourceClaimStatuses = parts.claims.claim(pod, plan, node);
    return { ...pod, status: { ...pod.status, ...(resourceClaimStatuses && { resourceClaimStatuses }) } };
  }

  function podName(plan: PodPlan, node: string, owner: Owner | null): string {
    if (plan.kind === "Pod") return plan.name;
    if (plan.kind === "StatefulSet") {
      const key = `${plan.namespace}/${plan.name}`;
      const ordinal = ordinals.get(key) ?? 0;
      ordinals.set(key, ordinal + 1);
      return `${plan.name}-${ordinal}`;
    }
    return `${owner?.name ?? plan.name}-${stream(plan).suffix(5)}`;
  }

  function create(place: Place, reuse?: string): string {
    const pod = pods.put(build(place.plan, place.node, agenda.now(), reuse));
    placed.set(pod.metadata.uid, { ...place, replaced: false });
    agenda.after(18, () => scheduler.schedule(pod, place));
    return pod.metadata.name;
  }

  function remove(namespace: string, name: string, graceSeconds?: number): void {
    const pod = pods.get(namespace, name);
    if (!pod || pod.metadata.deletionTimestamp !== undefined) return;
    const over = pod.status.phase === "Failed" || pod.status.phase === "Succeeded";
    const grace = over ? 0 : (graceSeconds ?? pod.spec.terminationGracePeriodSeconds);
    const leaving = pods.put({
      ...pod,
      metadata: {
        ...pod.metadata,
        generation: (pod.metadata.generation ?? 1) + 1,
        deletionTimestamp: toSeconds(agenda.now() + grace * SECOND),
        deletionGracePeriodSeconds: grace,
      },
    });
    const kubelet = kubelets.get(pod.spec.nodeName ?? "");
    const entry = kubelet?.core.pods.get(pod.metadata.uid);
    if (!kubelet || !entry) {
      pods.remove(namespace, name);
      return;
    }
    entry.object = {
      ...entry.object,
      metadata: { ...leaving.metadata, annotations: entry.object.metadata.annotations ?? {} },
    };
    agenda.after(8, () => kubelet.remove(entry, grace * SECOND, () => erase(namespace, name)));
  }

  /** The kubelet's last word: no grace is left, and the object goes. */
  function erase(namespace: string, name: string): void {
    const pod = pods.get(namespace, name);
    if (!pod) return;
    const { deletionGracePeriodSeconds } = pod.metadata;
    if (deletionGracePeriodSeconds !== 0)
      pods.put({
        ...pod,
        metadata: {
          ...pod.metadata,
          deletionTimestamp: toSeconds(agenda.now()),
          deletionGracePeriodSeconds: 0,
        },
      });
    pods.remove(namespace, name);
  }

  pods.subscribe(({ type, object }) => {
    const { uid, namespace = "", name } = object.metadata;
    const place = placed.get(uid);
    if (!place) return;
    const { phase } = object.status;
    if (type === "DELETED") placed.delete(uid);
    const over = phase === "Failed" || phase === "Succeeded";
    if (type !== "DELETED" && !over) return;
    if (place.replaced) return;
    place.replaced = true;
    if (over && type !== "DELETED") {
      const keep = place.plan.kind === "StatefulSet" ? SECOND : phase === "Failed" ? FAILED_KEPT : FINISHED_KEPT;
      agenda.after(keep, () => remove(namespace, name));
    }
    if (!place.plan.replace) return;
    // A StatefulSet gives its name to the next one, and has to wait until it is free.
    const wait = place.plan.kind === "StatefulSet" ? 4 * SECOND : phase === "Failed" ? 6 * SECOND : 900;
    agenda.after(wait, () => replace(place, name, 20));
  });

  function replace(place: Placed, name: string, tries: number): void {
    const { plan, node } = place;
    if (plan.kind !== "StatefulSet" && plan.kind !== "Pod") {
      create({ plan, node });
      return;
    }
    if (!pods.get(plan.namespace, name)) create({ plan, node }, name);
    else if (tries > 0) agenda.after(2 * SECOND, () => replace(place, name, tries - 1));
  }

  return {
    create: (plan, node, victim) => create({ plan, node, ...(victim && { victim: victim.object }) }),
    adopt(plan, node, past) {
      const kubelet = kubelets.get(node);
      if (!kubelet) throw new Error(`no node ${node} to adopt ${plan.name}`);
      const built = build(plan, node, past.startedAt - 3 * SECOND);
      const entry = kubelet.adopt({ ...built, spec: { ...built.spec, nodeName: node } }, plan, past);
      const stored = pods.put({
        ...built,
        spec: { ...built.spec, nodeName: node },
        status: entry.object.status,
      });
      entry.object = {
        ...entry.object,
        metadata: {
          ...entry.object.metadata,
          resourceVersion: stored.metadata.resourceVersion,
        },
      };
      placed.set(stored.metadata.uid, { plan, node, replaced: false });
      return entry;
    },
    remove,
    disruptions,
    running: (node, namespace, workload) =>
      [...(kubelets.get(node)?.core.pods.values() ?? [])].filter(
        ({ plan, stage }) => plan.namespace === namespace && plan.name === workload && stage === "running",
      ),
  };
}

function ownerOf(plan: PodPlan, random: Random): Owner | null {
  if (plan.kind === "Pod") return null;
  const fixed = createRandom(`${plan.namespace}/${plan.name}`);
  const uid = fixed.uuid();
  if (plan.kind === "Deployment") return { kind: "ReplicaSet", name: `${plan.name}-${fixed.suffix(9)}`, uid };
  if (plan.kind === "Job")
    return { kind: "Job", name: `${plan.name}-${29_760_000 + random.below(9_999)}`, uid: random.uuid() };
  return { kind: plan.kind, name: plan.name, uid };
}

import type { Collection } from "../api/collection.ts";
import type { Kubelet } from "../kubelet/createKubelet.ts";
import type { Past } from "../kubelet/adoption.ts";
import type { PodEntry } from "../kubelet/state.ts";
import type { Node, Pod } from "../kubernetes.ts";
import type { Random } from "../random.ts";
import type { Agenda } from "../time/agenda.ts";
import { SECOND } from "../time/clock.ts";
import { toNanosText } from "../time/moments.ts";
import { buildPod } from "./buildPod.ts";
import type { PodPlan } from "./plan.ts";

/** Pods that a kubelet runs from files on its node. The API only has mirrors of them, under other UIDs. */
export interface StaticPods {
  /** One that has been there for long. */
  adopt(plan: PodPlan, node: string, past: Past): PodEntry;
  /** A file was put into the kubelet's folder. */
  add(plan: PodPlan, node: string): PodEntry;
  /** The file is gone. */
  remove(entry: PodEntry): void;
}

interface Parts {
  agenda: Agenda;
  random(part: string): Random;
  pods: Collection<Pod>;
  nodes: Collection<Node>;
  kubelets: Map<string, Kubelet>;
  namespace(name: string): void;
}

const SOURCE = "kubernetes.io/config.source";
const HASH = "kubernetes.io/config.hash";
const SEEN = "kubernetes.io/config.seen";
const MIRROR = "kubernetes.io/config.mirror";

export function createStaticPods({ agenda, random, pods, nodes, kubelets, namespace }: Parts): StaticPods {
  /** The kubelet's own pod, whose UID is the hash of its file, and what it shows of it to the API server. */
  function build(plan: PodPlan, node: string, createdAt: number): { own: Pod; mirror: Pod } {
    namespace(plan.namespace);
    const stream = random(`static ${node} ${plan.namespace}/${plan.name}`);
    const identity = { name: `${plan.name}-${node}`, owner: null, createdAt };
    const { metadata, spec, status } = buildPod(plan, identity, stream);
    const hash = stream.hex(32);
    const seen = { [SOURCE]: "file", [HASH]: hash, [SEEN]: toNanosText(createdAt, hash) };
    const {
      serviceAccount: _account,
      serviceAccountName: _name,
      ...rest
    } = { ...spec, nodeName: node, tolerations: [{ operator: "Exists", effect: "NoExecute" }] };
    const own = {
      metadata: { ...metadata, uid: hash, annotations: { ...plan.annotations, ...seen } },
      spec: rest,
      status,
    };
    const owner = nodes.get("", node);
    const mirror = {
      ...own,
      metadata: {
        ...own.metadata,
        uid: metadata.uid,
        annotations: { ...own.metadata.annotations, [MIRROR]: hash },
        ownerReferences: [
          { apiVersion: "v1", kind: "Node", name: node, uid: owner?.metadata.uid ?? "", controller: true },
        ],
      },
    };
    return { own, mirror };
  }

  const kubeletOf = (node: string): Kubelet => {
    const kubelet = kubelets.get(node);
    if (!kubelet) throw new Error(`no node ${node} for a static pod`);
    return kubelet;
  };

  return {
    adopt(plan, node, past) {
      const { own, mirror } = build(plan, node, past.startedAt - 2 * SECOND);
      const entry = kubeletOf(node).adopt(own, plan, past);
      entry.mirrorUid = mirror.metadata.uid;
      pods.put({ ...mirror, status: entry.object.status });
      return entry;
    },
    add(plan, node) {
      const { own, mirror } = build(plan, node, agenda.now());
      const entry = kubeletOf(node).admitStatic(own, plan, mirror.metadata.uid);
      agenda.after(30, () => pods.put({ ...mirror, status: entry.object.status }));
      return entry;
    },
    remove(entry) {
      const { namespace: space = "", name } = entry.object.metadata;
      const grace = entry.object.spec.terminationGracePeriodSeconds * SECOND;
      kubeletOf(entry.object.spec.nodeName ?? "").remove(entry, grace, () => {
        if (pods.get(space, name)?.metadata.uid === entry.mirrorUid) pods.remove(space, name);
      });
    },
  };
}

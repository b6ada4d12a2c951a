import type { Event } from "../../model/event.ts";
import type { ContainerSpec, Pod, VolumeSpec } from "../../model/pod.ts";
import type { RuntimeContainer } from "../../model/runtime.ts";
import type { PodStats } from "../../model/stats.ts";
import type { Time } from "../../model/time.ts";
import { claimOf, type NodeVolume } from "./nodeVolumes.ts";

/**
 * wanted: the pod names it, nothing shows it mounted. blocked: so, and an event says why. attached: the node has it, and
 * it is not mounted yet. mounted: the kubelet measures it, or has gone on to the sandbox. inUse: a container that has it
 * runs. released: the pod has finished. leftBehind: so, or the pod is gone, and the kubelet measures it still.
 */
export const VOLUME_STATES = ["wanted", "blocked", "attached", "mounted", "inUse", "released", "leftBehind"] as const;
export type VolumeState = (typeof VOLUME_STATES)[number];

export interface PodVolume {
  uid: string;
  namespace: string;
  pod: string;
  name: string;
  /** Unknown where the pod is gone. */
  type: string | null;
  /** The claim, config map, secret, host path or driver that it names. */
  reference: string | null;
  /** The PersistentVolume behind it; null where it is none or not known. */
  persistentVolume: string | null;
  /** As the node's status calls it, where that has it attached; null where it is not, or that is not known. */
  attachedAs: string | null;
  state: VolumeState;
  /** Containers that mount it or have it as a block device, by their names. */
  containers: string[];
  /** What blocks it, in the kubelet's or the controller's words; since the first such event, last said at. */
  blocked: { reason: string; message: string; since: Time | null; lastAt: Time | null } | null;
}

export interface VolumeStatesInput {
  pods: readonly Pod[];
  stats: readonly PodStats[];
  containers: readonly RuntimeContainer[];
  events: readonly Event[];
  /** What the node's status names, joined to its claims; nothing of it where that is not known. */
  nodeVolumes?: readonly NodeVolume[];
}

/** Of a volume that cannot be attached or mounted. */
const BLOCKING: ReadonlySet<string> = new Set([
  "FailedMount",
  "FailedAttachVolume",
  "FailedMapVolume",
  "VolumeResizeFailed",
]);

/**
 * The volumes of every pod. The kubelet tells of no mount as such: it makes a pod's sandbox only when all its volumes
 * are mounted, and measures a volume only while it is.
 * Source: kubelet `pkg/kubelet/kubelet.go` (SyncPod: WaitForAttachAndMount before the runtime's SyncPod).
 */
export function volumeStates({ pods, stats, containers, events, nodeVolumes = [] }: VolumeStatesInput): PodVolume[] {
  const samples = new Map(stats.map((sample) => [sample.id, sample]));
  const ofPod = Map.groupBy(containers, (container) => container.podUid);
  const known = new Set(pods.map((pod) => pod.id));
  const byClaim = new Map(nodeVolumes.map((volume) => [volume.claim, volume]));
  const left = stats
    .filter((sample) => !known.has(sample.id))
    .flatMap((sample) => (sample.volumes ?? []).map((volume) => leftBehind(sample, volume.name)));
  return [
    ...pods.flatMap((pod) =>
      (pod.spec.volumes ?? []).map((volume) =>
        podVolume(pod, volume, {
          sample: samples.get(pod.id),
          runs: ofPod.get(pod.id) ?? [],
          events,
          onNode: byClaim.get(claimOf(pod, volume) ?? ""),
        }),
      ),
    ),
    ...left,
  ];
}

/** What tells of one volume of a pod. */
interface Traces {
  sample: PodStats | undefined;
  runs: readonly RuntimeContainer[];
  events: readonly Event[];
  onNode: NodeVolume | undefined;
}

function podVolume(pod: Pod, volume: VolumeSpec, { sample, runs, events, onNode }: Traces): PodVolume {
  const users = [...pod.spec.containers, ...(pod.spec.initContainers ?? []), ...(pod.spec.ephemeralContainers ?? [])]
    .filter((container) => uses(container, volume.name))
    .map((container) => container.name);
  const isMeasured = sample?.volumes?.some((each) => each.name === volume.name) ?? false;
  const isRunning = runs.some((run) => run.state === "Running" && users.includes(run.name));
  const isOver = pod.status.phase === "Succeeded" || pod.status.phase === "Failed";
  const blocked = isOver || runs.length > 0 ? null : blocking(pod, volume, events);
  return {
    uid: pod.id,
    namespace: pod.namespace,
    pod: pod.name,
    name: volume.name,
    type: volume.type,
    reference: volume.reference ?? null,
    persistentVolume: onNode?.persistentVolume ?? null,
    attachedAs: onNode?.attached ? onNode.name : null,
    state: stateOf({
      isRunning,
      isOver,
      isMeasured,
      isBlocked: blocked !== null,
      isAttached: onNode?.attached ?? false,
      hasRun: runs.length > 0,
    }),
    containers: users,
    blocked,
  };
}

/**
 * A claim of `volumeMode: Block` is no mount: a container has it as a device.
 * Source: kubelet `pkg/kubelet/kubelet_pods.go` (makeMounts, makeBlockVolumes).
 */
const uses = ({ volumeMounts = [], volumeDevices = [] }: ContainerSpec, volume: string): boolean =>
  volumeMounts.some(({ name }) => name === volume) || volumeDevices.includes(volume);

interface Signs {
  isRunning: boolean;
  isOver: boolean;
  isMeasured: boolean;
  isBlocked: boolean;
  isAttached: boolean;
  hasRun: boolean;
}

function stateOf({ isRunning, isOver, isMeasured, isBlocked, isAttached, hasRun }: Signs): VolumeState {
  if (isRunning) return "inUse";
  if (isOver) return isMeasured ? "leftBehind" : "released";
  if (isBlocked) return "blocked";
  if (isMeasured || hasRun) return "mounted";
  return isAttached ? "attached" : "wanted";
}

const leftBehind = ({ id: uid, namespace, name: pod }: PodStats, name: string): PodVolume => ({
  uid,
  namespace,
  pod,
  name,
  type: null,
  reference: null,
  persistentVolume: null,
  attachedAs: null,
  state: "leftBehind",
  containers: [],
  blocked: null,
});

/** The last event that names the volume, or names none of the pod's: then it is said of all of them. */
function blocking(pod: Pod, volume: VolumeSpec, events: readonly Event[]): PodVolume["blocked"] {
  const others = (pod.spec.volumes ?? []).map((each) => each.name);
  const event = events
    .filter(({ reason, object }) => BLOCKING.has(reason) && object.uid === pod.id)
    .filter(({ message }) => namesVolume(message, volume.name) || !others.some((name) => namesVolume(message, name)))
    .reduce<Event | undefined>((last, each) => ((each.lastAt ?? "") >= (last?.lastAt ?? "") ? each : last), undefined);
  if (!event) return null;
  return { reason: event.reason, message: event.message, since: event.firstAt, lastAt: event.lastAt };
}

/** `… for volume "data" : …`, or a list: `unmounted volumes=[data cache]`. */
function namesVolume(message: string, name: string): boolean {
  if (message.includes(`volume "${name}"`)) return true;
  const [, listed = ""] = /unmounted volumes=\[([^\]]*)\]/.exec(message) ?? [];
  return listed.split(/[\s,]+/).includes(name);
}

import { parseQuantity, toNumber } from "../quantity.ts";

/** A container or pod that the message blames: it used more than it asked for. */
export interface Offender {
  type: "container" | "pod";
  name: string;
  usage: number | null;
  request: number | null;
}

/** The local-storage limit that was passed: a volume's `sizeLimit`, or ephemeral-storage of a container or the pod. */
export interface StorageLimit {
  scope: "emptyDir" | "container" | "pod";
  /** The volume or container; null for the pod. */
  name: string | null;
  bytes: number | null;
}

export interface ThresholdMessage {
  /** `memory`, `ephemeral-storage`, `inodes` or `pids`. */
  resource: string;
  /** In bytes, inodes or process ids; null where the message does not say. */
  threshold: number | null;
  /** What the kubelet had seen when it decided. */
  available: number | null;
  offenders: Offender[];
}

const LOW = /The node was low on resource: ([^\s,]+?)\.(?:\s|$)/;
const THRESHOLD = /Threshold quantity: ([^,\s]+), available: (\S+?)\.(?:\s|$)/;
const OFFENDER =
  /\b(Container|Pod) (\S+) was using ([^,\s]+), (?:request is|which exceeds its request of) (\S+?)(?:,|\.(?:\s|$))/g;
const EMPTY_DIR = /Usage of EmptyDir volume "([^"]*)" exceeds the limit "([^"]*)"/;
const CONTAINER_LIMIT = /Container (\S+) exceeded its local ephemeral storage limit "([^"]*)"/;
const POD_LIMIT = /Pod ephemeral local storage usage exceeds the total limit of containers (\S+?)\.(?:\s|$)/;
const NODE_CONDITION = /The node had condition: \[([^\]]*)\]/;

/** Messages of `pkg/kubelet/eviction/helpers.go` (`nodeLowMessageFmt` and what is appended to it); null: another one. */
export function parseThresholdMessage(message: string): ThresholdMessage | null {
  const resource = LOW.exec(message)?.[1];
  if (resource === undefined) return null;
  const figures = THRESHOLD.exec(message);
  const offenders = [...message.matchAll(OFFENDER)].map(([, type, name = "", usage, request]): Offender => ({
    type: type === "Pod" ? "pod" : "container",
    name,
    usage: amount(usage),
    request: amount(request),
  }));
  return { resource, threshold: amount(figures?.[1]), available: amount(figures?.[2]), offenders };
}

/** Messages of `eviction_manager.go` (`localStorageEviction`); null: another one. */
export function parseStorageLimitMessage(message: string): StorageLimit | null {
  const volume = EMPTY_DIR.exec(message);
  if (volume !== null) return { scope: "emptyDir", name: volume[1] ?? null, bytes: amount(volume[2]) };
  const container = CONTAINER_LIMIT.exec(message);
  if (container !== null) return { scope: "container", name: container[1] ?? null, bytes: amount(container[2]) };
  const pod = POD_LIMIT.exec(message);
  return pod === null ? null : { scope: "pod", name: null, bytes: amount(pod[1]) };
}

/** The pressure conditions for which a pod was refused; null: another message. */
export function parseNodeConditionMessage(message: string): string[] | null {
  const conditions = NODE_CONDITION.exec(message)?.[1];
  return conditions === undefined ? null : conditions.split(/[\s,]+/).filter((name) => name !== "");
}

/** In whole units; null where the text is no quantity, for a message is nothing to fail on. */
function amount(text: string | undefined): number | null {
  try {
    return text === undefined ? null : toNumber(parseQuantity(text));
  } catch {
    return null;
  }
}

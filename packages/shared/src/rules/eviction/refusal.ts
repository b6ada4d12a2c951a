/** What a refused pod asked for and what there was: cores, bytes or pieces; null where the message does not say. */
export interface Shortage {
  resource: string;
  requested: number | null;
  used: number | null;
  /** All that pods may have: the node's allocatable. */
  capacity: number | null;
  available: number | null;
}

/**
 * Reasons with which a kubelet refuses a pod, besides `OutOf…`, for which any resource's name can follow. Source:
 * `pkg/kubelet/lifecycle/predicate.go` and `handlers.go`, `cm/admission/errors.go` and the managers' errors below `cm`.
 */
const REFUSALS = new Set([
  "UnexpectedAdmissionError",
  "TopologyAffinityError",
  "SMTAlignmentError",
  "EmptyPodSharedPoolError",
  "NodeAffinity",
  "NodeName",
  "NodePorts",
  "Taint",
  "TaintToleration",
  "SysctlForbidden",
  "AppArmor",
  "PodFeatureUnsupported",
  "PodLevelResourcesNotSupported",
  "PodOSSelectorNodeLabelDoesNotMatch",
  "PodOSNotSupported",
  "InPlacePodVerticalScaling",
  "SupplementalGroupsPolicyNotSupported",
  "UserNamespacesNotSupported",
  "NoNewPrivs",
  "ProcMount",
  "InvalidNodeInfo",
  "InitContainerRestartPolicyForbidden",
  "UnknownReason",
  "UnexpectedPredicateFailureType",
  "NodeShutdown",
  "VolumeAttachmentLimitExceeded",
  "Preempting critical pod",
  "Unsupported",
]);

const INSUFFICIENT =
  /Node didn't have enough (?:resource|capacity): ([^\s,]+), requested: (\d+), used: (\d+), capacity: (\d+)/;
const DEVICES = /requested number of devices unavailable for (\S+?)\. Requested: (\d+), Available: (\d+)/;

export const isRefusalReason = (reason: string): boolean => REFUSALS.has(reason) || /^OutOf\S/.test(reason);

/** After `pkg/kubelet/lifecycle/predicate.go` and `cm/devicemanager/manager.go`; null where no shortage is told. */
export function parseShortage(reason: string, message: string): Shortage | null {
  const [, resource, requested, used, capacity] = INSUFFICIENT.exec(message) ?? [];
  if (resource !== undefined) {
    // The predicate counts cpu in thousandths of a core and everything else whole.
    const unit = resource === "cpu" ? 1000 : 1;
    const [asked, held, all] = [Number(requested) / unit, Number(used) / unit, Number(capacity) / unit];
    return { resource, requested: asked, used: held, capacity: all, available: Math.max(0, all - held) };
  }
  const [, device, wanted, free] = DEVICES.exec(message) ?? [];
  if (device !== undefined)
    return { resource: device, requested: Number(wanted), used: null, capacity: null, available: Number(free) };
  const named = /^OutOf(\S+)$/.exec(reason)?.[1];
  return named === undefined ? null : { resource: named, requested: null, used: null, capacity: null, available: null };
}

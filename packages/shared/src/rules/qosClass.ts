import type { QosClass, ResourceList, ResourceRequirements } from "../model/pod.ts";
import { parseQuantity } from "./quantity.ts";

interface Bounded {
  readonly resources?: ResourceRequirements | undefined;
}

/** What of a pod's spec its QoS class depends on. */
export interface QosSpec extends Bounded {
  readonly containers: readonly Bounded[];
  readonly initContainers?: readonly Bounded[] | undefined;
}

const COUNTED = ["cpu", "memory"] as const;
type Sums = Map<string, bigint>;

/**
 * The class that the API server gives a pod of this spec, after `pkg/apis/core/v1/helper/qos/qos.go` and KEP-2837
 * (pod-level resources). Only cpu and memory count, and a quantity of zero is as if absent.
 *
 * @throws Error where a quantity of the spec is malformed.
 */
export function qosClass(spec: QosSpec): QosClass {
  const bounded: readonly Bounded[] =
    spec.resources === undefined ? [...spec.containers, ...(spec.initContainers ?? [])] : [spec];
  const requests: Sums = new Map();
  const limits: Sums = new Map();
  let everyLimitSet = true;
  for (const { resources } of bounded) {
    addPositive(requests, resources?.requests);
    if (addPositive(limits, resources?.limits) < COUNTED.length) everyLimitSet = false;
  }
  if (requests.size === 0 && limits.size === 0) return "BestEffort";
  return everyLimitSet &&
    requests.size === limits.size &&
    [...requests].every(([name, sum]) => limits.get(name) === sum)
    ? "Guaranteed"
    : "Burstable";
}

/** Adds what is above zero of the resources that count; returns how many were. */
function addPositive(sums: Sums, list: ResourceList | undefined): number {
  let found = 0;
  for (const name of COUNTED) {
    const text = list?.[name];
    const quantity = text === undefined ? 0n : parseQuantity(text);
    if (quantity <= 0n) continue;
    sums.set(name, (sums.get(name) ?? 0n) + quantity);
    found += 1;
  }
  return found;
}

import type { PodSpec, ResourceRequirements } from "../kubernetes.ts";
import { amount } from "../quantity.ts";

const COUNTED = ["cpu", "memory"] as const;

/** The class that the API server writes into the status of a pod that a scenario made. */
export function qosClass(spec: PodSpec): "Guaranteed" | "Burstable" | "BestEffort" {
  const all = spec.resources
    ? [spec.resources]
    : [...(spec.initContainers ?? []), ...spec.containers].map(({ resources }) => resources);
  if (!all.some(asks)) return "BestEffort";
  return all.every(settled) ? "Guaranteed" : "Burstable";
}

const asks = ({ requests, limits }: ResourceRequirements): boolean =>
  COUNTED.some((name) => amount(requests?.[name]) > 0 || amount(limits?.[name]) > 0);

const settled = ({ requests, limits }: ResourceRequirements): boolean =>
  COUNTED.every((name) => amount(limits?.[name]) > 0 && amount(requests?.[name]) === amount(limits?.[name]));

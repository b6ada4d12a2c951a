import type { Pod, QosClass } from "../../model/pod.ts";
import { qosClass } from "../qosClass.ts";

/** Where the API's status says another QoS class than the spec makes: what each says; null where they agree. */
export function qosMismatch(pod: Pod): { status: QosClass; spec: QosClass } | null {
  const status = pod.status.qosClass;
  if (status === undefined) return null;
  const spec = qosClass(pod.spec);
  return spec === status ? null : { status, spec };
}

import type { Pod } from "../../model/pod.ts";
import type { Finding } from "../finding.ts";
import { qosClass } from "../qosClass.ts";

/** Pods of which the API's status says another QoS class than their spec makes: one of the two is not to be trusted. */
export function qosFindings(pods: readonly Pod[]): Finding[] {
  return pods.flatMap((pod): Finding[] => {
    const told = pod.status.qosClass;
    const made = told === undefined ? undefined : qosClass(pod.spec);
    if (made === told) return [];
    return [
      {
        rule: "QosClassDiffers",
        severity: "warning",
        subject: { kind: "pod", id: pod.id, namespace: pod.namespace, pod: pod.name, uid: pod.id },
        message: `the status says ${told}, and the spec makes it ${made}`,
        since: null,
        settles: 0,
      },
    ];
  });
}

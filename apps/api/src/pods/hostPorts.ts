import type { Pod } from "@bayplan/shared";
import type { HostPortView } from "../views/node.ts";
import { podSummary } from "./summarize.ts";

/** Ports of the node that a pod takes: one pod's alone, so no other that wants the same can run here. */
export const hostPortsOf = (pod: Pod): HostPortView[] => {
  if (podSummary(pod).finished) return [];
  const { namespace, name, id: uid } = pod;
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].flatMap((container) =>
    (container.ports ?? []).flatMap(({ hostPort, protocol, hostIP }) =>
      hostPort
        ? [
            {
              namespace,
              pod: name,
              uid,
              container: container.name,
              port: hostPort,
              protocol: protocol ?? "TCP",
              hostIP: hostIP ?? null,
            },
          ]
        : [],
    ),
  );
};

import { isSidecar, type Pod } from "@bayplan/shared";
import type { HostPortView } from "../views/node.ts";
import { podSummary } from "./summarize.ts";

/**
 * Ports of the node that a pod takes: one pod's alone, so no other that wants the same can run here. Of the init
 * containers only sidecars count: the others do not run for as long as the pod does.
 * Source: scheduler `pkg/scheduler/util/utils.go` (GetHostPorts), which the kubelet admits by too.
 */
export const hostPortsOf = (pod: Pod): HostPortView[] => {
  if (podSummary(pod).finished) return [];
  const { namespace, name, id: uid } = pod;
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? []).filter(isSidecar)].flatMap((container) =>
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

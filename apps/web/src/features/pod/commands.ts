import type { ContainerView, PodView } from "@bayplan/api/views";
import { bareId } from "../../format/ids.ts";
import { commandOn, quoted } from "../../format/shell.ts";
import type { Command } from "../../ui/CommandButton.tsx";

/**
 * What one would type to see the same of a pod. `crictl` runs on the node, and is not told where nobody knows the UID by
 * which the runtime knows the pod.
 */
export const podCommands = ({ namespace, name, runtimeUid, containers }: PodView): Command[] => {
  const space = `-n ${quoted(namespace)}`;
  const restarted = containers.find(({ restarts }) => restarts > 0);
  return [
    { text: commandOn(`kubectl describe pod ${space}`, name) },
    { text: commandOn(`kubectl logs ${space}`, name, "--all-containers") },
    ...(restarted
      ? [{ text: commandOn(`kubectl logs ${space}`, name, `-c ${quoted(restarted.name)} --previous`) }]
      : []),
    { text: `kubectl events ${space} --for pod/${quoted(name)}` },
    ...(runtimeUid === null ? [] : [{ text: `crictl ps -a --label io.kubernetes.pod.uid=${quoted(runtimeUid)}` }]),
  ];
};

/** The same of a container that the runtime knows. */
export const runtimeCommands = (containerId: string): Command[] => {
  const id = bareId(containerId);
  return [{ text: commandOn("crictl inspect", id) }, { text: commandOn("crictl logs", id) }];
};

/** The same of one of its containers. */
export const containerCommands = (
  { namespace, name: pod }: Pick<PodView, "namespace" | "name">,
  { name, restarts, containerId }: Pick<ContainerView, "name" | "restarts" | "containerId">,
): Command[] => {
  const logs = `kubectl logs -n ${quoted(namespace)}`;
  const container = `-c ${quoted(name)}`;
  return [
    { text: commandOn(logs, pod, container) },
    ...(restarts > 0 ? [{ text: commandOn(logs, pod, `${container} --previous`) }] : []),
    ...(containerId === null ? [] : runtimeCommands(containerId)),
  ];
};

/** The same of a sandbox. */
export const sandboxCommands = (id: string): Command[] => [{ text: commandOn("crictl inspectp", bareId(id)) }];

import type { ContainerView, PodView } from "@bayplan/api/views";
import { bareId } from "../../format/ids.ts";
import { quoted } from "../../format/shell.ts";
import type { Command } from "../../ui/CommandButton.tsx";

/** What one would type to see the same of a pod. `crictl` runs on the node. */
export const podCommands = ({ namespace, name, uid, containers }: PodView): Command[] => {
  const of = `-n ${quoted(namespace)} ${quoted(name)}`;
  const restarted = containers.find(({ restarts }) => restarts > 0);
  return [
    { text: `kubectl describe pod ${of}` },
    { text: `kubectl logs ${of} --all-containers` },
    ...(restarted ? [{ text: `kubectl logs ${of} -c ${quoted(restarted.name)} --previous` }] : []),
    { text: `kubectl events -n ${quoted(namespace)} --for pod/${quoted(name)}` },
    { text: `crictl ps -a --label io.kubernetes.pod.uid=${quoted(uid)}` },
  ];
};

/** The same of a container that the runtime knows. */
export const runtimeCommands = (containerId: string): Command[] => {
  const id = quoted(bareId(containerId));
  return [{ text: `crictl inspect ${id}` }, { text: `crictl logs ${id}` }];
};

/** The same of one of its containers. */
export const containerCommands = (
  { namespace, name: pod }: Pick<PodView, "namespace" | "name">,
  { name, restarts, containerId }: Pick<ContainerView, "name" | "restarts" | "containerId">,
): Command[] => {
  const logs = `kubectl logs -n ${quoted(namespace)} ${quoted(pod)} -c ${quoted(name)}`;
  return [
    { text: logs },
    ...(restarts > 0 ? [{ text: `${logs} --previous` }] : []),
    ...(containerId === null ? [] : runtimeCommands(containerId)),
  ];
};

/** The same of a sandbox. */
export const sandboxCommands = (id: string): Command[] => [{ text: `crictl inspectp ${quoted(bareId(id))}` }];

import type { PodView } from "@bayplan/api/views";
import type { Command } from "../../ui/CommandButtons.tsx";

/** As a shell takes it, whatever is in it. */
const quoted = (text: string): string => (/^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** What one would type to see the same of a pod. `crictl` runs on the node. */
export const podCommands = ({ namespace, name, uid, containers }: PodView): Command[] => {
  const of = `-n ${quoted(namespace)} ${quoted(name)}`;
  const restarted = containers.find(({ restarts }) => restarts > 0);
  return [
    { name: "kubectl describe", text: `kubectl describe pod ${of}` },
    { name: "kubectl logs", text: `kubectl logs ${of} --all-containers` },
    ...(restarted
      ? [{ name: "logs before the restart", text: `kubectl logs ${of} -c ${quoted(restarted.name)} --previous` }]
      : []),
    { name: "kubectl events", text: `kubectl events -n ${quoted(namespace)} --for pod/${quoted(name)}` },
    { name: "crictl ps", text: `crictl ps -a --label io.kubernetes.pod.uid=${quoted(uid)}` },
  ];
};

import type { EvictionView } from "@bayplan/api/views";
import { commandOn, quoted } from "../../format/shell.ts";
import type { Command } from "../../ui/CommandButton.tsx";

/** What one would type to see what is still told of it: its events for an hour, the pod until it is collected. */
export const evictionCommands = ({ namespace, pod, uid }: EvictionView): Command[] => [
  { text: `kubectl get events -n ${quoted(namespace)} --field-selector ${quoted(`involvedObject.uid=${uid}`)}` },
  { text: commandOn(`kubectl describe pod -n ${quoted(namespace)}`, pod) },
];

import { commandOn, quoted } from "../../format/shell.ts";
import type { Command } from "../../ui/CommandButton.tsx";

/** What one would type to see the same of a node. Nothing that asks for more than the right to read. */
export const nodeCommands = (name: string): Command[] => {
  const node = quoted(name);
  return [
    { text: commandOn("kubectl describe node", name) },
    { text: `kubectl get pods -A -o wide --field-selector spec.nodeName=${node}` },
    { text: `kubectl events -n default --for node/${node}` },
  ];
};

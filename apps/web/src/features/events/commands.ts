import type { EventView } from "@bayplan/api/views";
import { quoted } from "../../format/shell.ts";
import type { Command } from "../../ui/CommandButton.tsx";

/** What one would type to see what else was said of the same object. A node's events lie in the namespace `default`. */
export const eventCommands = ({ object }: EventView): Command[] => {
  const { kind, namespace, name, uid } = object;
  const fields = [
    `involvedObject.kind=${kind}`,
    `involvedObject.name=${name}`,
    // Nodes give themselves another UID in events than the API server gives them.
    ...(kind === "Pod" && uid !== "" ? [`involvedObject.uid=${uid}`] : []),
  ].join(",");
  return [
    { text: `kubectl events -n ${quoted(namespace || "default")} --for ${quoted(`${kind.toLowerCase()}/${name}`)}` },
    { text: `kubectl get events -A --sort-by .lastTimestamp --field-selector ${quoted(fields)}` },
  ];
};

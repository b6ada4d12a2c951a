import type { ImageView } from "@bayplan/api/views";
import { commandOn } from "../../format/shell.ts";
import type { Command } from "../../ui/CommandButton.tsx";

/** What one would type on the node about an image. By its id: a reference may mean another one tomorrow. */
export const imageCommands = ({ id }: ImageView): Command[] => [{ text: commandOn("crictl inspecti", id) }];

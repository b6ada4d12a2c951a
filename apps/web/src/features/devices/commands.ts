import type { DeviceView } from "@bayplan/api/views";
import { quoted } from "../../format/shell.ts";
import type { Command } from "../../ui/CommandButton.tsx";

/** What one would type on the node about a device: NVIDIA's own tool takes the UUIDs of whole GPUs alone. */
export const deviceCommands = ({ physicalId }: Pick<DeviceView, "physicalId">): Command[] =>
  /^GPU-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(physicalId)
    ? [{ text: `nvidia-smi -q -i ${quoted(physicalId)}` }]
    : [];

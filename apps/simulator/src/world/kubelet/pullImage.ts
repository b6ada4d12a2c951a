import { MIB } from "../quantity.ts";
import { SECOND } from "../time/clock.ts";
import type { KubeletCore } from "./core.ts";
import type { StoredImage } from "./imageStore.ts";
import type { ContainerSlot, PodEntry } from "./state.ts";

export type PullResult = { image: StoredImage } | { image: null; reason: string; message: string };

/** What a node's link gives, in bytes a second. */
const BANDWIDTH = 90 * MIB;

/** Finds the image on the node or pulls it, with the kubelet's events. Registries named `missing` have nothing. */
export function pullImage(
  core: KubeletCore,
  entry: PodEntry,
  slot: ContainerSlot,
  then: (result: PullResult) => void,
): void {
  const { image, imagePullPolicy } = slot.spec;
  const container = { name: slot.spec.name, init: slot.kind !== "regular" };
  const stored = core.images.get(image);
  if (stored && imagePullPolicy !== "Always") {
    core.agenda.after(core.delay(6, 20), () => {
      core.podEvent(
        entry,
        "Normal",
        "Pulled",
        `Container image "${image}" already present on machine and can be accessed by the pod`,
        container,
      );
      then({ image: stored });
    });
    return;
  }
  if (imagePullPolicy === "Never") {
    const message = `Container image "${image}" is not present with pull policy of Never`;
    core.podEvent(entry, "Warning", "ErrImageNeverPull", message, container);
    core.podEvent(entry, "Warning", "Failed", "Error: ErrImageNeverPull", container);
    then({ image: null, reason: "ErrImageNeverPull", message });
    return;
  }
  core.podEvent(entry, "Normal", "Pulling", `Pulling image "${image}"`, container);
  if (image.includes("/missing/")) {
    core.agenda.after(core.delay(600, 1_400), () => {
      const message = `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
      core.podEvent(entry, "Warning", "Failed", `Failed to pull image "${image}": ${message}`, container);
      core.podEvent(entry, "Warning", "Failed", "Error: ErrImagePull", container);
      then({ image: null, reason: "ErrImagePull", message });
    });
    return;
  }
  const size = (stored ?? core.images.add(image)).sizeBytes;
  if (!stored) core.images.remove(image);
  const takes = stored ? core.delay(300, 700) : 400 + (size / BANDWIDTH) * SECOND * core.delay(0.8, 1.3);
  core.agenda.after(takes, () => {
    const pulled = core.images.add(image);
    const time = takes < SECOND ? `${Math.round(takes)}ms` : `${(takes / SECOND).toFixed(3)}s`;
    core.podEvent(
      entry,
      "Normal",
      "Pulled",
      `Successfully pulled image "${image}" in ${time} (${time} including waiting). Image size: ${pulled.sizeBytes} bytes.`,
      container,
    );
    then({ image: pulled });
  });
}

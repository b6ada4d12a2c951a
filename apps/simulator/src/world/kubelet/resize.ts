import type { ResourceRequirements } from "../kubernetes.ts";
import { containerSettings } from "./containerSettings.ts";
import type { KubeletCore } from "./core.ts";
import type { PodEntry } from "./state.ts";

/** A resize in place that the node has room for: allocated at once, in force a moment later. */
export function resizeContainer(
  core: KubeletCore,
  entry: PodEntry,
  container: string,
  resources: ResourceRequirements,
): void {
  const slot = entry.slots.find(({ spec }) => spec.name === container);
  if (!slot || entry.stage !== "running") return;
  slot.spec = { ...slot.spec, resources };
  core.agenda.after(core.delay(6, 12), () => {
    if (entry.stage !== "running") return;
    slot.allocated = resources.requests ?? {};
    entry.resize = { startedAt: core.agenda.now() };
    core.podEvent(entry, "Normal", "ResizeStarted", `Pod resize started: ${describe(entry)}`);
    core.statusChanged(entry);
    core.agenda.after(core.delay(28, 40), () => {
      if (entry.stage !== "running") return;
      slot.actual = resources;
      const current = slot.current;
      if (current) {
        const settings = containerSettings(core, entry, slot);
        slot.current =
          core.runtime.update(current.id, {
            resources: settings,
            load: { ...current.load, limit: settings.memoryLimit || null },
          }) ?? current;
      }
      entry.resize = null;
      core.podEvent(entry, "Normal", "ResizeCompleted", `Pod resize completed: ${describe(entry)}`);
      core.statusChanged(entry);
    });
  });
}

function describe(entry: PodEntry): string {
  const part = (kinds: string[]) =>
    entry.slots
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ spec }) => ({ name: spec.name, resources: spec.resources }));
  const initContainers = part(["init", "sidecar"]);
  return JSON.stringify({
    ...(initContainers.length > 0 && { initContainers }),
    containers: part(["regular"]),
    generation: entry.object.metadata.generation,
  });
}

import type { ResourceList, ResourceRequirements } from "../kubernetes.ts";
import { SECOND } from "../time/clock.ts";
import { requested } from "./admission.ts";
import { containerSettings } from "./containerSettings.ts";
import type { KubeletCore } from "./core.ts";
import { allocatableAmounts } from "./nodeResources.ts";
import type { ContainerSlot, PodEntry } from "./state.ts";

/** How often a resize that was put off is looked at again, unless a pod leaves before. */
const RETRY = 5 * SECOND;

/** A resize in place: granted at once where the node has room, and in force a moment later; else it waits for room. */
export function resizeContainer(
  core: KubeletCore,
  entry: PodEntry,
  container: string,
  resources: ResourceRequirements,
): void {
  const slot = entry.slots.find(({ spec }) => spec.name === container);
  if (!slot || entry.stage !== "running") return;
  slot.spec = { ...slot.spec, resources };
  core.agenda.after(core.delay(6, 12), () => decide(core, entry, slot, resources));
}

function decide(core: KubeletCore, entry: PodEntry, slot: ContainerSlot, resources: ResourceRequirements): void {
  // Another wish has come after this one, or the pod goes.
  if (entry.stage !== "running" || slot.spec.resources !== resources) return;
  const obstacle = obstacleTo(core, entry, slot);
  if (!obstacle) {
    const waited = entry.pendingResize !== null;
    entry.pendingResize = null;
    const isInForce = same(slot.allocated, resources.requests) && same(slot.actual.limits, resources.limits);
    if (!isInForce) apply(core, entry, slot, resources);
    else if (waited) core.statusChanged(entry);
    return;
  }
  if (entry.pendingResize?.message !== obstacle.message) {
    entry.pendingResize = obstacle;
    const { reason, message } = obstacle;
    core.podEvent(entry, "Warning", `Resize${reason}`, `Pod resize ${reason}: ${describe(entry, message)}`);
    core.statusChanged(entry);
  }
  if (obstacle.reason === "Deferred") core.agenda.after(RETRY, () => decide(core, entry, slot, resources));
}

function apply(core: KubeletCore, entry: PodEntry, slot: ContainerSlot, resources: ResourceRequirements): void {
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
}

/** The kubelet's `canResizePod` (pkg/kubelet/allocation/allocation_manager.go): never, not now, or no obstacle. */
function obstacleTo(core: KubeletCore, entry: PodEntry, slot: ContainerSlot): PodEntry["pendingResize"] {
  const allocatable = allocatableAmounts(core.profile);
  const others = [...core.pods.values()].filter(
    (other) => other !== entry && other.stage !== "finished" && other.stage !== "refused",
  );
  for (const resource of ["cpu", "memory"] as const) {
    const unit = resource === "cpu" ? 1000 : 1;
    const asked = Math.round(requested(entry, resource, slot) * unit);
    const capacity = Math.round(allocatable[resource] * unit);
    const used = Math.round(others.reduce((sum, other) => sum + requested(other, resource), 0) * unit);
    if (asked > capacity)
      return {
        reason: "Infeasible",
        message: `Node didn't have enough capacity: ${resource}, requested: ${asked}, capacity: ${capacity}`,
      };
    if (used + asked > capacity)
      return {
        reason: "Deferred",
        message: `Node didn't have enough resource: ${resource}, requested: ${asked}, used: ${used}, capacity: ${capacity}`,
      };
  }
  return null;
}

const same = (a: ResourceList | null | undefined, b: ResourceList | undefined): boolean =>
  a?.["cpu"] === b?.["cpu"] && a?.["memory"] === b?.["memory"];

function describe(entry: PodEntry, error?: string): string {
  const part = (kinds: string[]) =>
    entry.slots
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ spec }) => ({ name: spec.name, resources: spec.resources }));
  const initContainers = part(["init", "sidecar"]);
  return JSON.stringify({
    ...(initContainers.length > 0 && { initContainers }),
    containers: part(["regular"]),
    generation: entry.object.metadata.generation,
    ...(error !== undefined && { error }),
  });
}

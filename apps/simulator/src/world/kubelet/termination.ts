import { MINUTE, SECOND } from "../time/clock.ts";
import { hash } from "../random.ts";
import type { KubeletCore } from "./core.ts";
import { running } from "./podStatus.ts";
import type { ContainerSlot, Ending, PodEntry } from "./state.ts";

/** How a pod ends: asked to go, put out, or done with its work. */
export interface Termination {
  /** Its containers have ended by themselves and none will start again. */
  complete(entry: PodEntry): void;
  /** Asked to go; `gone` is called when nothing of it is left but its sandbox. */
  remove(entry: PodEntry, grace: number, gone: () => void): void;
  /** The kubelet itself wants it gone; it ends as Failed. */
  putOut(entry: PodEntry, reason: PutOut): void;
}

export interface PutOut {
  ending: Ending;
  /** Without one nothing is said of it but that its containers are stopped. */
  event?: { reason: string; message: string; annotations?: Record<string, string> };
  /** Milliseconds; the kubelet never gives less than two seconds. */
  grace: number;
  /** Nothing of it runs any more. */
  done?: () => void;
}

const SHORTEST_GRACE = 2 * SECOND;

export function createTermination(core: KubeletCore): Termination {
  const { agenda, runtime, profile } = core;
  let collecting = false;

  /** Lets every container end, then the sandbox, and then says so. */
  function stop(entry: PodEntry, grace: number, stopped: () => void): void {
    entry.stage = "stopping";
    const going = entry.slots.filter(running);
    for (const slot of going)
      core.podEvent(entry, "Normal", "Killing", `Stopping container ${slot.spec.name}`, {
        name: slot.spec.name,
        init: slot.kind !== "regular",
      });
    core.statusChanged(entry);
    let left = going.length;
    if (left === 0) agenda.after(core.delay(20, 60), () => stopSandbox(entry, stopped));
    const longest = Math.max(0, ...going.filter(({ kind }) => kind === "regular").map(takes));
    for (const slot of going) {
      // Sidecars are asked when the others are gone, within the same grace.
      const needs = slot.kind === "sidecar" ? longest + takes(slot) : takes(slot);
      const forced = needs > grace;
      agenda.after(forced ? grace + core.delay(50, 90) : needs, () => {
        if (slot.current && running(slot)) {
          const code = forced ? 137 : 0;
          const record = runtime.exit(slot.current.id, code, code === 0 ? "Completed" : "Error");
          if (record) slot.current = record;
          slot.ready = false;
          slot.started = false;
        }
        if (--left === 0) agenda.after(core.delay(48, 66), () => stopSandbox(entry, stopped));
      });
    }
  }

  function stopSandbox(entry: PodEntry, stopped: () => void): void {
    if (entry.sandbox) {
      runtime.stopSandbox(entry.sandbox.id);
      entry.sandbox = { ...entry.sandbox, ready: false };
    }
    agenda.after(core.delay(38, 52), () => {
      entry.stage = "finished";
      for (const slot of entry.slots) if (slot.current) slot.waiting = null;
      core.devices.release(entry);
      core.statusChanged(entry);
      collectSoon();
      stopped();
    });
  }

  function removeContainers(entry: PodEntry): void {
    if (!entry.sandbox) return;
    for (const container of runtime.containersOf(entry.sandbox.id)) runtime.remove(container.id);
  }

  /** Once a minute the kubelet removes sandboxes that are down, empty and belong to nobody who runs. */
  function collectSoon(): void {
    if (collecting) return;
    collecting = true;
    const sinceTurn = (agenda.now() + hash(profile.name)) % MINUTE;
    agenda.after(MINUTE - sinceTurn, () => {
      collecting = false;
      for (const sandbox of runtime.sandboxes()) {
        if (sandbox.ready || sandbox.leaked) continue;
        const owner = core.pods.get(sandbox.uid);
        const over = !owner || owner.stage === "finished";
        const kept = owner && runtime.containersOf(sandbox.id).length > 0;
        if (over && !kept) runtime.removeSandbox(sandbox.id);
      }
    });
  }

  function remove(entry: PodEntry, grace: number, gone: () => void): void {
    if (!core.alive) {
      core.whenAlive(() => remove(entry, grace, gone));
      return;
    }
    const leave = () =>
      core.atRelist(() => {
        removeContainers(entry);
        core.pods.delete(entry.object.metadata.uid);
        collectSoon();
        gone();
      });
    if (entry.stage === "finished" || entry.stage === "refused") leave();
    else if (entry.stage === "stopping") agenda.after(SECOND, () => remove(entry, grace, gone));
    else stop(entry, grace, leave);
  }

  return {
    remove,
    complete(entry) {
      agenda.after(core.delay(0.9, 1.1) * SECOND, () => {
        if (entry.stage === "running" || entry.stage === "starting") stop(entry, SHORTEST_GRACE, () => undefined);
      });
    },
    putOut(entry, { ending, event, grace, done }) {
      if (event) core.podEvent(entry, "Warning", event.reason, event.message, undefined, event.annotations);
      entry.ending = ending;
      agenda.after(core.delay(5, 9), () =>
        stop(entry, Math.max(grace, SHORTEST_GRACE), () => {
          core.atRelist(() => removeContainers(entry));
          done?.();
        }),
      );
    },
  };
}

const takes = ({ behaviour }: ContainerSlot): number =>
  behaviour.stops === "deaf" ? Number.POSITIVE_INFINITY : behaviour.preStop + behaviour.stops;

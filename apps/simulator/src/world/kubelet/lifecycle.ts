import type { RuntimeContainer } from "../runtime/state.ts";
import { createLoad } from "../stats/load.ts";
import { MINUTE, SECOND } from "../time/clock.ts";
import { containerSettings, limitsOf } from "./containerSettings.ts";
import type { KubeletCore } from "./core.ts";
import { ended, running, succeeded } from "./podStatus.ts";
import { createProbing } from "./probing.ts";
import { type PullResult, pullImage } from "./pullImage.ts";
import type { ContainerSlot, PodEntry } from "./state.ts";

/** How the containers of a pod start, end and start again. */
export interface Lifecycle {
  /** Starts the containers whose turn it is. */
  startContainers(entry: PodEntry): void;
  /** The container's program ends, whatever ended it. */
  end(entry: PodEntry, slot: ContainerSlot, exitCode: number, reason: string, message?: string): void;
  /** Plans what the program of a container that runs will do by itself. */
  follow(entry: PodEntry, slot: ContainerSlot): void;
}

const FIRST_BACK_OFF = 10 * SECOND;

/** `completed` is called when nothing of the pod will start again. */
export function createLifecycle(core: KubeletCore, completed: (entry: PodEntry) => void): Lifecycle {
  const { agenda, runtime } = core;
  const probing = createProbing(core, {
    live,
    killed: (entry, slot, code) => end(entry, slot, code, code === 0 ? "Completed" : "Error"),
  });

  function startContainers(entry: PodEntry): void {
    if (!live(entry)) return;
    const pending = entry.slots.find(
      (slot) => slot.kind !== "regular" && (slot.kind === "sidecar" ? !slot.started : !succeeded(slot)),
    );
    if (pending) {
      if (pending.current === null && !pending.waiting)
        launch(entry, pending, () => {
          core.statusChanged(entry);
          if (pending.kind === "sidecar" && pending.started) startContainers(entry);
        });
      return;
    }
    startRegular(entry, 0);
  }

  /** One after the other, as the kubelet does; one that cannot start does not hold up the next. */
  function startRegular(entry: PodEntry, from: number): void {
    const index = entry.slots.findIndex(
      (slot, at) => at >= from && slot.kind === "regular" && slot.current === null && !slot.waiting,
    );
    const slot = entry.slots[index];
    if (!slot) {
      entry.stage = entry.stage === "starting" ? "running" : entry.stage;
      core.statusChanged(entry);
      return;
    }
    launch(entry, slot, () => startRegular(entry, index + 1));
  }

  function launch(entry: PodEntry, slot: ContainerSlot, then: () => void): void {
    pullImage(core, entry, slot, (result) => {
      if (!live(entry) || !entry.sandbox) return;
      if (result.image === null) {
        waitForImage(entry, slot, result, then);
        return;
      }
      const { id: imageId } = result.image;
      agenda.after(core.delay(6, 40), () => {
        if (!live(entry) || !entry.sandbox) return;
        const record = create(entry, slot, imageId);
        slot.previous = slot.current ?? slot.previous;
        slot.current = record;
        agenda.after(core.delay(4, 12), () =>
          core.podEvent(entry, "Normal", "Created", "Container created", reference(slot)),
        );
        agenda.after(core.delay(45, 110), () => {
          if (!live(entry) || slot.current?.id !== record.id) return;
          slot.current = runtime.start(record.id) ?? record;
          slot.waiting = null;
          slot.restarts = record.attempt;
          slot.started = slot.spec.startupProbe === undefined;
          slot.ready = slot.started && slot.behaviour.ready === 0;
          agenda.after(core.delay(5, 12), () => {
            core.podEvent(entry, "Normal", "Started", "Container started", reference(slot));
            follow(entry, slot);
            then();
          });
        });
      });
    });
  }

  /** Pulls that fail are tried again after 10 s, 20 s and so on up to five minutes. */
  function waitForImage(
    entry: PodEntry,
    slot: ContainerSlot,
    failure: Extract<PullResult, { image: null }>,
    then: () => void,
  ): void {
    slot.waiting = { reason: failure.reason, message: failure.message };
    core.statusChanged(entry);
    then();
    const delay = Math.min(FIRST_BACK_OFF * 2 ** slot.pullAttempts++, 5 * MINUTE);
    if (failure.reason !== "ErrImageNeverPull") {
      agenda.after(core.delay(9, 14) * SECOND, () => {
        if (!live(entry) || slot.current || slot.waiting?.reason !== failure.reason) return;
        const { image } = slot.spec;
        core.podEvent(entry, "Normal", "BackOff", `Back-off pulling image "${image}"`, reference(slot));
        core.podEvent(entry, "Warning", "Failed", "Error: ImagePullBackOff", reference(slot));
        slot.waiting = {
          reason: "ImagePullBackOff",
          message: `Back-off pulling image "${image}": ${failure.reason}: ${failure.message}`,
        };
        core.statusChanged(entry);
      });
    }
    agenda.after(Math.max(delay, 15 * SECOND) * core.delay(1, 1.2), () => {
      if (live(entry) && !slot.current) launch(entry, slot, () => core.statusChanged(entry));
    });
  }

  function create(entry: PodEntry, slot: ContainerSlot, imageId: string): RuntimeContainer {
    const { uid, namespace, name } = entry.object.metadata;
    const settings = containerSettings(core, entry, slot);
    const attempt = slot.current ? slot.current.attempt + 1 : slot.restarts;
    return runtime.create({
      sandboxId: entry.sandbox?.id ?? "",
      name: slot.spec.name,
      attempt,
      createdAt: agenda.now(),
      image: slot.spec.image,
      imageId,
      annotations: {
        "io.kubernetes.container.hash": uid.slice(0, 8),
        "io.kubernetes.container.restartCount": String(attempt),
        "io.kubernetes.container.terminationMessagePath": slot.spec.terminationMessagePath,
        "io.kubernetes.container.terminationMessagePolicy": slot.spec.terminationMessagePolicy,
        "io.kubernetes.pod.terminationGracePeriod": String(entry.object.spec.terminationGracePeriodSeconds),
      },
      resources: settings,
      load: createLoad(slot.behaviour, `${namespace}/${name}/${slot.spec.name}`, limitsOf(settings, slot)),
    });
  }

  function follow(entry: PodEntry, slot: ContainerSlot): void {
    const record = slot.current;
    if (!record) return;
    const { ends } = slot.behaviour;
    const age = agenda.now() - (record.startedAt ?? agenda.now());
    if (ends)
      agenda.after(Math.max(0, ends.after - age), () => {
        if (slot.current?.id === record.id && running(slot)) end(entry, slot, ends.exitCode, ends.reason, ends.message);
      });
    probing.follow(entry, slot, age, () => {
      if (slot.kind === "sidecar") startContainers(entry);
    });
  }

  function end(entry: PodEntry, slot: ContainerSlot, exitCode: number, reason: string, message = ""): void {
    if (!slot.current || !running(slot)) return;
    const record = runtime.exit(slot.current.id, exitCode, reason, message);
    if (!record) return;
    slot.current = record;
    slot.ready = false;
    slot.started = false;
    core.atRelist(() => {
      if (live(entry) && slot.current?.id === record.id) afterEnd(entry, slot);
    });
  }

  function afterEnd(entry: PodEntry, slot: ContainerSlot): void {
    // One dead container is kept beside the current one, so that its log can still be read.
    if (slot.previous) runtime.remove(slot.previous.id);
    if (slot.kind === "init" && succeeded(slot)) {
      core.statusChanged(entry);
      startContainers(entry);
      return;
    }
    if (restarts(entry, slot)) {
      restart(entry, slot);
      return;
    }
    core.statusChanged(entry);
    const over = entry.slots.every((one) => one.kind !== "regular" || ended(one));
    if (over || slot.kind === "init") completed(entry);
  }

  /** The kubelet's `doBackOff` (pkg/kubelet/kuberuntime/kuberuntime_manager.go): the first restart is at once. */
  function restart(entry: PodEntry, slot: ContainerSlot): void {
    const endedAt = slot.current?.finishedAt ?? agenda.now();
    const longest = core.profile.longestBackOff;
    if (endedAt - slot.backOff.since > 2 * longest) slot.backOff = { delay: 0, since: endedAt };
    const { delay } = slot.backOff;
    const { namespace, name, uid } = entry.object.metadata;
    if (agenda.now() - endedAt >= delay) {
      slot.backOff = {
        delay: delay === 0 ? FIRST_BACK_OFF : Math.min(2 * delay, longest),
        since: agenda.now(),
      };
      core.statusChanged(entry);
      launch(entry, slot, () => core.statusChanged(entry));
      return;
    }
    core.podEvent(
      entry,
      "Warning",
      "BackOff",
      `Back-off restarting failed container ${slot.spec.name} in pod ${name}_${namespace}(${uid})`,
      reference(slot),
    );
    core.statusChanged(entry);
    const record = slot.current;
    agenda.after(Math.min(delay, MINUTE) * core.delay(1, 1.5), () => {
      if (!live(entry) || slot.current?.id !== record?.id) return;
      slot.waiting = {
        reason: "CrashLoopBackOff",
        message: `back-off ${duration(delay)} restarting failed container=${slot.spec.name} pod=${name}_${namespace}(${uid})`,
      };
      restart(entry, slot);
    });
  }

  return { startContainers, end, follow };
}

/** In Go's form: `40s`, `2m40s`. */
function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / SECOND);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}

const live = (entry: PodEntry) => entry.stage === "starting" || entry.stage === "running";

const reference = (slot: ContainerSlot) => ({ name: slot.spec.name, init: slot.kind !== "regular" });

function restarts(entry: PodEntry, slot: ContainerSlot): boolean {
  if (slot.kind === "sidecar") return true;
  const { restartPolicy } = entry.object.spec;
  if (slot.kind === "init") return restartPolicy !== "Never";
  return restartPolicy === "Always" || (restartPolicy === "OnFailure" && !succeeded(slot));
}

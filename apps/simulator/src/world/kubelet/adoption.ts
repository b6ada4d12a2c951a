import { createLoad } from "../stats/load.ts";
import { SECOND } from "../time/clock.ts";
import { containerSettings, limitsOf } from "./containerSettings.ts";
import type { KubeletCore } from "./core.ts";
import type { ContainerSlot, PodEntry } from "./state.ts";

export interface Past {
  startedAt: number;
  restarts?: number;
}

/** A container that has been there for long when the story begins, with the restarts it had until then. */
export function adoptContainer(core: KubeletCore, entry: PodEntry, slot: ContainerSlot, past: Past): void {
  const { agenda, runtime } = core;
  const restarts = slot.behaviour.ends && slot.kind === "regular" ? (past.restarts ?? 0) : 0;
  const image = core.images.add(slot.spec.image);
  const settings = containerSettings(core, entry, slot);
  const { namespace, name } = entry.object.metadata;
  const template = {
    sandboxId: entry.sandbox?.id ?? "",
    name: slot.spec.name,
    message: "",
    image: slot.spec.image,
    imageId: image.id,
    annotations: { "io.kubernetes.container.hash": entry.object.metadata.uid.slice(0, 8) },
    resources: settings,
    load: createLoad(slot.behaviour, `${namespace}/${name}/${slot.spec.name}`, limitsOf(settings, slot)),
  };
  const ends = slot.behaviour.ends;
  const life = ends?.after ?? 2 * SECOND;
  const sinceRestart = restarts > 0 ? agenda.now() - Math.min(life, 1_500) : past.startedAt;
  const attempt = (number: number) => ({
    ...template,
    attempt: number,
    annotations: { ...template.annotations, "io.kubernetes.container.restartCount": String(number) },
  });
  if (slot.kind === "init") {
    slot.current = runtime.adopt({
      ...attempt(0),
      state: "exited",
      createdAt: past.startedAt,
      startedAt: past.startedAt + 80,
      finishedAt: past.startedAt + 80 + life,
      exitCode: 0,
      reason: "Completed",
    });
    return;
  }
  if (restarts > 0 && ends)
    slot.previous = runtime.adopt({
      ...attempt(restarts - 1),
      state: "exited",
      createdAt: sinceRestart - core.profile.longestBackOff - life - 100,
      startedAt: sinceRestart - core.profile.longestBackOff - life,
      finishedAt: sinceRestart - core.profile.longestBackOff,
      exitCode: ends.exitCode,
      reason: ends.reason,
    });
  slot.current = runtime.adopt({
    ...attempt(restarts),
    state: "running",
    createdAt: sinceRestart - 60,
    startedAt: sinceRestart,
    finishedAt: null,
    exitCode: 0,
    reason: "",
  });
  slot.restarts = restarts;
  slot.started = true;
  slot.ready = slot.behaviour.ready !== "never";
  if (restarts > 0) slot.backOff = { delay: core.profile.longestBackOff, since: sinceRestart };
}

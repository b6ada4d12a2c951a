import type { TimelineItem } from "@bayplan/shared";
import type { TransitionView } from "../views/transition.ts";

const views = new WeakMap<TimelineItem, TransitionView>();

/** Fields that a change does not have are there all the same, as null: a reader finds the same shape each time. */
const view = (item: TimelineItem): TransitionView => ({
  key: `transition/${item.key}`,
  part: "transition",
  at: item.at,
  kind: item.kind,
  namespace: item.namespace,
  pod: item.pod,
  uid: item.uid,
  container: item.container ?? null,
  containerId: item.containerId ?? null,
  sandboxId: item.sandboxId ?? null,
  restart: item.restart ?? null,
  from: item.from,
  to: item.to,
  reason: item.reason ?? null,
  message: item.message ?? null,
  exitCode: item.exitCode ?? null,
  signal: item.signal ?? null,
  killedBy: item.killedBy ?? null,
  newSandbox: item.newSandbox ?? false,
  source: item.source,
});

/** A change as it is shown; made once for each. */
export const transitionView = (item: TimelineItem): TransitionView => {
  const known = views.get(item);
  if (known) return known;
  const made = view(item);
  views.set(item, made);
  return made;
};

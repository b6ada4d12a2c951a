import type { Pod } from "../src/model/pod.ts";
import type { RuntimeContainer, Sandbox } from "../src/model/runtime.ts";
import { fromUnixNanos, toMillis, type Time } from "../src/model/time.ts";
import type { Transition } from "../src/model/transition.ts";
import { entityKey } from "../src/report/entityKey.ts";
import { transitionsBetween, type ChangeCause } from "../src/rules/transitions/index.ts";
import { containerOf, EVENT_CHANGES, podOf, sandboxOf, type TapeLine } from "./tape.ts";

type Moving = Pod | Sandbox | RuntimeContainer;

export interface ObserveOptions {
  /** Calls to leave out, as a runtime or API that lacks them would. */
  without?: readonly string[];
}

/** Plays a tape past a ledger of pods, sandboxes and containers: the transitions that an agent would report. */
export function observe(tape: readonly TapeLine[], { without = [] }: ObserveOptions = {}): Transition[] {
  const entities = new Map<string, Moving>();
  const transitions: Transition[] = [];

  for (const { at, call, body } of tape) {
    const now = toMillis(at);
    const put = (entity: Moving, cause?: ChangeCause): void => {
      const before = entities.get(entityKey(entity));
      entities.set(entityKey(entity), entity);
      transitions.push(...transitionsBetween(before, entity, now, cause));
    };
    const remove = (key: string, cause?: ChangeCause): void => {
      const before = entities.get(key);
      entities.delete(key);
      transitions.push(...transitionsBetween(before, undefined, now, cause));
    };
    const replace = (kind: Moving["kind"], present: readonly Moving[]): void => {
      const keys = new Set(present.map(entityKey));
      present.forEach((entity) => put(entity));
      for (const key of entities.keys()) if (key.startsWith(`${kind}/`) && !keys.has(key)) remove(key);
    };
    const known = (id: string) => entities.get(`container/${id}`) as RuntimeContainer | undefined;

    if (without.some((left) => call.includes(left)) || body?.error) continue;
    if (call.endsWith("/GetContainerEvents")) hear(body, put, remove);
    else if (call.endsWith("/ListPodSandbox")) replace("sandbox", body.items.map(sandboxOf));
    else if (call.endsWith("/ListContainers")) {
      replace(
        "container",
        body.containers.map((raw: TapeLine["body"]) => {
          const listed = containerOf(raw, raw.pod_sandbox_id);
          const before = known(listed.id);
          return before?.state === listed.state ? before : { ...before, ...listed };
        }),
      );
    } else if (call.includes("/ContainerStatus ") && body.status) {
      put(containerOf(body.status, known(body.status.id)?.sandboxId ?? ""));
    } else if (call === "GET /pods" || call === "list /api/v1/pods") replace("pod", (body.items ?? []).map(podOf));
    else if (call === "watch /api/v1/pods" && body.object?.metadata?.uid) {
      if (body.type === "DELETED") remove(`pod/${body.object.metadata.uid}`);
      else put(podOf(body.object));
    }
  }
  return transitions;
}

function hear(
  body: TapeLine["body"],
  put: (entity: Moving, cause?: ChangeCause) => void,
  remove: (key: string, cause?: ChangeCause) => void,
): void {
  const to = EVENT_CHANGES[body.container_event_type];
  const at: Time | null = fromUnixNanos(BigInt(body.created_at));
  if (!to || !at) throw new Error(`no such event: ${body.container_event_type}`);
  const causeOf = (id: string): ChangeCause | undefined =>
    id === body.container_id ? { event: { to, at } } : undefined;
  const sandbox = sandboxOf(body.pod_sandbox_status);
  put(sandbox, causeOf(sandbox.id));
  for (const status of body.containers_statuses) put(containerOf(status, sandbox.id), causeOf(status.id));
  if (to !== "Removed") return;
  remove(`container/${body.container_id}`, causeOf(body.container_id));
  remove(`sandbox/${body.container_id}`, causeOf(body.container_id));
}

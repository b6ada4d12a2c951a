import type { Source } from "../../model/source.ts";
import { fromMillis, type Millis, type Time } from "../../model/time.ts";
import type { Transition } from "../../model/transition.ts";
import type { Entity } from "../../report/entity.ts";
import type { Fact } from "./fact.ts";
import { endedConditions, podFacts, podMark } from "./podFacts.ts";
import { containerFacts, containerMark, sandboxFacts, sandboxMark } from "./runtimeFacts.ts";

/** What is known of a change beyond the entity itself. */
export interface ChangeCause {
  /** Who told of a pod; by default the kubelet. Sandboxes and containers are always the runtime's. */
  podSource?: Source;
  /**
   * An event of the runtime about this very subject: the state it says was entered, and when (`created_at`).
   * Not for the other containers whose statuses come along in an event.
   */
  event?: { to: RuntimeChange; at: Time };
}

export const RUNTIME_CHANGES = ["Created", "Running", "Exited", "Removed"] as const;
export type RuntimeChange = (typeof RUNTIME_CHANGES)[number];

/**
 * What happened to a pod, sandbox or container between two states of its entity (null or undefined: not there);
 * nothing for any other kind. Each transition has the moment it happened as far as the source knows it, else `now`.
 *
 * One that is `found` was read off the first sight of its subject: it may be older than the watch. An event shows it
 * happening, and with it all that comes after it. `from` is null: `timeline` derives it.
 */
export function transitionsBetween(
  before: Entity | null | undefined,
  after: Entity | null | undefined,
  now: Millis,
  cause: ChangeCause = {},
): Transition[] {
  const subject = after ?? before;
  if (!subject) return [];
  const sight = cause.event?.at ?? fromMillis(now);
  const source = subject.kind === "pod" ? (cause.podSource ?? "kubelet") : "cri";
  if (!after) return removal(subject, sight, source);

  const known = new Map(factsOf(before).map((fact) => [fact.mark, fact]));
  const facts = factsOf(after);
  const ended = before?.kind === "pod" && after.kind === "pod" ? endedConditions(before, after) : [];
  return [...facts, ...ended].flatMap((fact) => {
    if (fact.after !== undefined && !known.has(fact.after)) return [];
    const told = known.get(fact.mark);
    // A list gives a state and a status its moment: the same key again, now with the moment.
    const refined = told !== undefined && told.at === null && fact.at !== null && !fact.recurs;
    // A list can be quicker than the event: then this is how what was found becomes seen.
    const isEvent = cause.event?.to === fact.details.to;
    if (told && !refined && !isEvent) return [];
    const at = fact.at ?? (before || isShownBy(cause.event, fact) ? sight : firstSight(after, fact, sight));
    const transition: Transition = {
      key: fact.recurs ? `${fact.mark}/${at}` : fact.mark,
      at,
      from: null,
      source,
      ...fact.details,
    };
    const late = before ? !isEvent && (refined || isPast(before, fact)) : !isShownBy(cause.event, fact);
    return [late ? { ...transition, found: true } : transition];
  });
}

function factsOf(entity: Entity | null | undefined): Fact[] {
  switch (entity?.kind) {
    case "container":
      return containerFacts(entity);
    case "sandbox":
      return sandboxFacts(entity);
    case "pod":
      return podFacts(entity);
    default:
      return [];
  }
}

/** The moment of what was found at first sight and has none of its own. */
function firstSight(entity: Entity, fact: Fact, sight: Time): Time {
  // What is found running began some time after its creation; that can be long ago, which a first sight would hide.
  const { to } = fact.details;
  if (entity.kind === "sandbox" && to === "Running") return entity.createdAt ?? sight;
  if (entity.kind === "container" && to === "Running" && entity.state === "Running") return entity.createdAt ?? sight;
  if (entity.kind === "pod" && fact.details.to === "Ready") return readySince(entity) ?? sight;
  return sight;
}

function readySince(pod: Extract<Entity, { kind: "pod" }>): Time | undefined {
  const ready = pod.status.conditions?.find((condition) => condition.type === "ContainersReady");
  return ready?.status === "True" ? ready.lastTransitionTime : undefined;
}

/** What a status adds to a list's bare `Exited`: it had happened before, whenever that was seen. */
const isPast = (before: Entity, fact: Fact): boolean =>
  before.kind === "container" && rankOf(fact.details.to) <= rankOf(before.state);

const rankOf = (state: string): number => RUNTIME_CHANGES.findIndex((change) => change === state);

const isShownBy = (event: ChangeCause["event"], fact: Fact): boolean =>
  event !== undefined && rankOf(fact.details.to) >= rankOf(event.to);

function removal(subject: Entity, at: Time, source: Source): Transition[] {
  const gone = { at, from: null, to: "Removed", source };
  switch (subject.kind) {
    case "pod": {
      const { id: uid, namespace, name: pod } = subject;
      return [{ ...gone, key: podMark(uid, "Removed"), kind: "pod", namespace, pod, uid }];
    }
    case "sandbox": {
      const { id: sandboxId, namespace, pod, podUid: uid, attempt: restart } = subject;
      return [
        {
          ...gone,
          key: sandboxMark(sandboxId, "Removed"),
          kind: "sandbox",
          namespace,
          pod,
          uid,
          sandboxId,
          restart,
        },
      ];
    }
    case "container": {
      const { id: containerId, namespace, pod, podUid: uid, attempt: restart, name: container, sandboxId } = subject;
      return [
        {
          ...gone,
          key: containerMark(containerId, "Removed"),
          kind: "container",
          namespace,
          pod,
          uid,
          container,
          containerId,
          ...(sandboxId === "" ? {} : { sandboxId }),
          restart,
        },
      ];
    }
    default:
      return [];
  }
}

import type { Event, ObjectReference } from "../kubernetes.ts";
import type { Random } from "../random.ts";
import { type Agenda } from "../time/agenda.ts";
import { HOUR, MINUTE } from "../time/clock.ts";
import { toSeconds } from "../time/moments.ts";
import type { Collection } from "./collection.ts";

interface EventToRecord {
  object: ObjectReference;
  type: "Normal" | "Warning";
  reason: string;
  message: string;
  /** `kubelet` unless told. */
  component?: string;
  host?: string;
  annotations?: Record<string, string>;
}

export interface EventRecorder {
  /** A new event, or one more of a known one: same object, type, reason and message. */
  record(event: EventToRecord): void;
}

/** How long the API server keeps an event after it last happened. */
const RETENTION = HOUR;

export function createEventRecorder(events: Collection<Event>, agenda: Agenda, random: Random): EventRecorder {
  const known = new Map<string, { namespace: string; name: string; lastAt: number }>();

  function forgetOld(): void {
    for (const [key, { namespace, name, lastAt }] of known) {
      if (lastAt + RETENTION > agenda.now()) continue;
      known.delete(key);
      events.remove(namespace, name);
    }
    agenda.after(MINUTE, forgetOld);
  }
  agenda.after(MINUTE, forgetOld);

  return {
    record({ object, type, reason, message, component = "kubelet", host, annotations }) {
      const at = agenda.now();
      const subject = object.uid ?? object.name;
      const key = [subject, object.fieldPath ?? "", type, reason, message, host ?? ""].join("\0");
      const before = known.get(key);
      const existing = before && events.get(before.namespace, before.name);
      if (before && existing) {
        before.lastAt = at;
        events.put({ ...existing, count: existing.count + 1, lastTimestamp: toSeconds(at) });
        return;
      }
      const namespace = object.namespace ?? "default";
      const name = `${object.name}.18ea${random.hex(12)}`;
      known.set(key, { namespace, name, lastAt: at });
      events.put({
        metadata: {
          name,
          namespace,
          uid: random.uuid(),
          resourceVersion: "",
          creationTimestamp: toSeconds(at),
          ...(annotations && { annotations }),
        },
        involvedObject: object,
        reason,
        message,
        source: { component, ...(host !== undefined && { host }) },
        firstTimestamp: toSeconds(at),
        lastTimestamp: toSeconds(at),
        count: 1,
        type,
        eventTime: null,
        reportingComponent: component,
        reportingInstance: host ?? "",
      });
    },
  };
}

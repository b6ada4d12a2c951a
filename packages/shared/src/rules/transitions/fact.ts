import type { Time } from "../../model/time.ts";
import type { Transition } from "../../model/transition.ts";

/** States that a container or sandbox goes through, in their order. What the API's timestamps leave open, this settles. */
export const STATES = ["Waiting", "Created", "Running", "Exited", "Removed"] as const;

/** What an entity says has happened to its subject: `transitionsBetween` reports those that it did not say before. */
export interface Fact {
  /** Subject and state entered: the transition's key, but for the moment that tells recurrences apart. */
  mark: string;
  /** When it happened, where the source tells. */
  at: Time | null;
  /** Only the API reports it, and it can happen again: its moment, or that of its first sight, is part of its key. */
  recurs: boolean;
  /** Reported only where the entity's former state had this mark. */
  after?: string;
  details: Omit<Transition, "key" | "at" | "from" | "source" | "found">;
}

/** By convention of shells and runtimes, 128 and the number of the signal that ended it; a program can say so itself too. */
export const signalOf = (exitCode: number): number | undefined =>
  exitCode > 128 && exitCode <= 128 + 64 ? exitCode - 128 : undefined;

/** `<runtime>://<id>` of an API status without the runtime. */
export const bareId = (containerID: string | undefined): string | undefined => {
  const id = containerID?.replace(/^[^:]*:\/\//, "");
  return id === "" ? undefined : id;
};

/** Only those fields that have a value: an optional field is absent, never undefined. */
export function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

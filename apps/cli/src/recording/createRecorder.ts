import { createHash } from "node:crypto";
import type { TappedAnswer } from "@bayplan/agent";
import { answerToJson } from "@bayplan/protocols/json";
import { fromMillis, type Clock, type Millis, type Source } from "@bayplan/shared";
import { keepUsed, kubeletBody } from "./keepUsed.ts";
import type { Scrub } from "./scrub/createScrub.ts";

/** Answers whose like came before are left out; so many calls are remembered, for statuses have a call each. */
const MOST_CALLS = 20_000;

/** Every one of these is news. */
const NEWS = /^(watch )|\/GetContainerEvents$/;

/** Turns answers into the lines of a recording. */
export interface Recorder {
  /** What an agent's tap tells. */
  answered(node: string, answer: TappedAnswer): void;
  /** What the API server said that concerns a node. */
  told(node: string, call: string, body: unknown): void;
  lines(): number;
}

export interface RecorderOptions {
  clock: Clock;
  write(line: string): void;
  /** Null: names stay as they are. */
  scrub: Scrub | null;
}

export function createRecorder({ clock, write, scrub }: RecorderOptions): Recorder {
  const before = new Map<string, string>();
  let last: Millis = -Infinity;
  let lines = 0;

  const isNew = (node: string, call: string, body: unknown): boolean => {
    if (NEWS.test(call)) return true;
    const key = `${node} ${call}`;
    const digest = createHash("sha1").update(inOneOrder(body)).digest("base64");
    if (before.get(key) === digest) return false;
    before.delete(key);
    before.set(key, digest);
    if (before.size > MOST_CALLS) before.delete(before.keys().next().value ?? "");
    return true;
  };

  const observe = (node: string, source: Source, call: string, body: unknown): void => {
    if (!isNew(node, call, body)) return;
    // The machine's clock may be set back; a recording's does not go back.
    last = Math.max(last, clock.now());
    const observation = { at: fromMillis(last), node, source, call, body };
    write(`${JSON.stringify(scrub ? scrub(observation) : observation)}\n`);
    lines += 1;
  };

  return {
    answered(node, answer) {
      const { source, call } = answer;
      const method = call.split(" ", 1)[0] ?? call;
      if ("failure" in answer) observe(node, source, call, { error: answer.failure });
      else if ("text" in answer) observe(node, source, call, kubeletBody(call, answer.text));
      else observe(node, source, call, keepUsed(answerToJson(method, answer.message)));
    },
    told: (node, call, body) => observe(node, "apiserver", call, keepUsed(body)),
    lines: () => lines,
  };
}

/** The same text for the same things: the order of a list changes from call to call. */
function inOneOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneOrder).toSorted().join()}]`;
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) === null)
    return JSON.stringify(value) ?? "";
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}:${inOneOrder(item)}`)
    .join()}}`;
}

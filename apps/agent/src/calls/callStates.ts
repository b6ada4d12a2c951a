import { fromMillis, type Clock, type SourceState, type SourceStateName } from "@bayplan/shared";
import type { Ledger } from "../ledger/ledger.ts";
import type { Log } from "../options.ts";
import { intervalOf, type Answer, type Call } from "./call.ts";
import type { CallFailure } from "./callFailure.ts";

export interface CallStates {
  answered(call: Call, answer?: Answer): void;
  failed(call: Call, failure: CallFailure): void;
}

const stateId = (call: Call): string => `${call.source} ${call.name}`;

/** Tells of each call how it fares, as an entity of the ledger; a change is logged once. */
export function createCallStates({ ledger, clock, log }: { ledger: Ledger; clock: Clock; log: Log }): CallStates {
  const tell = (call: Call, state: SourceStateName, message: string): void => {
    const id = stateId(call);
    const before = ledger.get("source", id);
    const since = before?.state === state ? before.since : fromMillis(clock.now());
    const after: SourceState = {
      kind: "source",
      id,
      source: call.source,
      call: call.name,
      state,
      since,
      message,
      interval: intervalOf(call),
    };
    ledger.put(after);
    if (before?.state === state && before.message === message) return;
    const details = { source: call.source, call: call.name, state };
    if (message !== "" && state !== "unsupported") log.warn(details, message);
    else if (before || message !== "") log.info(details, message || "answers again");
  };
  return {
    answered(call, answer) {
      ledger.hear(stateId(call), fromMillis(clock.now()));
      if (answer) tell(call, "stale", answer.stale);
      else tell(call, "ok", leftOutMessage(ledger.leftOut(call.kinds)));
    },
    failed: (call, failure) => tell(call, failure.state, failure.message),
  };
}

const leftOutMessage = (names: readonly string[]): string => {
  if (names.length === 0) return "";
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return `Left out, as too large to be reported: ${names.slice(0, 5).join(", ")}${more}.`;
};

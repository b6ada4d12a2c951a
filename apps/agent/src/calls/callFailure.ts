import type { SourceStateName } from "@bayplan/shared";

export type FailureState = Exclude<SourceStateName, "ok" | "stale">;

/** A call that brought no answer, in the words a person at the node needs: what happened, and what to do. */
export class CallFailure extends Error {
  override readonly name = "CallFailure";
  readonly state: FailureState;

  constructor(state: FailureState, message: string, options?: ErrorOptions) {
    super(message, options);
    this.state = state;
  }
}

/** Any error as a failure of the call; one of no known kind means that there was no answer. */
export const asCallFailure = (error: unknown): CallFailure =>
  error instanceof CallFailure
    ? error
    : new CallFailure("unreachable", error instanceof Error ? error.message : String(error), { cause: error });

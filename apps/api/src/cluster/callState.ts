import { fromMillis, type Clock, type SourceStateName } from "@bayplan/shared";
import type { SourceView } from "../views/node.ts";
import { ClusterError, innermost, KubeconfigFault } from "./request.ts";
import type { Right } from "./rights.ts";

/** How one call of the API server fares, as the views show it. */
export interface CallState {
  view(): SourceView;
  /** It answered just now. */
  ok(): void;
  failed(state: SourceStateName, message: string): void;
}

/** What a failed call of the API server means, and what to do about it. */
export const explainFailure = (
  error: unknown,
  { what, rule, without }: Right,
): { state: SourceStateName; message: string } => {
  if (error instanceof KubeconfigFault) return { state: "unreachable", message: error.message };
  const status = error instanceof ClusterError ? error.status : 0;
  const told = error instanceof ClusterError ? error.message : innermost(error);
  if (status === 401) {
    return {
      state: "denied",
      message: `The API server does not accept the kubeconfig's credentials (${told}): renew them.`,
    };
  }
  if (status === 403) {
    return {
      state: "denied",
      message: [
        `The API server refuses to let this user ${what} (${told}).`,
        without,
        `A ClusterRole grants it with ${rule}.`,
      ]
        .filter(Boolean)
        .join(" "),
    };
  }
  if (status === 404) return { state: "unsupported", message: `The API server cannot ${what}: ${told}` };
  if (status > 0) return { state: "unreachable", message: `The API server could not ${what}: ${told}` };
  return {
    state: "unreachable",
    message: `The API server cannot be reached (${told}): check the kubeconfig's address and the network. It is tried again.`,
  };
};

export const createCallState = (call: string, clock: Clock, changed: () => void): CallState => {
  let state: SourceStateName = "unreachable";
  let message = "The API server has not answered yet.";
  let since = fromMillis(clock.now());
  let heardAt: SourceView["heardAt"] = null;

  const become = (next: SourceStateName, text: string): void => {
    if (state !== next) since = fromMillis(clock.now());
    const differs = state !== next || message !== text;
    state = next;
    message = text;
    if (differs) changed();
  };

  return {
    view: () => ({ source: "apiserver", call, state, since, message, heardAt }),
    ok: () => {
      heardAt = fromMillis(clock.now());
      become("ok", "");
    },
    failed: become,
  };
};

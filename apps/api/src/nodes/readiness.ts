import type { NodeState } from "./state.ts";

/** Where it is not known which nodes have agents, one that has not reported so long after its node was seen has none. */
export const GRACE = 15_000;

/** The calls without which a node's first picture is not whole; a source that says it fails is not waited for. */
const FIRST_CALLS = [
  ["kubelet", "GET /pods"],
  ["kubelet", "GET /stats/summary"],
  ["cri", "runtime.v1.RuntimeService/ListPodSandbox"],
  ["cri", "runtime.v1.RuntimeService/ListContainers"],
  ["podresources", "v1.PodResourcesLister/List"],
] as const;

/**
 * What is still waited for before a node's first picture is whole, in words; null when it is, or when it is known why
 * it will not be. An agent that does not come is waited for as long as `patience` says, in real milliseconds.
 */
export const awaitedOf = (state: NodeState, patience: number, realNow: number): string | null => {
  if (realNow - state.knownAt >= patience) return null;
  const { session } = state;
  if (!session) return `${state.name}: the first report of its agent`;
  if (!session.whole) return `${state.name}: the rest of its agent's first picture`;
  const told = session.store.all("source");
  const missing = FIRST_CALLS.filter(
    ([source, call]) => !told.some((one) => one.source === source && (one.call === call || one.state !== "ok")),
  );
  if (missing.length === 0) return null;
  return `${state.name}: the first answer of ${missing.map(([source, call]) => `${source} ${call}`).join(", ")}`;
};

import type { EntityStore } from "./entityStore.ts";
import type { Millis, Pod } from "@bayplan/shared";
import { agentStateOf, type NodeState } from "./state.ts";

/** Which of what is known of a node its views are made of. */
export interface Picture {
  /** Null: no source has told of the pods yet. */
  pods: readonly Pod[] | null;
  /** The store the pods are in, which says when they changed. */
  podStore: EntityStore | null;
  podSource: "kubelet" | "apiserver";
  /** Where the samples of usage are. */
  usage: EntityStore | null;
  /** What only an agent tells: runtime, devices, allocations. */
  sockets: EntityStore | null;
  kubeletVersion: string | undefined;
}

const PODS = "kubelet GET /pods";

/** True once the agent has had the pods from its kubelet: before that, none in its store means nothing. */
const podsHeard = (state: NodeState): boolean =>
  state.session?.heard[PODS] !== undefined || (state.session?.store.count("pod") ?? 0) > 0;

/** True where the pods must come from the API server: no agent, a silent one, or one that may not ask its kubelet. */
export const needsReading = (state: NodeState, now: Millis): boolean =>
  agentStateOf(state, now) !== "reporting" || (state.session?.whole === true && !podsHeard(state));

export const pictureOf = (state: NodeState, now: Millis): Picture => {
  const { session, reading } = state;
  const sockets = session?.store ?? null;
  const kubeletVersion = state.api?.info.kubeletVersion;
  const fromCluster = reading?.podsListed() === true && needsReading(state, now);
  if (reading && fromCluster) {
    const silent = agentStateOf(state, now) !== "reporting";
    const usage = silent && reading.store.get("nodeStats", "node") ? reading.store : (sockets ?? reading.store);
    return {
      pods: reading.store.all("pod"),
      podStore: reading.store,
      podSource: "apiserver",
      usage,
      sockets,
      kubeletVersion,
    };
  }
  if (!session || !podsHeard(state))
    return { pods: null, podStore: null, podSource: "kubelet", usage: sockets, sockets, kubeletVersion };
  return {
    pods: session.store.all("pod"),
    podStore: session.store,
    podSource: "kubelet",
    usage: sockets,
    sockets,
    kubeletVersion,
  };
};

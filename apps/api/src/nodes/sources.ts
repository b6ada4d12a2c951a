import { fromMillis, SOURCES, toMillis, type Millis, type Source, type SourceState } from "@bayplan/shared";
import type { SourceView } from "../views/node.ts";
import { agentStateOf, type NodeState } from "./state.ts";

/** A call that is overdue by this many of its intervals is stale. */
const OVERDUE = 3;

const NODE_SOURCES: readonly Exclude<Source, "apiserver">[] = ["kubelet", "cri", "podresources"];

const agentSource = (source: SourceState, state: NodeState, now: Millis): SourceView => {
  const { session } = state;
  const heardAt = session?.heard[source.id] ?? null;
  const view: SourceView = {
    source: source.source,
    call: source.call,
    state: source.state,
    since: source.since,
    message: source.message,
    heardAt,
  };
  if (source.state !== "ok" || !session) return view;
  if (agentStateOf(state, now) === "silent") {
    const last = fromMillis(session.reportedAt);
    return {
      ...view,
      state: "stale",
      since: last,
      message: `The agent on ${state.name} has not reported since ${last}: see whether its pod runs and reaches this server.`,
    };
  }
  const due = heardAt === null ? Number.NaN : toMillis(heardAt) + OVERDUE * source.interval;
  if (source.interval > 0 && now > due) {
    return {
      ...view,
      state: "stale",
      since: fromMillis(due),
      message: `The agent has had no answer since ${heardAt}; it asks every ${source.interval / 1000} s.`,
    };
  }
  return view;
};

/** How a call of the agent's fares, by the id of its source state; undefined where the agent has not told of it. */
export const sourceViewOf = (state: NodeState, id: string, now: Millis): SourceView | undefined => {
  const source = state.session?.store.get("source", id);
  return source && agentSource(source, state, now);
};

/** What is missing where no agent ever reported, and what to do about it. */
const withoutAgent = (state: NodeState, known: readonly SourceView[]): SourceView[] => {
  const windows = state.api?.info.operatingSystem === "windows";
  const since = fromMillis(state.since);
  const message = windows
    ? "The agent does not run on Windows: what only the node's own sockets tell is not known here."
    : `No agent reports for ${state.name}: run \`bayplan agent --aggregator URL\` on it to see its kubelet, runtime and devices.`;
  return NODE_SOURCES.filter((source) => !known.some((view) => view.source === source)).map((source) => ({
    source,
    call:
      source === "kubelet"
        ? "GET /stats/summary"
        : source === "cri"
          ? "runtime.v1.RuntimeService/ListContainers"
          : "v1.PodResourcesLister/List",
    state: windows ? "unsupported" : "unreachable",
    since,
    message,
    heardAt: null,
  }));
};

/** A node that only its agent names is a mistake more often than not. */
const ofThisNode = (source: SourceView, state: NodeState): SourceView =>
  state.api || source.call !== "watch /api/v1/nodes" || source.state !== "ok"
    ? source
    : { ...source, message: `The API server knows no node ${state.name}: is that the name its agent should report?` };

/** A list that became a watch stays in its place. */
const subjectOf = ({ call }: SourceView): string =>
  call.startsWith("list ") ? call.slice(5) : call.startsWith("watch ") ? call.slice(6) : call;

const inOrder = (a: SourceView, b: SourceView): number =>
  SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source) || (subjectOf(a) < subjectOf(b) ? -1 : 1);

/** Where a kubelet does not give its pods away, who looks at the node gets them from the API server. */
const withDetour = (source: SourceView, state: NodeState, hasCluster: boolean): SourceView => {
  if (source.source !== "kubelet" || source.call !== "GET /pods" || source.state === "ok" || !hasCluster) return source;
  const detour = state.reading?.podsListed()
    ? "Meanwhile its pods come from the API server."
    : "While someone looks at this node, its pods come from the API server.";
  return { ...source, message: `${source.message} ${detour}`.trim() };
};

/** How every call fares that tells of this node: the API server's, the agent's, and what is missing without an agent. */
export const sourcesOf = (state: NodeState, cluster: readonly SourceView[], now: Millis): SourceView[] => {
  const hasCluster = cluster.some(({ state }) => state !== "unsupported");
  const own = state.reading?.sources() ?? [];
  const told = state.session?.store.all("source").map((source) => agentSource(source, state, now)) ?? [];
  const known = [...own, ...told];
  const missing = state.session ? [] : withoutAgent(state, known);
  return [...cluster.map((source) => ofThisNode(source, state)), ...known, ...missing]
    .map((source) => withDetour(source, state, hasCluster))
    .sort(inOrder);
};

import { startAgent, type Agent, type AgentOptions } from "@bayplan/agent";
import type { Clock, Millis } from "@bayplan/shared";
import type { Replay, ReplayedNode } from "@bayplan/simulator/replay";

const VERSION = "runtime.v1.RuntimeService/Version";
const CONTAINER_EVENTS = "runtime.v1.RuntimeService/GetContainerEvents";
const LIST_CONTAINERS = "runtime.v1.RuntimeService/ListContainers";
const LIST_SANDBOXES = "runtime.v1.RuntimeService/ListPodSandbox";

/** A call that was not asked for so long is asked again: the same answers are left out of a recording. */
const AGAIN: Millis = 10_000;
/** For so long after an event the newest recorded list may be older than what the event said. */
const LIST_LAG: Millis = 12_000;
/** A node that nothing was observed of for so long was not asked either. */
const SILENT: Millis = 30_000;

/** The real agent of one node of a recording, led from observation to observation. */
export interface NodeReading {
  /** Asks, once, what the recording lacks: it is to be known from the beginning. */
  begin(): Promise<void>;
  /** Subscribes to the node's events before the first of them comes. */
  subscribe(): Promise<void>;
  /** A call has a new answer. */
  answered(call: string): Promise<void>;
  /** An event came; its body tells whether it is of a sandbox or of a container in one. */
  happened(event: unknown): Promise<void>;
  /** Asks again what gives the same answer still. */
  keepFresh(): Promise<void>;
  /** Asks what was never asked: the recording has it only later. */
  askTheRest(): Promise<void>;
  stop(): Promise<void>;
}

export interface NodeReadingOptions {
  node: ReplayedNode;
  replay: Replay;
  clock: Clock;
  report: AgentOptions["reporters"][number]["send"];
  log: AgentOptions["log"];
  tap?: AgentOptions["tap"];
}

export function readNode({ node, replay, clock, report, log, tap }: NodeReadingOptions): NodeReading {
  const agent: Agent = startAgent({
    node: node.name,
    reporters: [{ name: "this process", send: report }],
    kubelet: { url: node.kubeletUrl },
    runtimeEndpoint: node.runtimeSocket,
    podResourcesEndpoint: node.podResourcesSocket,
    numaFolder: node.numaFolder,
    clock,
    log,
    scheduled: false,
    ...(tap && { tap }),
  });
  const known = new Set(agent.calls);
  /** When each call was last asked, without the id that some are about. */
  const asked = new Map<string, Millis>();
  let begun = false;
  let events = 0;
  /** By the list that an event makes older. */
  const lastEvent = new Map<string, Millis>();
  let lastHeard: Millis = -Infinity;

  /** What the agent calls it: some calls end with the id that they are about, and files are read by their folder. */
  const nameOf = (call: string): string | undefined =>
    known.has(call)
      ? call
      : agent.calls.find(
          (name) => call.startsWith(`${name} `) || (name.startsWith("/") && call.startsWith(`${name}/`)),
        );

  const ask = async (call: string): Promise<void> => {
    const name = nameOf(call);
    if (name === undefined) return;
    asked.set(name, clock.now());
    await agent.refresh(call.startsWith("/") ? name : call);
  };

  const subscribe = async (): Promise<void> => {
    if (node.calls.has(CONTAINER_EVENTS) && !replay.isSubscribed(node.name)) await ask(CONTAINER_EVENTS);
  };

  const isFresh = (call: string, at: Millis, now: Millis): boolean =>
    now - at < AGAIN || now - (lastEvent.get(call) ?? -Infinity) < LIST_LAG;

  return {
    async begin() {
      if (begun) return;
      begun = true;
      await Promise.all(agent.calls.map((call) => (node.calls.has(call) ? undefined : ask(call))));
    },
    subscribe,
    async answered(call) {
      lastHeard = clock.now();
      await ask(call);
      if (call === VERSION) await subscribe();
      await agent.flush();
    },
    async happened(event) {
      lastHeard = clock.now();
      lastEvent.set(isOfSandbox(event) ? LIST_SANDBOXES : LIST_CONTAINERS, lastHeard);
      if (!replay.isSubscribed(node.name)) return;
      events += 1;
      await agent.answered(CONTAINER_EVENTS, events);
      await agent.flush();
    },
    async keepFresh() {
      const now = clock.now();
      if (now - lastHeard > SILENT) return;
      await Promise.all([...asked].map(([call, at]) => (isFresh(call, at, now) ? undefined : ask(call))));
      await agent.flush();
    },
    async askTheRest() {
      await Promise.all(agent.calls.map((call) => (asked.has(call) ? undefined : ask(call))));
      await agent.flush();
    },
    stop: () => agent.stop(),
  };
}

function isOfSandbox(event: unknown): boolean {
  const { container_id: id, pod_sandbox_status: sandbox } = event as {
    container_id?: unknown;
    pod_sandbox_status?: { id?: unknown } | null;
  };
  return id === sandbox?.id;
}

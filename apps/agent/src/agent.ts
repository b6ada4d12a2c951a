import { randomBytes } from "node:crypto";
import type { Millis } from "@bayplan/shared";
import manifest from "../package.json" with { type: "json" };
import type { Call } from "./calls/call.ts";
import { createCallStates, type CallStates } from "./calls/callStates.ts";
import { createCounts, type Counts } from "./calls/counts.ts";
import { createSchedule } from "./calls/schedule.ts";
import { createLedger } from "./ledger/ledger.ts";
import type { Agent, AgentOptions } from "./options.ts";
import { createReporter } from "./reporting/reporter.ts";
import { CONTAINER_EVENTS, createRuntimeSource, LIST_CONTAINERS, LIST_SANDBOXES } from "./sources/criRuntime/calls.ts";
import { createRuntimeConnection } from "./sources/criRuntime/connection.ts";
import { KUBELET_CONFIGZ, KUBELET_PODS, kubeletCalls } from "./sources/kubelet/calls.ts";
import { createKubeletClient } from "./sources/kubelet/client.ts";
import { createPodResourcesSource, LIST_POD_RESOURCES } from "./sources/podResources/calls.ts";
import { sysfsCalls } from "./sources/sysfs/calls.ts";

/** The first report waits so long for calls that do not answer: it says how each of them fares. */
const FIRST_PICTURE: Millis = 6_000;

/** Reads one node's kubelet, container runtime, pod resources and NUMA nodes, and reports what changed until it is stopped. */
export function startAgent(options: AgentOptions): Agent {
  const { clock, log, scheduled = true, random = Math.random } = options;
  const instance = `${new Date(clock.now()).toISOString()}-${randomBytes(4).toString("hex")}`;
  const ledger = createLedger(clock);
  const counts = createCounts();
  const states = countAnswers(createCallStates({ ledger, clock, log }), counts);

  const kubelet = options.kubelet && createKubeletClient(options.kubelet, clock, options.tap);
  const promptLists = (): void => {
    schedule.prompt(LIST_CONTAINERS);
    schedule.prompt(LIST_SANDBOXES);
  };
  const runtime = createRuntimeSource({
    connection: createRuntimeConnection(
      () => ({ setting: options.runtimeEndpoint, kubelet: configuredEndpoint() }),
      options.tap,
    ),
    ledger,
    clock,
    states,
    onEvent() {
      counts.add(CONTAINER_EVENTS);
      promptLists();
    },
    onSubscribed: promptLists,
    onLost(failure) {
      schedule.lose(CONTAINER_EVENTS, failure);
      // The runtime may be gone with its stream: the lists, unhurried while there were events, are the first to say so.
      promptLists();
    },
  });
  const podResources = createPodResourcesSource({ endpoint: options.podResourcesEndpoint, ledger, tap: options.tap });

  const configuredEndpoint = (): string | undefined => {
    const endpoint = ledger.get("kubeletConfig", "kubeletConfig")?.config["containerRuntimeEndpoint"];
    return typeof endpoint === "string" ? endpoint : undefined;
  };

  const calls = [
    ...(kubelet ? kubeletCalls({ client: kubelet, ledger, clock }) : []),
    ...runtime.calls,
    ...podResources.calls,
    ...sysfsCalls({ folder: options.numaFolder, ledger, tap: options.tap }),
  ].map((call) => withInterval(call, options.intervals));
  const schedule = createSchedule(calls, { clock, states, random, scheduled });
  const unfollow = ledger.follow({
    changed(key) {
      if (!key.startsWith("container/") && !key.startsWith("sandbox/")) return;
      schedule.prompt(LIST_POD_RESOURCES);
      if (kubelet) schedule.prompt(KUBELET_PODS);
    },
    moved() {},
    appeared() {},
  });
  const reporters = options.reporters.map((link) =>
    createReporter({ link, ledger, node: options.node, instance, agentVersion: manifest.version, clock, log, random }),
  );

  if (scheduled) {
    void startInOrder();
    void reportWhenWhole();
  }

  /** The kubelet's settings come first where they say where the runtime is. */
  async function startInOrder(): Promise<void> {
    if (kubelet && options.runtimeEndpoint === undefined) await schedule.refresh(KUBELET_CONFIGZ);
    schedule.start();
  }

  async function reportWhenWhole(): Promise<void> {
    const patience = Promise.withResolvers<void>();
    const cancel = clock.after(FIRST_PICTURE, patience.resolve);
    await Promise.race([schedule.whole(), patience.promise]);
    cancel();
    for (const reporter of reporters) reporter.start();
  }

  return {
    instance,
    calls: calls.map(({ name }) => name),
    refresh: (call) => schedule.refresh(call),
    answered: counts.reached,
    async flush() {
      await Promise.all(reporters.map((reporter) => reporter.flush()));
    },
    async stop() {
      unfollow();
      runtime.close();
      podResources.close();
      await schedule.stop();
      kubelet?.close();
      await Promise.all(reporters.map((reporter) => reporter.stop()));
    },
  };
}

/** Of the event stream the events are counted, not the subscriptions. */
const countAnswers = (states: CallStates, counts: Counts): CallStates => ({
  ...states,
  answered(call, answer) {
    states.answered(call, answer);
    if (call.name !== CONTAINER_EVENTS) counts.add(call.name);
  },
});

function withInterval(call: Call, intervals: AgentOptions["intervals"]): Call {
  const interval = intervals?.[call.name];
  return interval === undefined ? call : { ...call, interval };
}

import type { AgentOptions } from "../src/index.ts";
import { startAgent, type Agent } from "../src/index.ts";
import { createCollector, type Collector } from "./collector.ts";
import { createLog, type KeptLog } from "./log.ts";
import { machineClock } from "./machineClock.ts";

export interface AskedAgent {
  agent: Agent;
  collector: Collector;
  log: KeptLog;
  /** Makes one call and returns how it fared. */
  ask(call: string): Promise<{ state: string; message: string }>;
}

/** An agent that asks only what it is told to, of the sources that are named. */
export function createAskedAgent(options: Partial<AgentOptions>): AskedAgent {
  const collector = createCollector();
  const log = createLog();
  const agent = startAgent({
    node: "node-a",
    kubelet: null,
    runtimeEndpoint: null,
    podResourcesEndpoint: null,
    numaFolder: null,
    clock: machineClock,
    log,
    reporters: [collector],
    scheduled: false,
    ...options,
  });
  return {
    agent,
    collector,
    log,
    async ask(call) {
      await agent.refresh(call);
      await agent.flush();
      const state = collector.all("source").find((source) => source.call === call);
      if (!state) throw new Error(`nothing is told of ${call}`);
      return state;
    },
  };
}

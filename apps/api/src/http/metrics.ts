import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";
import type { Refusal } from "../agents/refusal.ts";

export interface Metrics {
  reportTaken(): void;
  reportRefused(reason: Refusal): void;
  watchRestarted(path: string): void;
  watchFault(path: string): void;
  /** An eviction was compared with the order that was held before. */
  predictionChecked(correct: boolean): void;
  text(): Promise<string>;
  contentType: string;
  stop(): void;
}

/** What is counted when someone asks. */
export interface Gauges {
  nodes(): number;
  agents(): number;
  pods(): number;
  evictions(): number;
  subscribers(): number;
}

export const createMetrics = (gauges: Gauges): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const taken = new Counter({
    name: "bayplan_reports_taken_total",
    help: "Reports of agents that were taken in.",
    registers,
  });
  const refused = new Counter({
    name: "bayplan_reports_refused_total",
    help: "Reports of agents that were refused, by reason.",
    labelNames: ["reason"],
    registers,
  });
  const restarts = new Counter({
    name: "bayplan_watch_restarts_total",
    help: "Lists of the API server that had to be made anew, by path.",
    labelNames: ["path"],
    registers,
  });
  const faults = new Counter({
    name: "bayplan_watch_faults_total",
    help: "Objects of the API server that could not be taken in, by path.",
    labelNames: ["path"],
    registers,
  });
  const predictions = new Counter({
    name: "bayplan_eviction_predictions_total",
    help: "Evictions by the kubelet for which an order was held, by whether it had the evicted pod first.",
    labelNames: ["correct"],
    registers,
  });
  for (const correct of ["true", "false"]) predictions.inc({ correct }, 0);
  const gauge = (name: string, help: string, read: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge("bayplan_nodes", "Nodes that the API server or an agent named.", gauges.nodes);
  gauge("bayplan_agents_reporting", "Nodes whose agent reports.", gauges.agents);
  gauge("bayplan_pods", "Pods of all nodes, where known.", gauges.pods);
  gauge("bayplan_evictions_kept", "Evictions held in memory.", gauges.evictions);
  gauge("bayplan_subscribers", "Subscriptions of open pages.", gauges.subscribers);
  return {
    reportTaken: () => taken.inc(),
    reportRefused: (reason) => refused.inc({ reason }),
    watchRestarted: (path) => restarts.inc({ path }),
    predictionChecked: (correct) => predictions.inc({ correct: String(correct) }),
    watchFault: (path) => faults.inc({ path }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
    stop: () => registry.clear(),
  };
};

export const serveMetrics = (server: FastifyInstance, basePath: string, metrics: Metrics): void => {
  server.get(`${basePath}/metrics`, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  );
};

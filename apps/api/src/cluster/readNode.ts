import type { KubeConfig } from "@kubernetes/client-node";
import { followTraffic, type Clock, type Pod } from "@bayplan/shared";
import { objectOf, parseExact, readPod, readSummary } from "@bayplan/shared/kubernetes";
import type { Logger } from "pino";
import { createEntityStore } from "../nodes/entityStore.ts";
import type { RunningReading } from "../nodes/openNodes.ts";
import { pause } from "../pace/pause.ts";
import { createCallState, explainFailure } from "./callState.ts";
import { reflect } from "./reflect.ts";
import { ClusterError, getText } from "./request.ts";
import { RIGHT_TO_PROXY } from "./rights.ts";

/** The kubelet renews its samples every 10 s. Real milliseconds, as all of these. */
const SUMMARY_INTERVAL = 10_000;
/** Rights seldom change: who was refused asks again after this. */
const DENIED_INTERVAL = 60_000;
const SUMMARY_DEADLINE = 10_000;

export interface ReadNodeOptions {
  kubeConfig: KubeConfig;
  node: string;
  clock: Clock;
  log: Logger;
  /** False where the node's agent brings the samples. */
  needsSummary(): boolean;
  changed(): void;
  evicted(pod: Pod, node: string): void;
}

const exactly = (text: string): unknown => {
  try {
    return parseExact(text);
  } catch (error) {
    throw new ClusterError(200, "the answer is not JSON", { cause: error });
  }
};

/**
 * Reads one node from the API server for as long as someone looks at it: its pods by a watch, its summary through the
 * node proxy. That one needs `get nodes/proxy`, which reaches further than reading: who lacks it is told what it costs.
 */
export const startReading = ({
  needsSummary,
  kubeConfig,
  node,
  clock,
  log,
  changed,
  evicted,
}: ReadNodeOptions): RunningReading => {
  const stopping = new AbortController();
  const store = createEntityStore();
  const path = `/api/v1/nodes/${encodeURIComponent(node)}/proxy/stats/summary`;
  const summary = createCallState(`GET ${path}`, clock, changed);
  const settled = Promise.withResolvers<void>();
  const asked = { pods: false, summary: false };
  const traffic = followTraffic();

  const news = (of: keyof typeof asked): void => {
    asked[of] = true;
    if (asked.pods && asked.summary) settled.resolve();
    changed();
  };

  const upsert = (pod: Pod): void => {
    store.upsert(pod);
    evicted(pod, node);
    changed();
  };

  const pods = reflect<Pod>({
    kubeConfig,
    path: "/api/v1/pods",
    purpose: "list and watch pods",
    without: "The pods of a node are known only from an agent on it.",
    fieldSelector: `spec.nodeName=${node}`,
    fromCache: true,
    project: (raw) => {
      const pod = readPod(objectOf(raw));
      if (!pod) throw new Error("A pod of the API server has no UID.");
      return pod;
    },
    handler: {
      replace: (listed) => {
        const keys = new Set(listed.map((pod) => `pod/${pod.id}`));
        for (const { id } of store.all("pod")) if (!keys.has(`pod/${id}`)) store.remove(`pod/${id}`);
        for (const pod of listed) upsert(pod);
        news("pods");
      },
      upsert,
      remove: (pod) => {
        store.remove(`pod/${pod.id}`);
        changed();
      },
      changed: () => news("pods"),
    },
    clock,
    log,
  });

  const sample = async (): Promise<void> => {
    const body = exactly(await getText(kubeConfig, path, {}, SUMMARY_DEADLINE, stopping.signal));
    const { node: ofNode, pods: ofPods } = readSummary(body, traffic);
    const keys = new Set(ofPods.map(({ id }) => id));
    for (const { id } of store.all("podStats")) if (!keys.has(id)) store.remove(`podStats/${id}`);
    for (const entity of [ofNode, ...ofPods]) store.upsert(entity);
  };

  const sampleOn = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      let wait = SUMMARY_INTERVAL;
      try {
        if (needsSummary()) {
          await sample();
          summary.ok();
        }
      } catch (error) {
        if (stopping.signal.aborted) return;
        const { state, message } = explainFailure(error, RIGHT_TO_PROXY);
        if (state === "denied") wait = DENIED_INTERVAL;
        summary.failed(state, message);
      }
      news("summary");
      await pause(wait, stopping.signal);
    }
  };
  const sampling = sampleOn();

  return {
    store,
    podsListed: pods.listed,
    sources: () => [pods.source(), ...(needsSummary() ? [{ ...summary.view(), source: "kubelet" as const }] : [])],
    settled: settled.promise,
    stop: async () => {
      stopping.abort();
      settled.resolve();
      await Promise.all([pods.stop(), sampling]);
    },
  };
};

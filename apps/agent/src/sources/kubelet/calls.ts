import { followTraffic, fromMillis, toMillis, type Clock, type Millis, type Pod, type PodStats } from "@bayplan/shared";
import {
  isObject,
  measuresPressure,
  parseExact,
  readNetworkTime,
  readNodeStats,
  readPod,
  readPodStats,
  type Loose,
} from "@bayplan/shared/kubernetes";
import type { Answer, Call } from "../../calls/call.ts";
import { CallFailure } from "../../calls/callFailure.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { KubeletClient } from "./client.ts";
import { readConfig } from "./configz.ts";
import { readKubeletMetrics } from "./metrics/kubeletMetrics.ts";
import { readProbeResults } from "./metrics/probes.ts";
import { readThrottling } from "./metrics/throttling.ts";
import { createReader } from "./unchanged.ts";

export const KUBELET_PODS = "GET /pods";
export const KUBELET_CONFIGZ = "GET /configz";

const DEADLINE: Millis = 8_000;
/** The kubelet samples every 10 s; one this old was taken by something that hangs. */
const OLD_SAMPLE: Millis = 60_000;

/** What is asked of the kubelet. */
export function kubeletCalls({
  client,
  ledger,
  clock,
}: {
  client: KubeletClient;
  ledger: Ledger;
  clock: Clock;
}): Call[] {
  const podReader = createReader((text) => readPod(JSON.parse(text)));
  const traffic = followTraffic();
  let pressure = true;
  return [
    call("/configz", 60_000, ["kubeletConfig"], async (path, signal) => {
      ledger.put(readConfig(expect(path, await client.json(path, signal), "kubeletconfig")));
      return undefined;
    }),
    call("/pods", 10_000, ["pod"], async (path, signal) => {
      const pods: Pod[] = [];
      const onItem = (bytes: Buffer) => add(pods, podReader.read(bytes));
      expect(path, await client.items(path, "items", signal, onItem), "items");
      podReader.turn();
      ledger.replace(["pod"], pods);
      return undefined;
    }),
    call("/stats/summary", 10_000, ["nodeStats", "podStats"], async (path, signal) => {
      const pods: PodStats[] = [];
      const onItem = (bytes: Buffer) => {
        const raw = parseExact(bytes.toString("utf8"));
        const stats = readPodStats(raw, pressure);
        if (stats) pods.push(traffic.follow(stats, readNetworkTime(raw)));
      };
      const rest = expect(path, await client.items(path, "pods", signal, onItem), "node");
      // The node comes after its pods here; what it measures does not change while it runs.
      pressure = measuresPressure(rest["node"]);
      const node = traffic.follow(readNodeStats(rest["node"]), readNetworkTime(rest["node"]));
      traffic.turn();
      ledger.replace(["nodeStats", "podStats"], [node, ...pods]);
      const at = node.at === undefined ? Number.NaN : toMillis(node.at);
      if (!(clock.now() - at > OLD_SAMPLE)) return undefined;
      return {
        stale: `The kubelet's newest sample is of ${fromMillis(at)}: its collection of statistics hangs, or the clocks disagree.`,
      };
    }),
    call("/metrics", 30_000, ["kubeletMetrics"], async (path, signal) => {
      ledger.put(await client.stream(path, signal, readKubeletMetrics));
      return undefined;
    }),
    call("/metrics/cadvisor", 30_000, ["throttling"], async (path, signal) => {
      ledger.replace(["throttling"], await client.stream(path, signal, readThrottling));
      return undefined;
    }),
    call("/metrics/probes", 30_000, ["probeResults"], async (path, signal) => {
      ledger.replace(["probeResults"], await client.stream(path, signal, readProbeResults));
      return undefined;
    }),
  ];
}

function call(
  path: string,
  interval: Millis,
  kinds: Call["kinds"],
  ask: (path: string, signal: AbortSignal) => Promise<Answer>,
): Call {
  return {
    source: "kubelet",
    name: `GET ${path}`,
    interval,
    deadline: DEADLINE,
    // The kubelet looks at its containers once a second; its pods' status follows.
    promptDelay: 1_200,
    promptGap: 2_000,
    kinds,
    run: async ({ signal }) => ask(path, signal),
  };
}

function add<Item>(items: Item[], item: Item | null): void {
  if (item) items.push(item);
}

/** Any JSON object would otherwise pass for an empty answer. */
function expect(path: string, body: unknown, field: string): Loose {
  if (isObject(body) && field in body) return body;
  throw new CallFailure(
    "unreachable",
    `The answer to ${path} is JSON without “${field}”: is this the kubelet's address?`,
  );
}

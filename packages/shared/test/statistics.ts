import type { KubeletConfig } from "../src/model/kubelet.ts";
import type { Pod, VolumeSpec } from "../src/model/pod.ts";
import type { NodeStats, PodStats } from "../src/model/stats.ts";
import { toMillis } from "../src/model/time.ts";
import { evictionSignals, type EvictionPressure } from "../src/rules/eviction/index.ts";
import { podOf, type TapeLine } from "./tape.ts";

/** The volumes too: their kind is the name of the field that is set. */
function podWithVolumes(raw: TapeLine["body"]): Pod {
  const pod = podOf(raw);
  const volumes = (raw.spec.volumes ?? []).map(
    ({ name, ...source }: Record<string, object> & { name: string }): VolumeSpec => ({
      name,
      type: Object.keys(source)[0] ?? "",
      sizeLimit: (source["emptyDir"] as { sizeLimit?: string } | undefined)?.sizeLimit,
    }),
  );
  return { ...pod, spec: { ...pod.spec, volumes } };
}

const podStatsOf = ({
  podRef,
  volume,
  "ephemeral-storage": ephemeralStorage,
  process_stats,
  ...stats
}: TapeLine["body"]): PodStats => ({
  ...stats,
  kind: "podStats",
  id: podRef.uid,
  namespace: podRef.namespace,
  name: podRef.name,
  containers: stats.containers ?? [],
  volumes: volume,
  ephemeralStorage,
  processes: process_stats?.process_count,
});

const nodeStatsOf = ({ runtime, ...stats }: TapeLine["body"]): NodeStats => ({
  ...stats,
  kind: "nodeStats",
  id: "node",
  ...runtime,
});

/** The node as it was known at a moment: the newest of each call up to then. */
export function pictureAt(tape: readonly TapeLine[], until: string) {
  const pods = new Map<string, Pod>();
  let podStats: PodStats[] = [];
  let nodeStats: NodeStats | undefined;
  let config: KubeletConfig | undefined;
  let pressure: EvictionPressure | undefined;
  for (const { at, call, body } of tape) {
    if (at > until) break;
    if (call === "watch /api/v1/pods" && body.object.metadata.uid !== undefined)
      pods.set(body.object.metadata.uid, podWithVolumes(body.object));
    if (call === "GET /configz") config = { kind: "kubeletConfig", id: "kubeletConfig", config: body.kubeletconfig };
    if (call !== "GET /stats/summary") continue;
    podStats = body.pods.map(podStatsOf);
    nodeStats = nodeStatsOf(body.node);
    pressure = evictionSignals({ nodeStats, config, layout: "single", now: toMillis(at), memory: pressure?.memory });
  }
  return { pods: [...pods.values()], podStats, nodeStats, config, pressure };
}

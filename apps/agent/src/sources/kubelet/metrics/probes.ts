import type { ProbeResults } from "@bayplan/shared";
import { scanMetrics } from "./exposition.ts";

/** Results of each container's probes, from `/metrics/probes`. */
export async function readProbeResults(chunks: AsyncIterable<Buffer>): Promise<ProbeResults[]> {
  const probes = new Map<string, ProbeResults>();
  await scanMetrics(chunks, ["prober_probe_total"], ({ labels, value }) => {
    const { pod_uid: podUid, container, probe_type: probe, result } = labels;
    if (!podUid || !container || !probe || !result) return;
    const id = `${podUid}/${container}/${probe}`;
    const known = probes.get(id) ?? { kind: "probeResults", id, podUid, container, probe, results: {} };
    known.results[result] = value;
    probes.set(id, known);
  });
  return [...probes.values()];
}

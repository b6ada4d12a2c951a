import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startAgent, type ReportLink } from "@bayplan/agent";
import { startApi } from "@bayplan/api";
import { startSimulator } from "@bayplan/simulator";
import { findCluster } from "../../apps/cli/src/cluster.ts";
import { createLog } from "../../apps/cli/src/log.ts";
import { webRoot } from "../../apps/cli/src/webRoot.ts";
import { clock } from "../clock.ts";
import { quiet } from "../quiet.ts";
import type { FleetSize } from "./startFleetServer.ts";

// The aggregator over a fleet of any size, in a process of its own. The demo's nodes are simulated and read by real
// agents; each has copies: a Node object of the API server under another name, and every report of its agent, taken in
// under that name too. The aggregator cannot tell a copy from a node of its own.
const { nodes: wanted, spread } = JSON.parse(process.argv[2] ?? "") as FleetSize;
const folder = await mkdtemp(join(tmpdir(), "bp-"));
const simulator = await startSimulator({ clock, log: quiet, seed: 1, directory: folder });
const { world } = simulator;

const copiesOf = new Map<string, string[]>(simulator.nodes.map(({ name }) => [name, []]));
for (let copy = 0; simulator.nodes.length + copy < wanted; copy += 1) {
  const { name } = simulator.nodes[copy % simulator.nodes.length] ?? { name: "" };
  const number = String(Math.floor(copy / simulator.nodes.length) + 2).padStart(4, "0");
  copiesOf.get(name)?.push(`${name}-${number}`);
}
for (const original of world.nodes.list())
  for (const name of copiesOf.get(original.metadata.name) ?? [])
    world.nodes.put({ ...original, metadata: { ...original.metadata, name, uid: `${original.metadata.uid} ${name}` } });

const kubeconfig = join(folder, "kubeconfig");
await writeFile(kubeconfig, simulator.kubeconfig());
const api = await startApi({
  host: "127.0.0.1",
  port: 0,
  basePath: "",
  clock,
  log: createLog("error"),
  cluster: findCluster({ kubeconfig }),
  mode: "cluster",
  webRoot: webRoot(),
});

/** Reports to the copies are as far apart as those of so many nodes would be; each gets its own in order. */
const toAll = (node: string): ReportLink => ({
  name: "this process",
  async send(report) {
    const acknowledgement = api.receive(report);
    const copies = copiesOf.get(node) ?? [];
    for (const [index, name] of copies.entries()) {
      const tell = (): unknown => api.receive({ ...report, node: name });
      if (!spread || report.full || report.sequence < 4) tell();
      else setTimeout(tell, (spread * index) / copies.length);
      // The first pictures are large: others are to get a turn in between.
      if (index % 20 === 0) await pause(0);
    }
    return acknowledgement;
  },
});
const agents = simulator.nodes
  .filter(({ agent }) => agent)
  .map((node) =>
    startAgent({
      node: node.name,
      reporters: [toAll(node.name)],
      kubelet: { url: node.kubeletUrl },
      runtimeEndpoint: node.runtimeSocket,
      podResourcesEndpoint: node.podResourcesSocket,
      clock,
      log: quiet,
    }),
  );
process.stdout.write(`Bayplan is at ${api.url}\n`);

process.once("SIGTERM", async () => {
  await Promise.all(agents.map((agent) => agent.stop()));
  await api.stop();
  await simulator.stop();
  await rm(folder, { recursive: true, force: true });
  // Reports to copies may still be on their way.
  process.exit();
});

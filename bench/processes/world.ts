import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startAgent, httpReportLink, type Agent } from "@bayplan/agent";
import { startSimulator } from "@bayplan/simulator";
import { clock } from "../clock.ts";
import { quiet } from "../quiet.ts";
import type { WorldSize } from "./startWorld.ts";

// A simulated cluster in a process of its own. What it is told, a line each: `agents <url>` starts every node's agent,
// `restart` ends every container of the first node's first pod.
const folder = await mkdtemp(join(tmpdir(), "bp-"));
const simulator = await startSimulator({
  ...(JSON.parse(process.argv[2] ?? "") as WorldSize),
  clock,
  log: quiet,
  seed: 1,
  scenario: "steady",
  directory: folder,
});
const kubeconfig = join(folder, "kubeconfig");
await writeFile(kubeconfig, simulator.kubeconfig());
let agents: Agent[] = [];

function startAgents(url: string): void {
  agents = simulator.nodes.map((node) =>
    startAgent({
      node: node.name,
      reporters: [httpReportLink({ url })],
      kubelet: { url: node.kubeletUrl },
      runtimeEndpoint: node.runtimeSocket,
      podResourcesEndpoint: node.podResourcesSocket,
      numaFolder: node.numaFolder,
      clock,
      log: quiet,
    }),
  );
}

function restart(): void {
  const [first] = simulator.world.kubelets.values();
  const [pod] = first?.core.pods.values() ?? [];
  for (const { spec } of pod?.slots ?? []) if (pod) simulator.world.handles.exit(pod, spec.name, 1);
}

const lines = createInterface({ input: process.stdin }).on("line", (line) => {
  const [word, url = ""] = line.split(" ");
  if (word === "agents") startAgents(url);
  else if (word === "restart") restart();
});
process.once("SIGTERM", async () => {
  lines.close();
  process.stdin.destroy();
  await Promise.all(agents.map((agent) => agent.stop()));
  await simulator.stop();
  await rm(folder, { recursive: true, force: true });
});
process.stdout.write(`world ${JSON.stringify({ kubeconfig, nodes: simulator.nodes })}\n`);

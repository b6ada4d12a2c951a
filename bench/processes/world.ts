import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startAgent, httpReportLink, type Agent, type ReportLink } from "@bayplan/agent";
import { startSimulator } from "@bayplan/simulator";
import { clock } from "../clock.ts";
import { quiet } from "../quiet.ts";
import { cutReport, openSender, type Copy } from "./copies.ts";
import type { WorldSize } from "./startWorld.ts";

/** Reports to the copies of a node are as far apart as those of so many nodes would be. Milliseconds. */
const SPREAD = 10_000;

// A simulated cluster in a process of its own. What it is told, a line each: `agents <url>` starts every node's agent,
// `restart` ends every container of the first node's first pod.
const folder = await mkdtemp(join(tmpdir(), "bp-"));
const { copiesOfEach = 0, ...size } = JSON.parse(process.argv[2] ?? "") as WorldSize;
const simulator = await startSimulator({
  ...size,
  clock,
  log: quiet,
  seed: 1,
  scenario: "steady",
  directory: folder,
});
const copiesOf = new Map<string, Copy[]>();
for (const [index, original] of [...simulator.world.nodes.list()].entries()) {
  const { name } = original.metadata;
  const copies = Array.from({ length: copiesOfEach }, (_, copy) => ({
    name: `${name}-${String(copy + 2).padStart(4, "0")}`,
    number: index * copiesOfEach + copy + 1,
  }));
  copiesOf.set(name, copies);
  for (const copy of copies) {
    const metadata = { ...original.metadata, name: copy.name, uid: `${original.metadata.uid} ${copy.name}` };
    simulator.world.nodes.put({ ...original, metadata });
  }
}
const kubeconfig = join(folder, "kubeconfig");
await writeFile(kubeconfig, simulator.kubeconfig());
let agents: Agent[] = [];

/** To the aggregator as a node's own agent reports, and after that under the names of its copies. */
const linkOf = (url: string): ((node: string) => ReportLink) => {
  if (copiesOfEach === 0) return () => httpReportLink({ url });
  const send = openSender(url);
  return (node) => ({
    name: url,
    async send(report, signal) {
      const own = httpReportLink({ url });
      const acknowledgement = await own.send(report, signal).finally(() => own.close?.());
      const bodyOf = cutReport(JSON.stringify(report), node);
      for (const [index, copy] of (copiesOf.get(node) ?? []).entries()) {
        const tell = (): void => send(() => bodyOf(copy));
        if (report.full || report.sequence < 4) tell();
        else setTimeout(tell, (SPREAD * index) / copiesOfEach);
      }
      return acknowledgement;
    },
  });
};

function startAgents(url: string): void {
  const link = linkOf(url);
  agents = simulator.nodes.map((node) =>
    startAgent({
      node: node.name,
      reporters: [link(node.name)],
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
  // Reports of copies may still be on their way.
  if (copiesOfEach > 0) process.exit();
});
process.stdout.write(`world ${JSON.stringify({ kubeconfig, nodes: simulator.nodes })}\n`);

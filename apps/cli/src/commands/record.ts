import { hostname } from "node:os";
import { startAgent, type AgentOptions } from "@bayplan/agent";
import type { Millis } from "@bayplan/shared";
import { CoreV1Api, KubeConfig } from "@kubernetes/client-node";
import type { Logger } from "pino";
import { findCluster, type ClusterOptions } from "../cluster.ts";
import { failureMessage } from "../failure.ts";
import { kubeletAccess } from "../kubeletAccess.ts";
import { createLog } from "../log.ts";
import { machineClock } from "../machineClock.ts";
import type { NodeOptions } from "../options.ts";
import { createRecorder } from "../recording/createRecorder.ts";
import { showProgress } from "../recording/progress.ts";
import { proxyAccess } from "../recording/proxyAccess.ts";
import { recordCluster } from "../recording/recordCluster.ts";
import { createRecordingFile } from "../recording/recordingFile.ts";
import { createScrub } from "../recording/scrub/createScrub.ts";
import { untilStopped } from "../untilStopped.ts";

interface RecordOptions extends ClusterOptions, NodeOptions {
  localNode?: string | true;
  demo: boolean;
  seed: number;
  node?: string[];
  for?: Millis;
  scrub: boolean;
  force: boolean;
  logLevel: string;
}

/** What is recorded: what the API server says of these nodes, where there is one, and the sockets of some of them. */
interface Subject {
  kubeConfig: KubeConfig | null;
  names: readonly string[];
  sockets: readonly Pick<
    AgentOptions,
    "node" | "kubelet" | "runtimeEndpoint" | "podResourcesEndpoint" | "numaFolder"
  >[];
  stop(): Promise<void>;
}

/** More nodes than this are named by who wants them: each is asked every 10 s. */
const MOST_NODES = 20;

/** Writes down what a node or a cluster answers, until it is stopped or the time is over. */
export async function record(out: string, options: RecordOptions): Promise<void> {
  const log = createLog(options.logLevel);
  const subject = await findSubject(options, log);
  try {
    await write(out, subject, options, log);
  } finally {
    await subject.stop();
  }
}

async function write(out: string, subject: Subject, options: RecordOptions, log: Logger): Promise<void> {
  const stopped = untilStopped();
  const file = await createRecordingFile(out, { force: options.force, clock: machineClock });
  const recorder = createRecorder({
    clock: machineClock,
    write: file.write,
    scrub: options.scrub ? createScrub() : null,
  });
  const progress = showProgress({ clock: machineClock, out, lines: recorder.lines, bytes: file.bytes });
  const cluster =
    subject.kubeConfig &&
    recordCluster({
      kubeConfig: subject.kubeConfig,
      nodes: subject.names,
      recorder,
      clock: machineClock,
      log,
    });
  const agents = subject.sockets.map((node) =>
    startAgent({
      ...node,
      reporters: [],
      clock: machineClock,
      log,
      tap: (answer) => recorder.answered(node.node, answer),
    }),
  );
  const timeOver = Promise.withResolvers<void>();
  const cancelTimer = options.for === undefined ? null : machineClock.after(options.for, timeOver.resolve);
  try {
    await Promise.race([stopped, timeOver.promise, file.failed]);
  } finally {
    cancelTimer?.();
    await Promise.all(agents.map((agent) => agent.stop()));
    await cluster?.stop();
    await file.close();
    progress.end();
  }
  if (recorder.lines() === 0) throw new Error(`Nothing answered: ${out} is empty.`);
}

const nothing = async (): Promise<void> => {};

async function findSubject(options: RecordOptions, log: Logger): Promise<Subject> {
  if (options.demo) return demoSubject(options, log);
  const cluster = findCluster(options);
  const localNode = options.localNode === true ? hostname() : options.localNode;
  if (localNode !== undefined) {
    const kubeConfig = cluster?.kubeConfig ?? null;
    const { runtimeEndpoint, podResourcesEndpoint } = options;
    const node = {
      node: localNode,
      kubelet: kubeletAccess(localNode, options, kubeConfig ?? undefined),
      ...(runtimeEndpoint && { runtimeEndpoint }),
      ...(podResourcesEndpoint && { podResourcesEndpoint }),
    };
    return { kubeConfig, names: [localNode], sockets: [node], stop: nothing };
  }
  if (!cluster) {
    throw new Error(
      "There is nothing to record: no kubeconfig was found and this is no pod. Name one with --kubeconfig, record this machine with --local-node, or a simulated cluster with --demo.",
    );
  }
  const { kubeConfig } = cluster;
  const names = await nodesToRecord(kubeConfig, options.node);
  const sockets = names.map((node) => ({
    node,
    kubelet: proxyAccess(kubeConfig, node),
    runtimeEndpoint: null,
    podResourcesEndpoint: null,
    numaFolder: null,
  }));
  return { kubeConfig, names, sockets, stop: nothing };
}

async function nodesToRecord(kubeConfig: KubeConfig, wanted: readonly string[] | undefined): Promise<string[]> {
  const { items } = await kubeConfig
    .makeApiClient(CoreV1Api)
    .listNode()
    .catch((error: unknown) => {
      throw new Error(`The API server does not list its nodes: ${failureMessage(error).split("\n")[0]}`, {
        cause: error,
      });
    });
  const names = items.flatMap(({ metadata }) => metadata?.name ?? []);
  const unknown = wanted?.filter((name) => !names.includes(name)) ?? [];
  if (unknown.length > 0)
    throw new Error(
      `The cluster has no node ${unknown.join(", ")}; it has ${names.slice(0, MOST_NODES).join(", ") || "none"}.`,
    );
  if (!wanted && names.length > MOST_NODES)
    throw new Error(`The cluster has ${names.length} nodes: name those to record with --node.`);
  return wanted ? [...new Set(wanted)] : names;
}

async function demoSubject({ seed, node: wanted }: RecordOptions, log: Logger): Promise<Subject> {
  const { startSimulator } = await import("@bayplan/simulator");
  const simulator = await startSimulator({ clock: machineClock, seed, log });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(simulator.kubeconfig());
  const nodes = simulator.nodes.filter(({ name }) => wanted?.includes(name) ?? true);
  if (nodes.length === 0) {
    await simulator.stop();
    throw new Error(`The demo has no such node; it has ${simulator.nodes.map(({ name }) => name).join(", ")}.`);
  }
  const sockets = nodes
    .filter(({ agent }) => agent)
    .map(({ name, kubeletUrl, runtimeSocket, podResourcesSocket, numaFolder }) => ({
      node: name,
      kubelet: { url: kubeletUrl },
      runtimeEndpoint: runtimeSocket,
      podResourcesEndpoint: podResourcesSocket,
      numaFolder,
    }));
  return { kubeConfig, names: nodes.map(({ name }) => name), sockets, stop: () => simulator.stop() };
}

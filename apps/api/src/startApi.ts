import type { KubeConfig } from "@kubernetes/client-node";
import type { Acknowledgement, Clock, Event, Node, Report } from "@bayplan/shared";
import type { Logger } from "pino";
import packageJson from "../package.json" with { type: "json" };
import { refusalOf } from "./agents/refusal.ts";
import { createReceiver } from "./agents/receive.ts";
import { createClaimBook } from "./cluster/claimBook.ts";
import { startReading } from "./cluster/readNode.ts";
import { createVolumeBook } from "./cluster/volumeBook.ts";
import { watchCluster, type ClusterWatch } from "./cluster/watchCluster.ts";
import { withoutCluster } from "./cluster/withoutCluster.ts";
import { createFleetDevices } from "./devices/fleetDevices.ts";
import { explainObserved } from "./eviction/explain.ts";
import { createEvictionLedger } from "./eviction/ledger.ts";
import { createEventLog } from "./events/keep.ts";
import { fitOnNodes } from "./fit/fit.ts";
import { checkHost, explainListenFailure, normalizeBasePath, origin } from "./http/address.ts";
import { readFrameAncestor } from "./http/frameAncestor.ts";
import { serveHealth } from "./http/health.ts";
import { serveJsonApi } from "./http/jsonApi.ts";
import { createMetrics, serveMetrics } from "./http/metrics.ts";
import { createServer } from "./http/server.ts";
import { watchClusterView } from "./nodes/watchClusterView.ts";
import { createFleet } from "./nodes/fleet.ts";
import { createOpenNodes } from "./nodes/openNodes.ts";
import { awaitedOf, GRACE } from "./nodes/readiness.ts";
import { agentStateOf } from "./nodes/state.ts";
import { createNodeTabs } from "./nodes/tabs.ts";
import { findPods } from "./pods/find.ts";
import { nodeOfPod } from "./pods/tab.ts";
import type { ReplayController } from "./replay/control.ts";
import { takeEventTransition } from "./transitions/fromEvent.ts";
import type { Mode } from "./trpc/router.ts";
import { servePageProcedures } from "./trpc/servePageProcedures.ts";
import { serveReports } from "./trpc/serveReports.ts";
import { watchClock } from "./trpc/watchClock.ts";

export interface ApiOptions {
  host: string;
  /** 0: any that is free. */
  port: number;
  /** What stands before every path: empty, or `/bayplan`. */
  basePath: string;
  clock: Clock;
  /** How fast that clock runs now: 1 is real time, 0 a clock that stands. Default: always 1. */
  clockRate?: number | (() => number);
  log: Logger;
  /** Null: no API server; what the local agent tells is all there is. */
  cluster: { kubeConfig: KubeConfig; name: string } | null;
  mode: Mode;
  /** The built page; null where it was not built. */
  webRoot: string | null;
  /** Origins whose pages may show this one in a frame, such as `https://portal.example`. Default: none but our own. */
  frameAncestors?: readonly string[];
  /** The node whose agent runs in this process: ready means that its picture is here. */
  localNode?: string;
  /** The nodes whose agents will report: `/readyz` waits for these, and for no others. Absent: nobody knows which will. */
  expectedNodes?: readonly string[];
  /** What else `/readyz` waits for, in words; empty: nothing. */
  awaiting?: () => string[];
  /** What plays the recording that is served, where it is one. */
  replay?: ReplayController;
  /** Allows another address than the loopback, without any sign-in. */
  insecure?: boolean;
}

export interface Api {
  /** With the base path, without a slash at the end. */
  url: string;
  /** Takes a report of an agent in this process; throws a TRPCError that says why it is refused. */
  receive(report: Report): Acknowledgement;
  /** Resolves once what the API server said of that path, up to that resource version, is in. */
  reached(path: string, version: number): Promise<void>;
  /** Forgets all that was told and reads the API server anew: a replay begins again. No agent may report meanwhile. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

const namesVolume = (node: Node | null, name: string): boolean =>
  node?.volumesAttached?.includes(name) === true || node?.volumesInUse?.includes(name) === true;

/** Starts the aggregator and its server. Throws what is wrong with an option or the port, and what to do about it. */
export const startApi = async (options: ApiOptions): Promise<Api> => {
  const { clock, log, cluster } = options;
  checkHost(options.host, options.insecure ?? false);
  const basePath = normalizeBasePath(options.basePath);
  const frameAncestors = (options.frameAncestors ?? []).map(readFrameAncestor);
  const { clockRate = 1 } = options;
  const rate = typeof clockRate === "number" ? () => clockRate : clockRate;
  const expected = new Set([...(options.expectedNodes ?? []), ...(options.localNode ? [options.localNode] : [])]);

  const patienceFor = (name: string): number =>
    expected.has(name) ? Number.POSITIVE_INFINITY : options.expectedNodes ? 0 : GRACE;

  const noCluster = [withoutCluster(clock)];
  let watch: ClusterWatch | null = null;
  const clusterSources = () => watch?.sources() ?? (cluster ? [] : noCluster);
  const unlisted = (): string | null =>
    watch?.settled() && !watch.listed()
      ? (watch.sources().find(({ call }) => call === "list /api/v1/nodes")?.message ?? null)
      : null;

  const volumes = createVolumeBook((attachedAs) => {
    if (attachedAs === undefined) fleet.touchAll();
    else for (const { name, api } of fleet.states()) if (namesVolume(api, attachedAs)) fleet.touch(name);
  });
  const claims = createClaimBook((node) => (node === undefined ? fleet.touchAll() : touchKnown(node)));
  const events = createEventLog();
  const evictions = createEvictionLedger({
    changed: (node) => touchKnown(node),
    explain: (observed, evictedAt) => explainObserved(observed, fleet.get(observed.node), evictedAt, clock.now()),
    nodeOf: (uid) => fleet.states().find(({ session }) => session?.store.get("pod", uid))?.name,
    checked: (correct) => metrics.predictionChecked(correct),
  });
  const takeEvent = (event: Event): void => {
    events.take(event);
    evictions.fromEvent(event);
    const told = takeEventTransition(fleet.get(event.node), event);
    if (told || openNodes.isOpen(event.node) || event.object.kind === "Node") touchKnown(event.node);
  };
  const fleet = createFleet({
    clock,
    hasCluster: cluster !== null,
    cluster: clusterSources,
    evictionsOf: evictions.countOf,
    facts: {
      get apiServerVersion() {
        return watch?.version();
      },
      eventsOf: events.aboutNode,
      volumes: volumes.known,
    },
    computed: (state, row) => {
      openNodes.computed(state, row);
      devices.computed(state);
    },
    forgotten: (name) => {
      openNodes.forgotten(name);
      devices.forgotten(name);
    },
  });
  const touchKnown = (name: string): void => {
    if (fleet.get(name)) fleet.touch(name);
  };
  const devices = createFleetDevices(fleet, clock);
  const tabs = createNodeTabs({ events, evictedAt: evictions.toldOf, volumes: volumes.known, claims });
  const openNodes = createOpenNodes({
    fleet,
    clock,
    startReading:
      cluster &&
      ((name, needsSummary) =>
        startReading({
          kubeConfig: cluster.kubeConfig,
          node: name,
          clock,
          log,
          needsSummary,
          changed: () => fleet.touch(name),
          evicted: evictions.fromPod,
        })),
  });
  const ensureExpected = (): void => {
    for (const name of expected) fleet.ensure(name);
  };
  ensureExpected();

  const awaited = (): string[] => {
    const others = options.awaiting?.() ?? [];
    if (others.length > 0) return others;
    if (cluster && !watch?.settled()) return ["the API server's nodes"];
    const realNow = performance.now();
    return fleet.states().flatMap((state) => awaitedOf(state, patienceFor(state.name), realNow) ?? []);
  };

  const metrics = createMetrics({
    nodes: () => fleet.states().length,
    agents: () => fleet.states().filter((state) => agentStateOf(state, clock.now()) === "reporting").length,
    pods: () => fleet.feed.rows().reduce((sum, row) => sum + (row.pods ?? 0), 0),
    evictions: evictions.feed.size,
    subscribers: () =>
      fleet.feed.subscribers() + evictions.feed.subscribers() + openNodes.subscribers() + devices.subscribers(),
  });
  const take = createReceiver({ fleet, evictions, clock });
  const counted = (report: Report): Acknowledgement => {
    const acknowledgement = take(report);
    metrics.reportTaken();
    return acknowledgement;
  };

  const server = await createServer({ basePath, webRoot: options.webRoot, frameAncestors, log });
  serveHealth(server, basePath, () => ({ awaited: awaited() }));
  serveMetrics(server, basePath, metrics);
  serveJsonApi(server, basePath, { fleet, openNodes, tabs, evictions, clock, unlisted });
  await serveReports(server, basePath, { receive: counted, refused: metrics.reportRefused });
  await servePageProcedures(server, basePath, {
    about: { version: packageJson.version, mode: options.mode, cluster: cluster?.name ?? null },
    watchClock: (signal) => watchClock(clock, rate, signal),
    watchCluster: (signal) =>
      watchClusterView(() => ({ name: cluster?.name ?? null, awaited: awaited(), sources: clusterSources() }), signal),
    nodes: fleet.feed,
    evictions: evictions.feed,
    openNode: openNodes.open,
    tabs,
    nodeOfPod: (namespace, name) => nodeOfPod(fleet, namespace, name, clock.now()),
    findPods: (text) => findPods(fleet, text, clock.now()),
    openDevices: devices.open,
    fit: (request) => fitOnNodes(fleet, request, clock.now),
    replay: options.replay ?? null,
  });

  let stopped: Promise<void> | null = null;
  const end = async (): Promise<void> => {
    await server.close();
    await watch?.stop();
    await openNodes.stop();
    devices.stop();
    fleet.stop();
    metrics.stop();
  };
  const stop = (): Promise<void> => (stopped ??= end());

  try {
    await server.listen({ host: options.host, port: options.port });
  } catch (error) {
    await stop();
    throw explainListenFailure(error, options.host, options.port);
  }
  const startWatch = (): void => {
    if (!cluster) return;
    watch = watchCluster({
      kubeConfig: cluster.kubeConfig,
      clock,
      log,
      nodes: {
        replace: fleet.replaceApiNodes,
        upsert: fleet.setApiNode,
        remove: (node) => fleet.removeApiNode(node.name),
      },
      volumes,
      slices: claims.slices,
      claims: claims.claims,
      event: takeEvent,
      changed: fleet.touchAll,
      fault: metrics.watchFault,
      restarted: metrics.watchRestarted,
    });
  };
  startWatch();
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : options.port;
  return {
    url: `${origin(options.host, port)}${basePath}`,
    receive: (report) => {
      try {
        return counted(report);
      } catch (error) {
        metrics.reportRefused(refusalOf(error));
        throw error;
      }
    },
    reached: async (path, version) => watch?.reached(path, version),
    reset: async () => {
      await watch?.stop();
      await openNodes.readAnew();
      fleet.forgetAll();
      evictions.forgetAll();
      events.forgetAll();
      volumes.forgetAll();
      claims.forgetAll();
      ensureExpected();
      startWatch();
    },
    stop,
  };
};

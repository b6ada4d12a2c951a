import { startApi, type Api } from "@bayplan/api";
import type { AgentOptions } from "@bayplan/agent";
import { fromMillis, type Clock, type Millis } from "@bayplan/shared";
import {
  createPlayer,
  createTapeClock,
  startReplay,
  type Observation,
  type Player,
  type Tape,
} from "@bayplan/simulator/replay";
import { KubeConfig } from "@kubernetes/client-node";
import type { Logger } from "pino";
import type { AddressOptions } from "../options.ts";
import { webRoot } from "../webRoot.ts";
import { readNode, type NodeReading } from "./readNode.ts";

/** The API server's news within so long of the tape's time are handed over together. */
const TOGETHER: Millis = 250;

const CONTAINER_EVENTS = "runtime.v1.RuntimeService/GetContainerEvents";

export interface PlayTapeOptions extends AddressOptions {
  tape: Tape;
  /** What it is called on the page. */
  name: string;
  /** The moment to go to before it is ready. */
  at: Millis;
  machine: Clock;
  log: Logger;
  /** Starts what records the replay itself. */
  rerecord?: (of: { clock: Clock; kubeConfig: KubeConfig | null; nodes: readonly string[] }) => Rerecording;
}

/** Told of every answer that the agents get; it watches the API server itself. */
interface Rerecording {
  tap(node: string): NonNullable<AgentOptions["tap"]>;
  reached(path: string, version: number): Promise<void>;
  stop(): Promise<void>;
}

export interface PlayedTape {
  /** With the base path, without a slash at the end. */
  url: string;
  clock: Clock;
  kubeConfig: KubeConfig | null;
  player: Player;
  stop(): Promise<void>;
}

/** Serves a recording: its servers, a real agent for each of its nodes and the aggregator, all on the tape's clock. */
export async function playTape({
  tape,
  name,
  at,
  machine,
  log,
  rerecord,
  host,
  port,
  basePath,
  frameAncestor = [],
  insecure,
}: PlayTapeOptions): Promise<PlayedTape> {
  const clock = createTapeClock(tape.start, machine);
  const replay = await startReplay({ contents: tape, clock, machine });
  const kubeConfig = replay.kubeconfig === null ? null : new KubeConfig();
  if (replay.kubeconfig !== null) kubeConfig?.loadFromString(replay.kubeconfig);
  // What a recording lacks is no news of this machine.
  const agentLog = log.child({}, { level: log.level === "warn" ? "error" : log.level });

  let ready = false;
  let again: Rerecording | null = null;
  let readings = new Map<string, NodeReading>();
  /** What the aggregator has yet to take in of the API server, by path, and since when. */
  const handedOver = new Map<string, number>();
  let handedOverAt: Millis = 0;

  const startReadings = (): void => {
    readings = new Map(
      replay.nodes.map((node) => [
        node.name,
        readNode({
          node,
          replay,
          clock,
          report: async (report) => api.receive(report),
          log: agentLog,
          ...(again && { tap: again.tap(node.name) }),
        }),
      ]),
    );
  };
  const stopReadings = async (): Promise<void> => {
    await Promise.all(Array.from(readings.values(), (reading) => reading.stop()));
  };

  const takenIn = async (): Promise<void> => {
    const waiting = [...handedOver];
    handedOver.clear();
    await Promise.all(
      waiting.flatMap(([path, version]) => [api.reached(path, version), again?.reached(path, version)]),
    );
  };

  const deliver = async (observation: Observation): Promise<void> => {
    const { node, call } = observation;
    await readings.get(node)?.begin();
    if (call === CONTAINER_EVENTS) await readings.get(node)?.subscribe();
    for (const effect of replay.take(observation)) {
      if (effect.kind === "answer") await readings.get(effect.node)?.answered(effect.call);
      else if (effect.kind === "event") await readings.get(effect.node)?.happened(observation.body);
      else {
        if (handedOver.size === 0) handedOverAt = observation.at;
        handedOver.set(effect.path, effect.version);
      }
    }
    if (!player.state().seeking) await readings.get(node)?.keepFresh();
  };

  const player: Player = createPlayer({
    tape,
    clock,
    machine,
    deliver,
    async before(moment) {
      if (handedOver.size > 0 && moment - handedOverAt >= (again ? 1 : TOGETHER)) await takenIn();
    },
    async settle() {
      await takenIn();
      for (const reading of readings.values()) {
        await reading.askTheRest();
        await reading.keepFresh();
      }
    },
    async rewind() {
      await stopReadings();
      handedOver.clear();
      replay.forget();
      await api.reset();
      startReadings();
    },
  });

  const stop = async (): Promise<void> => {
    await player.stop();
    await stopReadings();
    await again?.stop();
    await api.stop();
    await replay.stop();
  };

  let api: Api;
  try {
    api = await startApi({
      host,
      port,
      basePath,
      frameAncestors: frameAncestor,
      insecure,
      clock,
      clockRate: clock.rate,
      log,
      cluster: kubeConfig && { kubeConfig, name },
      mode: "replay",
      webRoot: webRoot(),
      expectedNodes: replay.nodes.map((node) => node.name),
      awaiting: () => (ready && !player.state().seeking ? [] : [`the recording up to ${fromMillis(at)}`]),
      replay: player,
    });
  } catch (error) {
    await replay.stop();
    throw error;
  }
  again = rerecord?.({ clock, kubeConfig, nodes: replay.nodes.map((node) => node.name) }) ?? null;
  startReadings();
  try {
    await player.jump(at);
  } catch (error) {
    await stop();
    throw error;
  }
  ready = true;
  return { url: api.url, clock, kubeConfig, player, stop };
}

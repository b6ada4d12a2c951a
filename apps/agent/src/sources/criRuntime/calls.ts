import { status } from "@grpc/grpc-js";
import type { Clock, Millis } from "@bayplan/shared";
import type { EntityKind } from "@bayplan/shared/report";
import type { Call, CallContext } from "../../calls/call.ts";
import type { CallFailure } from "../../calls/callFailure.ts";
import type { CallStates } from "../../calls/callStates.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { isCode } from "../grpc/failure.ts";
import { unary, type UnaryMethod } from "../grpc/unary.ts";
import type { RuntimeClients, RuntimeConnection } from "./connection.ts";
import { wantsStatus } from "./containers.ts";
import { createEventStream, POLLED } from "./events.ts";
import { readContainerStats, readImageFileSystems, readImages, readSandboxStats } from "./measurements.ts";
import { sandboxWantsStatus } from "./sandboxes.ts";
import { createObservations } from "./observations.ts";
import { watchResizes } from "./resizedPods.ts";
import { createRuntimeInfo } from "./runtimeInfo.ts";
import { createStatuses, type Statuses } from "./statuses.ts";

const RUNTIME = "runtime.v1.RuntimeService";
const IMAGES = "runtime.v1.ImageService";
export const RUNTIME_VERSION = `${RUNTIME}/Version`;
export const CONTAINER_EVENTS = `${RUNTIME}/GetContainerEvents`;
export const LIST_CONTAINERS = `${RUNTIME}/ListContainers`;
export const LIST_SANDBOXES = `${RUNTIME}/ListPodSandbox`;

const DEADLINE: Millis = 5_000;
/** What happens is known from the events; each of them has the lists read soon after as well. */
const WITH_EVENTS: Millis = 20_000;
/** The kubelet's summary has the same from the same place, and newer. */
const UNHURRIED: Millis = 30_000;
/** The lists wait for statuses too. */
const LIST_DEADLINE: Millis = 9_000;

export interface RuntimeSourceOptions {
  connection: RuntimeConnection;
  ledger: Ledger;
  clock: Clock;
  states: CallStates;
  /** An event came and is in the ledger. */
  onEvent: () => void;
  /** The event stream is open, and what happened before it is in the lists alone. */
  onSubscribed: () => void;
  /** The open event stream broke. */
  onLost: (failure: CallFailure) => void;
}

export interface RuntimeSource {
  calls: Call[];
  close(): void;
}

/** What is asked of the container runtime. The lists are the truth; the event stream makes them prompt. */
export function createRuntimeSource({
  connection,
  ledger,
  clock,
  states,
  onEvent,
  onSubscribed,
  onLost,
}: RuntimeSourceOptions): RuntimeSource {
  const info = createRuntimeInfo(ledger);
  const observations = createObservations(ledger);
  const resizes = watchResizes(ledger);
  const events = createEventStream({
    connection,
    clock,
    onLost,
    onEvent(event) {
      observations.event(event);
      onEvent();
    },
  });

  const ask = <Request, Response>(
    method: (clients: RuntimeClients) => UnaryMethod<Request, Response>,
    request: Request,
    signal: AbortSignal,
  ): Promise<Response> => connection.ask((clients) => unary(method(clients), request, signal));
  const listInterval = (): Millis => (events.isOpen() ? WITH_EVENTS : POLLED);

  const askVersion = (signal: AbortSignal) =>
    ask(({ runtime }) => runtime.version.bind(runtime), { version: "v1" }, signal);

  // Where there is nothing to ask the status of, that the runtime answers at all is what can be said.
  const containerStatuses = createStatuses((id, signal) =>
    connection.ask(async ({ runtime }) => {
      const answer = await unary(runtime.containerStatus.bind(runtime), { containerId: id }, signal).catch(gone);
      return answer?.status ?? null;
    }),
  );
  const containerStatus = call(`${RUNTIME}/ContainerStatus`, UNHURRIED, ["container"], async ({ signal, subject }) => {
    const mark = observations.mark();
    // One that has exited changes no more.
    const all = [...ledger.all("container")].filter(
      ({ state, logPath }) => state !== "Exited" || logPath === undefined,
    );
    const resized = resizes();
    const first = all.filter(({ podUid }) => resized.has(podUid)).map(({ id }) => id);
    const turn = containerStatuses.turn(all.map(({ id }) => id));
    const ids = subject === undefined ? [...new Set([...first, ...turn])] : [subject];
    if (ids.length === 0) return void (await askVersion(signal));
    const { found, failure } = await containerStatuses.ask(ids, signal);
    for (const status of found.values()) observations.containerStatus(status, mark);
    if (failure) throw failure;
  });

  const sandboxStatuses = createStatuses((id, signal) =>
    connection.ask(async ({ runtime }) => {
      const answer = await unary(runtime.podSandboxStatus.bind(runtime), { podSandboxId: id }, signal).catch(gone);
      return answer?.status ?? null;
    }),
  );
  const sandboxStatus = call(`${RUNTIME}/PodSandboxStatus`, UNHURRIED, ["sandbox"], async ({ signal, subject }) => {
    const mark = observations.mark();
    const all = [...ledger.all("sandbox")].filter(({ state }) => state === "Ready").map(({ id }) => id);
    const ids = subject === undefined ? sandboxStatuses.turn(all) : [subject];
    if (ids.length === 0) return void (await askVersion(signal));
    const { found, failure } = await sandboxStatuses.ask(ids, signal);
    for (const status of found.values()) observations.sandboxStatus(status, mark);
    if (failure) throw failure;
  });

  /** The statuses of what is new in a list; how that call fares is told beside the list's own state. */
  const statusesOf = async <Status>(
    statuses: Statuses<Status>,
    of: Call,
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Status>> => {
    const { found, failure } = await statuses.ask(ids, signal);
    if (failure) states.failed(of, failure);
    else if (ids.length > 0) states.answered(of);
    return found;
  };

  const calls = [
    call(RUNTIME_VERSION, 60_000, ["runtime"], async ({ signal }) => {
      const version = await askVersion(signal);
      info.version(version, `unix://${(await connection.clients()).path}`);
    }),
    call(CONTAINER_EVENTS, 10_000, [], async ({ signal }) => {
      if (events.isOpen()) return;
      await events.open(signal);
      onSubscribed();
    }),
    call(
      LIST_SANDBOXES,
      listInterval,
      ["sandbox"],
      async ({ signal }) => {
        const mark = observations.mark();
        const { items } = await ask(({ runtime }) => runtime.listPodSandbox.bind(runtime), {}, signal);
        const fresh = items
          .filter(({ id, state }) => sandboxWantsStatus(state, ledger.get("sandbox", id)))
          .map(({ id }) => id);
        observations.sandboxes(items, await statusesOf(sandboxStatuses, sandboxStatus, fresh, signal), mark);
      },
      LIST_DEADLINE,
    ),
    call(
      LIST_CONTAINERS,
      listInterval,
      ["container"],
      async ({ signal }) => {
        const mark = observations.mark();
        const { containers } = await ask(({ runtime }) => runtime.listContainers.bind(runtime), {}, signal);
        const fresh = containers
          .filter((listed) => wantsStatus(listed, ledger.get("container", listed.id)))
          .map(({ id }) => id);
        observations.containers(containers, await statusesOf(containerStatuses, containerStatus, fresh, signal), mark);
      },
      LIST_DEADLINE,
    ),
    sandboxStatus,
    containerStatus,
    call(`${RUNTIME}/Status`, 30_000, ["runtime"], async ({ signal }) => {
      info.status(await ask(({ runtime }) => runtime.status.bind(runtime), {}, signal));
    }),
    call(`${RUNTIME}/RuntimeConfig`, 300_000, ["runtime"], async ({ signal }) => {
      info.config(await ask(({ runtime }) => runtime.runtimeConfig.bind(runtime), {}, signal));
    }),
    call(`${RUNTIME}/ListContainerStats`, UNHURRIED, ["containerStats"], async ({ signal }) => {
      const { stats } = await ask(({ runtime }) => runtime.listContainerStats.bind(runtime), {}, signal);
      ledger.replace(["containerStats"], readContainerStats(stats));
    }),
    call(`${RUNTIME}/ListPodSandboxStats`, UNHURRIED, ["sandboxStats"], async ({ signal }) => {
      const { stats } = await ask(({ runtime }) => runtime.listPodSandboxStats.bind(runtime), {}, signal);
      ledger.replace(["sandboxStats"], readSandboxStats(stats));
    }),
    call(`${IMAGES}/ListImages`, 60_000, ["image"], async ({ signal }) => {
      const { images } = await ask(({ images: client }) => client.listImages.bind(client), {}, signal);
      ledger.replace(["image"], readImages(images));
    }),
    call(`${IMAGES}/ImageFsInfo`, 60_000, ["imageFileSystem"], async ({ signal }) => {
      const answer = await ask(({ images: client }) => client.imageFsInfo.bind(client), {}, signal);
      ledger.replace(["imageFileSystem"], readImageFileSystems(answer));
    }),
  ];
  return {
    calls,
    close() {
      events.close();
      connection.close();
    },
  };
}

function call(
  name: string,
  interval: Call["interval"],
  kinds: readonly EntityKind[],
  run: (context: CallContext) => Promise<void>,
  deadline = DEADLINE,
): Call {
  return {
    source: "cri",
    name,
    interval,
    deadline,
    kinds,
    async run(context) {
      await run(context);
      return undefined;
    },
  };
}

/** What was listed a moment ago may be gone: that is no failure. */
function gone(error: unknown): null {
  if (isCode(error, status.NOT_FOUND)) return null;
  throw error;
}

import { status } from "@grpc/grpc-js";
import { answerFromJson } from "@bayplan/protocols/json";
import type { AllocatableResourcesResponse, ListPodResourcesResponse } from "@bayplan/protocols/podresources";
import type {
  ContainerEventResponse,
  ContainerStatusResponse,
  PodSandboxStatusResponse,
  VersionResponse,
} from "@bayplan/protocols/runtime";
import { json, text, type Answer } from "../servers/answer.ts";
import { CallFailure, type RuntimeSource } from "../servers/criRuntime/runtimeSource.ts";
import type { KubeletSource } from "../servers/kubelet/kubeletSource.ts";
import type { PodResourcesSource } from "../servers/podResources/podResourcesSource.ts";
import type { Pod } from "../world/kubernetes.ts";
import type { Observation } from "./tape/observation.ts";
import { callName } from "./tape/openTape.ts";
import { TapeError } from "./tape/tapeError.ts";

const RUNTIME = "runtime.v1.RuntimeService";
const IMAGES = "runtime.v1.ImageService";
const POD_RESOURCES = "v1.PodResourcesLister";
const VERSION = `${RUNTIME}/Version`;
const CONTAINER_STATUS = `${RUNTIME}/ContainerStatus`;
const SANDBOX_STATUS = `${RUNTIME}/PodSandboxStatus`;
export const CONTAINER_EVENTS = `${RUNTIME}/GetContainerEvents`;
export const PODS = "GET /pods";

/** Statuses of containers and sandboxes long gone are of no use. */
const MOST_STATUSES = 4_096;

const NOT_YET = "the recording has no answer of it up to this moment";

type Recorded = { answer: unknown } | { failure: CallFailure };

/** One node of a recording: each call's newest answer stands behind its sources. */
export interface RecordedNode {
  kubelet: KubeletSource;
  runtime: RuntimeSource;
  podResources: PodResourcesSource;
  /** Puts an answer, or hands an event to who is subscribed. Throws a TapeError for one that is no answer of its call. */
  take(observation: Observation): void;
  /** Whether the pods come from the API server's, for want of a recorded `GET /pods`. */
  derivesPods(): boolean;
  isSubscribed(): boolean;
  forget(): void;
}

/** `calls` are those that the recording has of this node; all others it answers like something that lacks them. */
export function createRecordedNode(calls: ReadonlySet<string>, apiPods: (() => Pod[]) | null): RecordedNode {
  let answers = new Map<string, Recorded>();
  let statuses = new Map<string, Recorded>();
  const listeners = new Set<(event: ContainerEventResponse) => void>();

  const find = (call: string, from: ReadonlyMap<string, Recorded> = answers, key = call): Recorded => {
    if (!calls.has(call)) {
      const [service = "", method = ""] = call.split("/");
      return { failure: new CallFailure(status.UNIMPLEMENTED, `unknown method ${method} for service ${service}`) };
    }
    return from.get(key) ?? { failure: new CallFailure(status.FAILED_PRECONDITION, NOT_YET) };
  };

  const ask = <Response>(call: string): Response => opened(find(call));
  const statusOf = <Response>(call: string, id: string): Response => {
    const found = find(call, statuses, `${call} ${id}`);
    // One whose status was never asked for: as one that is gone already.
    if ("failure" in found && calls.has(call) && found.failure.code === status.FAILED_PRECONDITION)
      throw new CallFailure(status.NOT_FOUND, `the recording has no status of ${id} up to this moment`);
    return opened(found);
  };

  const derivesPods = (): boolean => apiPods !== null && !answers.has(PODS);

  const kubelet: KubeletSource = {
    get(path) {
      const call = `GET ${path.length > 1 ? path.replace(/\/$/, "") : path}`;
      if (call === PODS && apiPods && derivesPods())
        return json({ kind: "PodList", apiVersion: "v1", metadata: {}, items: apiPods() });
      if (!calls.has(call)) return text("404 page not found\n", 404);
      const recorded = answers.get(call);
      if (!recorded) return text(`${NOT_YET}\n`, 503);
      if ("answer" in recorded) return recorded.answer as Answer;
      return text(`${recorded.failure.message}\n`, recorded.failure.code);
    },
  };

  const runtime: RuntimeSource = {
    // Who subscribes to the events asks for the version first, so without one there would be no events.
    version: () => (calls.has(VERSION) || !calls.has(CONTAINER_EVENTS) ? ask(VERSION) : UNKNOWN_VERSION),
    status: () => ask(`${RUNTIME}/Status`),
    runtimeConfig: () => ask(`${RUNTIME}/RuntimeConfig`),
    listPodSandbox: () => ask(`${RUNTIME}/ListPodSandbox`),
    podSandboxStatus: (id) => statusOf<PodSandboxStatusResponse>(SANDBOX_STATUS, id),
    listContainers: () => ask(`${RUNTIME}/ListContainers`),
    containerStatus: (id) => statusOf<ContainerStatusResponse>(CONTAINER_STATUS, id),
    listContainerStats: () => ask(`${RUNTIME}/ListContainerStats`),
    listPodSandboxStats: () => ask(`${RUNTIME}/ListPodSandboxStats`),
    listImages: () => ask(`${IMAGES}/ListImages`),
    imageFsInfo: () => ask(`${IMAGES}/ImageFsInfo`),
    subscribe(listener) {
      const recorded = find(CONTAINER_EVENTS);
      if ("failure" in recorded && recorded.failure.message !== NOT_YET) throw recorded.failure;
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };

  return {
    kubelet,
    runtime,
    podResources: {
      list: () => ask<ListPodResourcesResponse>(`${POD_RESOURCES}/List`),
      getAllocatableResources: () => ask<AllocatableResourcesResponse>(`${POD_RESOURCES}/GetAllocatableResources`),
    },
    take(observation) {
      const name = callName(observation);
      const recorded = read(observation, name);
      if (name === CONTAINER_EVENTS && "answer" in recorded) {
        for (const listener of listeners) listener(recorded.answer as ContainerEventResponse);
      } else if (name === CONTAINER_STATUS || name === SANDBOX_STATUS) {
        statuses.delete(observation.call);
        statuses.set(observation.call, recorded);
        if (statuses.size > MOST_STATUSES) statuses.delete(statuses.keys().next().value ?? "");
      } else answers.set(name, recorded);
    },
    derivesPods,
    isSubscribed: () => listeners.size > 0,
    forget() {
      answers = new Map();
      statuses = new Map();
    },
  };
}

const UNKNOWN_VERSION: VersionResponse = {
  version: "0.1.0",
  runtimeName: "containerd",
  runtimeVersion: "2.0.0",
  runtimeApiVersion: "v1",
};

function opened<Response>(recorded: Recorded): Response {
  if ("failure" in recorded) throw recorded.failure;
  return recorded.answer as Response;
}

/** The body as the server gives it: an HTTP answer, a message, or the failure that was recorded. */
function read({ line, source, body }: Observation, call: string): Recorded {
  const failure = failureOf(body, source === "kubelet" ? 503 : status.UNKNOWN);
  if (failure) return { failure };
  if (source === "kubelet") return { answer: typeof body === "string" ? text(body) : json(body) };
  try {
    return { answer: answerFromJson(call, body) };
  } catch (error) {
    throw new TapeError(
      line,
      `has a body that is no answer of ${call}: ${error instanceof Error ? error.message : String(error)}.`,
      { cause: error },
    );
  }
}

/** `{"error":{"code":12,"message":"…"}}`: a gRPC code, or the kubelet's HTTP status. */
function failureOf(body: unknown, otherwise: number): CallFailure | null {
  if (typeof body !== "object" || body === null || !("error" in body)) return null;
  const { error } = body;
  if (typeof error !== "object" || error === null) return new CallFailure(otherwise, String(error));
  const { code, message } = error as { code?: unknown; message?: unknown };
  return new CallFailure(
    typeof code === "number" ? code : otherwise,
    typeof message === "string" ? message : "no reason given",
  );
}

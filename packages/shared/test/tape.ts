// What the tests need of the agent's reading of a node, as little as can be: shared may not import the agent.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Allocation, Device } from "../src/model/device.ts";
import type { Condition, Pod } from "../src/model/pod.ts";
import type { RuntimeContainer, RuntimeContainerState, Sandbox } from "../src/model/runtime.ts";
import { fromUnixNanos, type Time } from "../src/model/time.ts";
import type { RuntimeChange } from "../src/rules/transitions/transitionsBetween.ts";

/** One observation of a recording. */
export interface TapeLine {
  at: Time;
  source: string;
  call: string;
  // A recorded answer has the shape that its source gave it.
  // oxlint-disable-next-line typescript/no-explicit-any -- the mapping below is the check
  body: any;
}

export const readTape = (name: "steady" | "eviction"): TapeLine[] =>
  gunzipSync(readFileSync(new URL(`../../../recordings/${name}.jsonl.gz`, import.meta.url)))
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as TapeLine);

const reference = (labels: Record<string, string>) => ({
  namespace: labels["io.kubernetes.pod.namespace"] ?? "",
  pod: labels["io.kubernetes.pod.name"] ?? "",
  podUid: labels["io.kubernetes.pod.uid"] ?? "",
});

const nanos = (text: string | undefined): Time | undefined => fromUnixNanos(BigInt(text ?? "0")) ?? undefined;

export function sandboxOf(raw: TapeLine["body"]): Sandbox {
  return {
    kind: "sandbox",
    id: raw.id,
    ...reference(raw.labels),
    attempt: raw.metadata.attempt,
    state: raw.state === "SANDBOX_READY" ? "Ready" : "NotReady",
    createdAt: nanos(raw.created_at) ?? null,
    runtimeHandler: "",
  };
}

const STATES: Record<string, RuntimeContainerState> = {
  CONTAINER_CREATED: "Created",
  CONTAINER_RUNNING: "Running",
  CONTAINER_EXITED: "Exited",
};

/** From a status, or from a list, which has neither start, end nor exit code. */
export function containerOf(raw: TapeLine["body"], sandboxId: string): RuntimeContainer {
  const startedAt = nanos(raw.started_at);
  const finishedAt = nanos(raw.finished_at);
  return {
    kind: "container",
    id: raw.id,
    ...reference(raw.labels),
    name: raw.metadata.name,
    sandboxId,
    attempt: raw.metadata.attempt,
    state: STATES[raw.state] ?? "Unknown",
    image: raw.image.image,
    imageRef: raw.image_ref,
    createdAt: nanos(raw.created_at) ?? null,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { finishedAt, exitCode: raw.exit_code, reason: raw.reason }),
  };
}

export const EVENT_CHANGES: Record<string, RuntimeChange> = {
  CONTAINER_CREATED_EVENT: "Created",
  CONTAINER_STARTED_EVENT: "Running",
  CONTAINER_STOPPED_EVENT: "Exited",
  CONTAINER_DELETED_EVENT: "Removed",
};

export function podOf(raw: TapeLine["body"]): Pod {
  const { metadata, spec, status } = raw;
  return {
    kind: "pod",
    id: metadata.uid,
    namespace: metadata.namespace,
    name: metadata.name,
    labels: {},
    ...(metadata.creationTimestamp ? { createdAt: metadata.creationTimestamp } : {}),
    ...(metadata.deletionTimestamp
      ? { deletedAt: metadata.deletionTimestamp, deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds ?? 0 }
      : {}),
    spec: { ...spec, containers: spec.containers },
    status: {
      ...status,
      conditions: (status.conditions ?? []).map(conditionOf),
      containerStatuses: status.containerStatuses ?? [],
      initContainerStatuses: status.initContainerStatuses ?? [],
    },
  };
}

/** The API writes null for a moment that it does not have. */
const conditionOf = (raw: Record<string, string | null>): Condition =>
  Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null)) as Condition;

interface RawDevices {
  resource_name: string;
  device_ids: string[];
  topology: { nodes: { ID: string }[] } | null;
}

const numaNodes = (device: RawDevices): number[] => (device.topology?.nodes ?? []).map((node) => Number(node.ID));

/** `GetAllocatableResources`: what is healthy, held or free. */
export const devicesOf = (body: TapeLine["body"]): Device[] =>
  body.devices.flatMap((device: RawDevices) =>
    device.device_ids.map((deviceId) => ({
      kind: "device",
      id: `${device.resource_name}/${deviceId}`,
      resource: device.resource_name,
      deviceId,
      numaNodes: numaNodes(device),
      allocatable: true,
    })),
  );

interface RawContainerResources {
  name: string;
  devices: RawDevices[];
  cpu_ids: string[];
}

export const allocationsOf = (body: TapeLine["body"]): Allocation[] =>
  body.pod_resources.flatMap((pod: { namespace: string; name: string; containers: RawContainerResources[] }) =>
    pod.containers.map((container) => ({
      kind: "allocation",
      id: `${pod.namespace}/${pod.name}/${container.name}`,
      namespace: pod.namespace,
      pod: pod.name,
      container: container.name,
      devices: container.devices.flatMap((device) =>
        device.device_ids.map((deviceId) => ({ resource: device.resource_name, deviceId })),
      ),
      cpuIds: container.cpu_ids.map(Number),
      memory: [],
      claims: [],
    })),
  );

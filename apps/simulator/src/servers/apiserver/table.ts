import type { ApiObject, Event, Node, Pod } from "../../world/kubernetes.ts";

interface Column {
  name: string;
  type: string;
  cell(object: ApiObject, now: number): string | number;
}

/** kubectl asks for a table and prints its columns. */
export const wantsTable = (accept: string): boolean => /as=Table/.test(accept) && /v=v1[;,]/.test(`${accept};`);

export function tableOf(kind: string, objects: ApiObject[], now: number) {
  const columns = COLUMNS[kind] ?? [NAME];
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata: {},
    columnDefinitions: columns.map(({ name, type }) => ({
      name,
      type,
      format: name === "Name" ? "name" : "",
      description: name,
      priority: 0,
    })),
    rows: objects.map((object) => ({
      cells: columns.map(({ cell }) => cell(object, now)),
      object: {
        kind: "PartialObjectMetadata",
        apiVersion: "meta.k8s.io/v1",
        metadata: object.metadata,
      },
    })),
  };
}

const NAME: Column = { name: "Name", type: "string", cell: ({ metadata }) => metadata.name };
const AGE: Column = {
  name: "Age",
  type: "string",
  cell: ({ metadata }, now) => age(metadata.creationTimestamp, now),
};

/** As kubectl is used to it: `12s`, `4m10s`, `3h`, `41d`. */
function age(since: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (seconds < 120) return `${seconds}s`;
  if (minutes < 10) return `${minutes}m${seconds % 60}s`;
  if (minutes < 180) return `${minutes}m`;
  return hours < 48 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
}

const column = <T extends ApiObject>(
  name: string,
  cell: (object: T, now: number) => string | number,
  type = "string",
): Column => ({ name, type, cell: (object, now) => cell(object as T, now) });

const COLUMNS: Record<string, Column[]> = {
  Pod: [
    NAME,
    column<Pod>(
      "Ready",
      ({ spec, status }) =>
        `${(status.containerStatuses ?? []).filter(({ ready }) => ready).length}/${spec.containers.length}`,
    ),
    column<Pod>("Status", podWord),
    column<Pod>(
      "Restarts",
      ({ status }) => (status.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0),
      "integer",
    ),
    AGE,
    column<Pod>("IP", ({ status }) => status.podIP ?? "<none>"),
    column<Pod>("Node", ({ spec }) => spec.nodeName ?? "<none>"),
  ],
  Node: [
    NAME,
    column<Node>("Status", ({ status, spec }) => {
      const ready = status.conditions.find(({ type }) => type === "Ready")?.status === "True";
      return `${ready ? "Ready" : "NotReady"}${spec.unschedulable ? ",SchedulingDisabled" : ""}`;
    }),
    column<Node>("Version", ({ status }) => status.nodeInfo["kubeletVersion"] ?? ""),
    AGE,
  ],
  Event: [
    column<Event>("Last Seen", ({ lastTimestamp }, now) => age(lastTimestamp, now)),
    column<Event>("Type", ({ type }) => type),
    column<Event>("Reason", ({ reason }) => reason),
    column<Event>("Object", ({ involvedObject }) => `${involvedObject.kind.toLowerCase()}/${involvedObject.name}`),
    column<Event>("Message", ({ message }) => message.trim()),
  ],
  Namespace: [NAME, column("Status", () => "Active"), AGE],
};

function podWord({ metadata, status }: Pod): string {
  if (metadata.deletionTimestamp !== undefined) return "Terminating";
  for (const { state } of status.containerStatuses ?? []) {
    if (state.waiting) return state.waiting.reason;
    if (state.terminated && !status.reason) return state.terminated.reason;
  }
  return status.reason ?? status.phase;
}

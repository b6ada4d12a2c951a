import {
  ContainerEventType,
  type Container,
  type ContainerEventResponse,
  type ContainerStatus,
  type PodSandbox,
  type PodSandboxStatus,
} from "@bayplan/protocols/runtime";
import { fromUnixNanos, type ChangeCause, type RuntimeChange } from "@bayplan/shared";
import type { Ledger } from "../../ledger/ledger.ts";
import { fromContainerStatus, fromListedContainer } from "./containers.ts";
import { fromListedSandbox, fromSandboxStatus } from "./sandboxes.ts";
import { createSightings } from "./sightings.ts";

/** Puts what the runtime's lists, statuses and events say into the ledger, whichever of them comes first. */
export interface Observations {
  mark(): number;
  /** A list asked at that mark, with the statuses asked for since. */
  containers(listed: readonly Container[], statuses: ReadonlyMap<string, ContainerStatus>, mark: number): void;
  sandboxes(listed: readonly PodSandbox[], statuses: ReadonlyMap<string, PodSandboxStatus>, mark: number): void;
  containerStatus(status: ContainerStatus, mark: number): void;
  sandboxStatus(status: PodSandboxStatus, mark: number): void;
  event(event: ContainerEventResponse): void;
}

export function createObservations(ledger: Ledger): Observations {
  const sightings = createSightings();

  const putContainer = (status: ContainerStatus, sandboxId: string, cause?: ChangeCause): void =>
    ledger.put(fromContainerStatus(status, sandboxId, ledger.get("container", status.id)), cause);
  const putSandbox = (status: PodSandboxStatus, cause?: ChangeCause): void =>
    ledger.put(fromSandboxStatus(status, ledger.get("sandbox", status.id)), cause);

  const removeUnlisted = (kind: "container" | "sandbox", listed: readonly { id: string }[], mark: number): void => {
    const present = new Set(listed.map(({ id }) => id));
    for (const { id } of ledger.all(kind))
      if (!present.has(id) && !sightings.touchedSince(id, mark)) ledger.remove(kind, id);
  };

  return {
    mark: sightings.mark,
    containers(listed, statuses, mark) {
      for (const container of listed) {
        if (sightings.touchedSince(container.id, mark)) continue;
        const status = statuses.get(container.id);
        const fromList = fromListedContainer(container, ledger.get("container", container.id));
        ledger.put(status ? fromContainerStatus(status, container.podSandboxId, fromList) : fromList);
      }
      removeUnlisted("container", listed, mark);
    },
    sandboxes(listed, statuses, mark) {
      for (const sandbox of listed) {
        if (sightings.touchedSince(sandbox.id, mark)) continue;
        const status = statuses.get(sandbox.id);
        const fromList = fromListedSandbox(sandbox, ledger.get("sandbox", sandbox.id));
        ledger.put(status ? fromSandboxStatus(status, fromList) : fromList);
      }
      removeUnlisted("sandbox", listed, mark);
    },
    containerStatus(status, mark) {
      const before = ledger.get("container", status.id);
      if (before && !sightings.touchedSince(status.id, mark)) putContainer(status, before.sandboxId);
    },
    sandboxStatus(status, mark) {
      if (ledger.get("sandbox", status.id) && !sightings.touchedSince(status.id, mark)) putSandbox(status);
    },
    event({ containerId, containerEventType, createdAt, podSandboxStatus, containersStatuses }) {
      const to = CHANGES[containerEventType];
      const at = fromUnixNanos(createdAt);
      // Of the others whose statuses come along the event says nothing.
      const cause = (id: string): ChangeCause | undefined =>
        id === containerId && to && at ? { event: { to, at } } : undefined;
      if (podSandboxStatus) {
        sightings.touch(podSandboxStatus.id);
        putSandbox(podSandboxStatus, cause(podSandboxStatus.id));
      }
      for (const status of containersStatuses) {
        const sandboxId = podSandboxStatus?.id ?? ledger.get("container", status.id)?.sandboxId ?? "";
        sightings.touch(status.id);
        putContainer(status, sandboxId, cause(status.id));
      }
      if (to !== "Removed") return;
      sightings.touch(containerId);
      ledger.remove("container", containerId, cause(containerId));
      ledger.remove("sandbox", containerId, cause(containerId));
    },
  };
}

const CHANGES: Readonly<Record<number, RuntimeChange>> = {
  [ContainerEventType.CONTAINER_CREATED_EVENT]: "Created",
  [ContainerEventType.CONTAINER_STARTED_EVENT]: "Running",
  [ContainerEventType.CONTAINER_STOPPED_EVENT]: "Exited",
  [ContainerEventType.CONTAINER_DELETED_EVENT]: "Removed",
};

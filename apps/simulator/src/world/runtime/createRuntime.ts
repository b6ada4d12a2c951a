import type { Random } from "../random.ts";
import type { RuntimeContainer, RuntimeEvent, RuntimeEventType, Sandbox } from "./state.ts";

/** What one node's container runtime holds. Objects are replaced when they change, so that an event keeps its picture. */
export interface Runtime {
  sandboxes(): Sandbox[];
  containers(): RuntimeContainer[];
  sandbox(id: string): Sandbox | undefined;
  container(id: string): RuntimeContainer | undefined;
  containersOf(sandboxId: string): RuntimeContainer[];
  runSandbox(sandbox: Omit<Sandbox, "id" | "ready">): Sandbox;
  stopSandbox(id: string): void;
  removeSandbox(id: string): void;
  create(
    container: Omit<RuntimeContainer, "id" | "state" | "startedAt" | "finishedAt" | "exitCode" | "reason" | "message">,
  ): RuntimeContainer;
  /** Takes over a container that was there before anybody looked: no event. */
  adopt(container: Omit<RuntimeContainer, "id">): RuntimeContainer;
  start(id: string): RuntimeContainer | undefined;
  exit(id: string, exitCode: number, reason: string, message?: string): RuntimeContainer | undefined;
  update(id: string, change: Partial<Pick<RuntimeContainer, "resources" | "load">>): RuntimeContainer | undefined;
  remove(id: string): void;
  /** Each subscriber has a channel of its own. */
  subscribe(listener: (event: RuntimeEvent) => void): () => void;
}

export function createRuntime(now: () => number, random: Random): Runtime {
  const sandboxes = new Map<string, Sandbox>();
  const containers = new Map<string, RuntimeContainer>();
  const bySandbox = new Map<string, Set<string>>();
  const listeners = new Set<(event: RuntimeEvent) => void>();

  const containersOf = (sandboxId: string) =>
    [...(bySandbox.get(sandboxId) ?? [])].flatMap((id) => containers.get(id) ?? []);

  function emit(type: RuntimeEventType, id: string, sandboxId: string): void {
    const sandbox = sandboxes.get(sandboxId);
    if (!sandbox || listeners.size === 0) return;
    const event = { type, id, at: now(), sandbox, containers: containersOf(sandboxId) };
    for (const listener of listeners) listener(event);
  }

  function replace(id: string, change: Partial<RuntimeContainer>): RuntimeContainer | undefined {
    const before = containers.get(id);
    if (!before) return undefined;
    const after = { ...before, ...change };
    containers.set(id, after);
    return after;
  }

  function remove(id: string): void {
    const container = containers.get(id);
    if (!container) return;
    containers.delete(id);
    bySandbox.get(container.sandboxId)?.delete(id);
    emit("deleted", id, container.sandboxId);
  }

  return {
    sandboxes: () => [...sandboxes.values()],
    containers: () => [...containers.values()],
    sandbox: (id) => sandboxes.get(id),
    container: (id) => containers.get(id),
    containersOf,
    runSandbox(sandbox) {
      const running = { ...sandbox, id: random.hex(64), ready: true };
      sandboxes.set(running.id, running);
      bySandbox.set(running.id, new Set());
      emit("created", running.id, running.id);
      emit("started", running.id, running.id);
      return running;
    },
    stopSandbox(id) {
      const sandbox = sandboxes.get(id);
      if (!sandbox?.ready) return;
      sandboxes.set(id, { ...sandbox, ready: false });
      emit("stopped", id, id);
    },
    removeSandbox(id) {
      for (const container of containersOf(id)) remove(container.id);
      emit("deleted", id, id);
      sandboxes.delete(id);
      bySandbox.delete(id);
    },
    create(container) {
      const created: RuntimeContainer = {
        ...container,
        id: random.hex(64),
        state: "created",
        startedAt: null,
        finishedAt: null,
        exitCode: 0,
        reason: "",
        message: "",
      };
      containers.set(created.id, created);
      bySandbox.get(created.sandboxId)?.add(created.id);
      emit("created", created.id, created.sandboxId);
      return created;
    },
    adopt(container) {
      const adopted = { ...container, id: random.hex(64) };
      containers.set(adopted.id, adopted);
      bySandbox.get(adopted.sandboxId)?.add(adopted.id);
      return adopted;
    },
    start(id) {
      const started = replace(id, { state: "running", startedAt: now() });
      if (started) emit("started", id, started.sandboxId);
      return started;
    },
    exit(id, exitCode, reason, message = "") {
      const ended = replace(id, { state: "exited", finishedAt: now(), exitCode, reason, message });
      if (ended) emit("stopped", id, ended.sandboxId);
      return ended;
    },
    update: replace,
    remove,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

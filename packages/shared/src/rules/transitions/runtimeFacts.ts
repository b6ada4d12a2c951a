import type { RuntimeContainer, Sandbox } from "../../model/runtime.ts";
import { signalOf, type Fact } from "./fact.ts";

/**
 * What the runtime tells of a container: created, running, exited, each with its own nanoseconds, so that one which is
 * first seen when it has exited leaves nothing out. A list has only the creation's; a status has all.
 * Source: CRI v1 `ContainerStatus`.
 */
export function containerFacts(container: RuntimeContainer): Fact[] {
  const facts: Fact[] = [];
  const subject = {
    kind: "container",
    namespace: container.namespace,
    pod: container.pod,
    uid: container.podUid,
    container: container.name,
    containerId: container.id,
    ...(container.sandboxId === "" ? {} : { sandboxId: container.sandboxId }),
    restart: container.attempt,
  } as const;
  const { state } = container;
  const add = (to: string, at: Fact["at"], details: Partial<Fact["details"]> = {}): void => {
    facts.push({
      mark: containerMark(container.id, to),
      at,
      recurs: false,
      details: { ...subject, to, ...details },
    });
  };

  add("Created", container.createdAt);
  if (container.startedAt !== undefined || state === "Running") add("Running", container.startedAt ?? null);
  if (state === "Exited") {
    const { exitCode, reason, message } = container;
    const signal = exitCode === undefined ? undefined : signalOf(exitCode);
    add("Exited", container.finishedAt ?? null, {
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(signal === undefined ? {} : { signal }),
      ...(reason === undefined || reason === "" ? {} : { reason }),
      ...(message === undefined || message === "" ? {} : { message }),
    });
  }
  if (state === "Unknown") add("Unknown", null);
  return facts;
}

/**
 * What the runtime tells of a sandbox. It gives the creation's moment only: one found ready runs since then at the
 * latest known, and for the other changes the moment of the event or of first sight stands in.
 */
export function sandboxFacts(sandbox: Sandbox): Fact[] {
  const subject = {
    kind: "sandbox",
    namespace: sandbox.namespace,
    pod: sandbox.pod,
    uid: sandbox.podUid,
    sandboxId: sandbox.id,
    restart: sandbox.attempt,
  } as const;
  const fact = (to: string, at: Fact["at"]): Fact => ({
    mark: sandboxMark(sandbox.id, to),
    at,
    recurs: false,
    details: { ...subject, to },
  });
  const facts = [fact("Created", sandbox.createdAt), fact("Running", null)];
  if (sandbox.state === "NotReady") facts.push(fact("Exited", null));
  return facts;
}

export const containerMark = (id: string, to: string): string => `container/${id}/${to}`;

export const sandboxMark = (id: string, to: string): string => `sandbox/${id}/${to}`;

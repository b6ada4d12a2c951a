import { NamespaceMode, PodSandboxState, type PodSandbox, type PodSandboxStatus } from "@bayplan/protocols/runtime";
import { fromUnixNanos, type Sandbox } from "@bayplan/shared";
import { given } from "@bayplan/shared/kubernetes";

/** A sandbox as the runtime's list tells it; what only its status tells is taken from before. */
export function fromListedSandbox(listed: PodSandbox, before: Sandbox | undefined): Sandbox {
  const { ip, namespaces } = before ?? {};
  return { ...commonParts(listed, before), ...given({ ip, namespaces }) };
}

export function fromSandboxStatus(status: PodSandboxStatus, before: Sandbox | undefined): Sandbox {
  const options = status.linux?.namespaces?.options;
  return {
    ...commonParts(status, before),
    ...given({
      ip: status.network?.ip || before?.ip,
      namespaces: options
        ? given({
            network: modeName(options.network),
            pid: modeName(options.pid),
            ipc: modeName(options.ipc),
            user: options.usernsOptions && modeName(options.usernsOptions.mode),
          })
        : before?.namespaces,
    }),
  };
}

/** Annotations stay behind: among them is the whole manifest with its environment. */
const commonParts = (
  { id, metadata, state, createdAt, runtimeHandler }: PodSandbox | PodSandboxStatus,
  before: Sandbox | undefined,
): Sandbox => ({
  kind: "sandbox",
  id,
  namespace: metadata?.namespace ?? "",
  pod: metadata?.name ?? "",
  podUid: metadata?.uid ?? "",
  attempt: metadata?.attempt ?? 0,
  // A sandbox that is not ready never is again: an older answer that comes late is not believed.
  state: before?.state === "NotReady" || state === PodSandboxState.SANDBOX_NOTREADY ? "NotReady" : "Ready",
  createdAt: fromUnixNanos(createdAt),
  runtimeHandler,
});

/** Whether only a new status can tell what the list hints at: the sandbox is new, or has ended. */
export const sandboxWantsStatus = (state: PodSandboxState, before: Sandbox | undefined): boolean =>
  before === undefined || (before.state === "Ready" && state === PodSandboxState.SANDBOX_NOTREADY);

const modeName = (mode: NamespaceMode): string =>
  Object.entries(NamespaceMode).find(([, number]) => number === mode)?.[0] ?? String(mode);

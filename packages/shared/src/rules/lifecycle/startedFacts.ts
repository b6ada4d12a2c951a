import type { ContainerSpec, ContainerStatus, Pod } from "../../model/pod.ts";
import { isSidecar } from "../resources/podResources.ts";

/** What of a container's first start lies behind it. */
export interface ContainerPast {
  started: boolean;
  /** Nothing of that start is waited for any more: it became ready, or that run has ended. */
  over: boolean;
  /** Its startup probe has succeeded, or it runs without one. */
  up: boolean;
}

/** What a pod's status alone tells of its start, whoever saw it. */
export interface StartedFacts {
  hasSandbox: boolean;
  initContainer(container: ContainerSpec): ContainerPast;
  container(container: ContainerSpec): ContainerPast;
}

/** Waits that come before the pod's sandbox, or may: any other is a container's own. */
const BEFORE_SANDBOX: ReadonlySet<string> = new Set(["ContainerCreating", "PodInitializing", ""]);

const hasStarted = ({ state, lastState, restartCount }: ContainerStatus): boolean =>
  restartCount > 0 ||
  state.running !== undefined ||
  state.terminated !== undefined ||
  lastState.terminated !== undefined;

/**
 * Source: kubelet `pkg/kubelet/kuberuntime/kuberuntime_manager.go` (SyncPod): the sandbox before any image, and all init
 * containers before the first of the others.
 */
export function startedFacts({ spec, status }: Pod): StartedFacts {
  const { initContainerStatuses = [], containerStatuses = [], conditions = [], phase } = status;
  const isTrue = (type: string): boolean => conditions.some((one) => one.type === type && one.status === "True");
  const isOver = phase === "Succeeded" || phase === "Failed" || isTrue("Ready");
  const isInitialized = isOver || (spec.initContainers?.length ? containerStatuses.some(hasStarted) : true);
  const hasOwnWait = ({ state }: ContainerStatus): boolean => !BEFORE_SANDBOX.has(state.waiting?.reason ?? "");

  const pastOf = (own: ContainerStatus | undefined): ContainerPast => {
    const started = isOver || (own !== undefined && hasStarted(own));
    const isFirstRun = own?.state.running !== undefined && own.restartCount === 0;
    return {
      started,
      over: isOver || (started && (!isFirstRun || own?.ready === true)),
      up: isOver || own?.started === true,
    };
  };
  return {
    hasSandbox:
      isOver ||
      isTrue("PodReadyToStartContainers") ||
      [...initContainerStatuses, ...containerStatuses].some((own) => hasStarted(own) || hasOwnWait(own)),
    initContainer: (container) => {
      const own = initContainerStatuses.find(({ name }) => name === container.name);
      const past = pastOf(own);
      if (isInitialized) return { started: true, over: past.over || !isSidecar(container), up: true };
      return isSidecar(container) ? past : { ...past, over: own?.state.terminated?.exitCode === 0 };
    },
    container: ({ name }) => pastOf(containerStatuses.find((own) => own.name === name)),
  };
}

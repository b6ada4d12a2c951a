import type { KubeletCore } from "./core.ts";
import { KUBELET_START } from "./metrics.ts";
import type { NodeStatus } from "./nodeStatus.ts";
import type { PodEntry } from "./state.ts";
import type { Termination } from "./termination.ts";

/** A machine that goes down in good order and comes up again. */
export interface Shutdown {
  /** Ends all pods, ordinary ones first and critical ones last, within the time that the kubelet's settings give. */
  begin(): void;
  /** The machine has started anew. */
  boot(): void;
  /** Why no pod is taken any more; null while the machine stays up. */
  refusal(): { reason: string; message: string } | null;
}

const CRITICAL_PRIORITY = 2_000_000_000;

/** The kubelet's node shutdown manager (pkg/kubelet/nodeshutdown), by systemd's inhibitor locks. */
export function createShutdown(core: KubeletCore, nodeStatus: NodeStatus, termination: Termination): Shutdown {
  const grace = core.profile.shutdownGrace ?? { ordinary: 0, critical: 0 };
  let going = false;

  function end(pods: PodEntry[], longest: number, done: () => void): void {
    let left = pods.length;
    if (left === 0) done();
    for (const entry of pods) {
      termination.putOut(entry, {
        ending: {
          reason: "Terminated",
          message: "Pod was terminated in response to imminent node shutdown.",
          disruption: "Pod was terminated in response to imminent node shutdown.",
        },
        grace: Math.min(longest, entry.object.spec.terminationGracePeriodSeconds * 1_000),
        done() {
          if (--left === 0) done();
        },
      });
    }
  }

  const alive = (critical: boolean): PodEntry[] =>
    [...core.pods.values()].filter(
      ({ stage, object }) =>
        (stage === "running" || stage === "starting") && object.spec.priority >= CRITICAL_PRIORITY === critical,
    );

  return {
    begin() {
      going = true;
      nodeStatus.setShuttingDown(true);
      end(alive(false), grace.ordinary, () =>
        end(alive(true), grace.critical, () =>
          // What the last pods came to is still told before the machine is gone.
          core.agenda.after(500, () => {
            core.setAlive(false);
            nodeStatus.setHeard(false);
          }),
        ),
      );
    },
    boot() {
      going = false;
      core.profile.bootedAt = core.agenda.now() - KUBELET_START;
      core.setAlive(true);
      nodeStatus.booted();
    },
    refusal: () =>
      going ? { reason: "NodeShutdown", message: "Pod was rejected as the node is shutting down." } : null,
  };
}

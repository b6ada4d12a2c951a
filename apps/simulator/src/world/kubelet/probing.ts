import type { Probe } from "../kubernetes.ts";
import { SECOND } from "../time/clock.ts";
import type { KubeletCore } from "./core.ts";
import { running } from "./podStatus.ts";
import type { ContainerSlot, PodEntry } from "./state.ts";

interface ProbingHooks {
  live(entry: PodEntry): boolean;
  /** The kubelet killed the container for its failing probe. */
  killed(entry: PodEntry, slot: ContainerSlot, exitCode: number): void;
}

/** Probes that change something are acted out; those that always pass are only counted, when somebody asks. */
export function createProbing(core: KubeletCore, hooks: ProbingHooks) {
  const { agenda } = core;

  function follow(entry: PodEntry, slot: ContainerSlot, age: number, started: () => void): void {
    const record = slot.current;
    const { ready, sick } = slot.behaviour;
    const { startupProbe, readinessProbe, livenessProbe } = slot.spec;
    const current = () => hooks.live(entry) && slot.current?.id === record?.id && running(slot);

    if (startupProbe) {
      const takes = (startupProbe.initialDelaySeconds ?? 0) * SECOND + startupProbe.periodSeconds * SECOND;
      agenda.after(Math.max(0, takes - age), () => {
        if (!current()) return;
        slot.started = true;
        slot.ready = ready === 0;
        core.statusChanged(entry);
        started();
      });
    }
    if (ready === "never") {
      failReadiness(entry, slot, readinessProbe, current);
    } else if (ready > 0) {
      agenda.after(Math.max(0, ready - age), () => {
        if (!current()) return;
        slot.ready = true;
        slot.started = true;
        core.statusChanged(entry);
      });
    }
    if (sick !== undefined && livenessProbe)
      agenda.after(Math.max(0, sick - age), () => failLiveness(entry, slot, livenessProbe, 1, current));
  }

  function failReadiness(entry: PodEntry, slot: ContainerSlot, probe: Probe | undefined, current: () => boolean): void {
    const period = (probe?.periodSeconds ?? 10) * SECOND;
    agenda.after(period, () => {
      if (!current()) return;
      slot.probeFailures.readiness++;
      unhealthy(entry, slot, "Readiness", probe);
      failReadiness(entry, slot, probe, current);
    });
  }

  function failLiveness(
    entry: PodEntry,
    slot: ContainerSlot,
    probe: Probe,
    failures: number,
    current: () => boolean,
  ): void {
    if (!current()) return;
    slot.probeFailures.liveness++;
    unhealthy(entry, slot, "Liveness", probe);
    if (failures < probe.failureThreshold) {
      agenda.after(probe.periodSeconds * SECOND, () => failLiveness(entry, slot, probe, failures + 1, current));
      return;
    }
    core.podEvent(entry, "Normal", "Killing", `Container ${slot.spec.name} failed liveness probe, will be restarted`, {
      name: slot.spec.name,
      init: slot.kind !== "regular",
    });
    const grace = entry.object.spec.terminationGracePeriodSeconds * SECOND;
    const { stops, preStop } = slot.behaviour;
    const forced = stops === "deaf" || preStop + stops > grace;
    agenda.after(forced ? grace + core.delay(20, 60) : preStop + stops, () => {
      if (current()) hooks.killed(entry, slot, forced ? 137 : 143);
    });
  }

  function unhealthy(entry: PodEntry, slot: ContainerSlot, kind: string, probe: Probe | undefined): void {
    core.podEvent(entry, "Warning", "Unhealthy", `${kind} probe failed: ${complaint(probe)}`, {
      name: slot.spec.name,
      init: slot.kind !== "regular",
    });
  }

  return { follow };
}

function complaint(probe: Probe | undefined): string {
  if (probe?.httpGet) return "HTTP probe failed with statuscode: 503";
  if (probe?.tcpSocket) return `dial tcp: connect: connection refused`;
  if (probe?.grpc) return 'service unhealthy (responded with "NOT_SERVING")';
  return "command exited with 1\n";
}

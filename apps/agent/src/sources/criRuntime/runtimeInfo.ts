import {
  CgroupDriver,
  type RuntimeConfigResponse,
  type StatusResponse,
  type VersionResponse,
} from "@bayplan/protocols/runtime";
import type { RuntimeInfo } from "@bayplan/shared";
import type { Ledger } from "../../ledger/ledger.ts";
import { given } from "@bayplan/shared/kubernetes";

/** What three calls tell of the runtime itself, put together. */
export interface RuntimeInfoParts {
  version(version: VersionResponse, endpoint: string): void;
  status(status: StatusResponse): void;
  config(config: RuntimeConfigResponse): void;
}

export function createRuntimeInfo(ledger: Ledger): RuntimeInfoParts {
  let identity: Pick<RuntimeInfo, "name" | "version" | "apiVersion" | "endpoint"> | null = null;
  let health: Pick<RuntimeInfo, "conditions" | "handlers"> = { conditions: [], handlers: [] };
  let cgroupDriver: string | undefined;

  const tell = (): void => {
    if (identity) ledger.put({ kind: "runtime", id: "runtime", ...identity, ...health, ...given({ cgroupDriver }) });
  };
  return {
    version({ runtimeName, runtimeVersion, runtimeApiVersion }, endpoint) {
      identity = { name: runtimeName, version: runtimeVersion, apiVersion: runtimeApiVersion, endpoint };
      tell();
    },
    status({ status, runtimeHandlers }) {
      health = {
        conditions: (status?.conditions ?? []).map(({ type, status: isTrue, reason, message }) =>
          given({
            type,
            status: isTrue ? "True" : "False",
            reason: reason || undefined,
            message: message || undefined,
          }),
        ),
        handlers: runtimeHandlers.map(({ name, features }) => ({
          name,
          recursiveReadOnlyMounts: features?.recursiveReadOnlyMounts ?? false,
          userNamespaces: features?.userNamespaces ?? false,
        })),
      };
      tell();
    },
    config({ linux }) {
      cgroupDriver = linux && (linux.cgroupDriver === CgroupDriver.CGROUPFS ? "cgroupfs" : "systemd");
      tell();
    },
  };
}

/**
 * Whether each subscriber of the event stream has a channel of its own. Before 2.0 containerd gives each event to only
 * one of them (containerd#7318): a second subscriber would take the kubelet's away.
 */
export function hasOwnEventChannel({ runtimeName, runtimeVersion }: VersionResponse): boolean {
  if (runtimeName === "cri-o") return true;
  return runtimeName === "containerd" && Number(/^v?(\d+)\./.exec(runtimeVersion)?.[1] ?? 0) >= 2;
}

import type { KubeletConfig } from "../../model/kubelet.ts";
import { parseCpuList } from "../cpus/cpuList.ts";
import { textSetting, textSettings } from "../kubeletSetting.ts";
import { NANO } from "../quantity.ts";
import { add, amounts, type Amounts } from "./list.ts";

/** What the kubelet keeps from pods for the node's own daemons. */
export interface Reservations {
  kube: Amounts;
  system: Amounts;
}

/**
 * `kubeReserved` and `systemReserved`; CPUs that are reserved by name take the place of both
 * (`cmd/kubelet/app/server.go`).
 * @throws Error that names the resource, where its quantity is malformed.
 */
export function reservations(config: KubeletConfig): Reservations {
  const kube = amounts(textSettings(config, "kubeReserved"));
  const system = amounts(textSettings(config, "systemReserved"));
  const named = parseCpuList(textSetting(config, "reservedSystemCPUs") ?? "").length;
  if (named > 0) {
    delete kube["cpu"];
    system["cpu"] = BigInt(named) * NANO;
  }
  return { kube, system };
}

/** Both together. */
export function reservedInAll(config: KubeletConfig): Amounts {
  const { kube, system } = reservations(config);
  add(kube, system);
  return kube;
}

import type { QosClass } from "../../model/pod.ts";

/** Where a cgroup lies, below the root of the cgroup file system, by the driver that names it. */
export interface CgroupNames {
  node: string;
  tier(tier: QosClass): string;
  pod(tier: QosClass, uid: string): string;
  /** Null for a runtime that names them in a way not known here. */
  container(tier: QosClass, uid: string, id: string): string | null;
}

/**
 * cgroupfs: `/kubepods/burstable/pod<uid>`; systemd: the same as slices, each with its parents' names before it and the
 * dashes of a UID as underscores. Guaranteed pods lie directly under `kubepods`. After
 * `pkg/kubelet/cm/cgroup_manager_linux.go`; a container's is named by its runtime.
 *
 * @param root The cgroups that `kubepods` lies in.
 */
export function cgroupNames(driver: string, root: readonly string[], runtime: string | undefined): CgroupNames {
  const path = driver === "systemd" ? slices : (parts: readonly string[]) => `/${parts.join("/")}`;
  const node = [...root, "kubepods"];
  const tierParts = (tier: QosClass): string[] => (tier === "Guaranteed" ? node : [...node, tier.toLowerCase()]);
  const pod = (tier: QosClass, uid: string): string => path([...tierParts(tier), `pod${uid}`]);
  return {
    node: path(node),
    tier: (tier) => path(tierParts(tier)),
    pod,
    container(tier, uid, id) {
      const prefix = PREFIXES[runtime?.toLowerCase() ?? ""];
      if (prefix === undefined) return null;
      const name = driver === "systemd" ? `${prefix.scope}-${id}.scope` : `${prefix.folder}${id}`;
      return `${pod(tier, uid)}/${name}`;
    },
  };
}

/** What the runtimes put before a container's id, with systemd and with cgroupfs. */
const PREFIXES: Readonly<Record<string, { scope: string; folder: string }>> = {
  containerd: { scope: "cri-containerd", folder: "" },
  "cri-o": { scope: "crio", folder: "crio-" },
  docker: { scope: "docker", folder: "" },
};

function slices(parts: readonly string[]): string {
  const escaped = parts.map((part) => part.replaceAll("-", "_"));
  return `/${escaped.map((_, depth) => `${escaped.slice(0, depth + 1).join("-")}.slice`).join("/")}`;
}

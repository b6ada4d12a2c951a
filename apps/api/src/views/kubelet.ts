import type { EvictionThreshold, KubeletMetrics, SystemUse, Time } from "@bayplan/shared";
import type { Keyed } from "./feed.ts";

/** One setting of the kubelet's configuration. Values are JSON. */
export interface KubeletSettingView {
  name: string;
  value: string;
  /** What Kubernetes sets where nobody says otherwise; null where it sets nothing, or that depends on the machine. */
  default: string | null;
  /** It is another than the default, or some part of it is. */
  differs: boolean;
  /** Paths of what differs: its own name, or those of its parts, `evictionHard.memory.available`. */
  differing: string[];
}

/** How a node's kubelet is set up and how it fares: the one row of `node.kubelet`. */
export interface KubeletView extends Keyed {
  part: "kubelet";
  version: string | null;
  /** Null: its metrics are not told. */
  startedAt: Time | null;
  cgroupVersion: number | null;
  /** Null where `/configz` may not be read: then `settingsUnknown` says why. */
  settings: KubeletSettingView[] | null;
  settingsUnknown: string | null;
  /** Eviction thresholds as configured. */
  thresholds: EvictionThreshold[];
  /** What in the configuration could not be understood. */
  errors: string[];
  metrics: Omit<KubeletMetrics, "kind" | "id"> | null;
  system: SystemUse;
  runtimeHandlers: { name: string; recursiveReadOnlyMounts: boolean; userNamespaces: boolean }[];
}

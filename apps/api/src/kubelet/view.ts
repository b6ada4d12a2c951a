import { isDeepStrictEqual } from "node:util";
import { evictionThresholds, fromMillis, systemUse, type KubeletConfig, type Millis } from "@bayplan/shared";
import { runtimeHandlersOf } from "../nodes/viewHeader.ts";
import { pictureOf } from "../nodes/picture.ts";
import { sourceViewOf } from "../nodes/sources.ts";
import type { NodeState } from "../nodes/state.ts";
import type { KubeletSettingView, KubeletView } from "../views/kubelet.ts";
import { KUBELET_DEFAULTS } from "./defaults.ts";

/** Of no setting's kind; and a header that can carry a secret. */
const LEFT_OUT = new Set(["kind", "apiVersion", "staticPodURLHeader"]);
/** Newer kubelets have one more threshold by default. */
const SAME_DEFAULT: Readonly<Record<string, unknown>> = {
  evictionHard: { ...(KUBELET_DEFAULTS["evictionHard"] as object), "imagefs.inodesFree": "5%" },
};

const isDefault = (name: string, value: unknown): boolean =>
  isDeepStrictEqual(value, KUBELET_DEFAULTS[name]) ||
  (name in SAME_DEFAULT && isDeepStrictEqual(value, SAME_DEFAULT[name]));

const settingsOf = ({ config }: KubeletConfig): KubeletSettingView[] => {
  const names = new Set(
    [...Object.keys(config), ...Object.keys(KUBELET_DEFAULTS)].filter((name) => !LEFT_OUT.has(name)),
  );
  return [...names].sort().flatMap((name) => {
    const value = config[name];
    const known = name in KUBELET_DEFAULTS;
    // `/configz` leaves out what is empty.
    if (value === undefined) return [];
    return {
      name,
      value: JSON.stringify(value),
      default: known ? JSON.stringify(KUBELET_DEFAULTS[name]) : null,
      differs: known && !isDefault(name, value),
    };
  });
};

const settingsUnknown = (state: NodeState, now: Millis): string =>
  sourceViewOf(state, "kubelet GET /configz", now)?.message ||
  (state.session
    ? "The agent has not told the kubelet's configuration yet."
    : "Only the node's agent reads the kubelet's configuration, and none reports for this node.");

/** How a node's kubelet is set up and how it fares. */
export const kubeletView = (state: NodeState, now: Millis): KubeletView => {
  const { usage, sockets } = pictureOf(state, now);
  const config = sockets?.get("kubeletConfig", "kubeletConfig");
  const metrics = sockets?.get("kubeletMetrics", "kubeletMetrics");
  const { thresholds, errors } = evictionThresholds(config);
  const { kind: _, id: __, ...figures } = metrics ?? { kind: null, id: null };
  return {
    key: "kubelet",
    part: "kubelet",
    version: state.api?.info.kubeletVersion || null,
    startedAt: metrics?.startedAt === undefined ? null : fromMillis(metrics.startedAt * 1000),
    cgroupVersion: metrics?.cgroupVersion ?? null,
    settings: config ? settingsOf(config) : null,
    settingsUnknown: config ? null : settingsUnknown(state, now),
    thresholds,
    errors,
    metrics: metrics ? (figures as KubeletView["metrics"]) : null,
    system: systemUse(usage?.get("nodeStats", "node"), config),
    runtimeHandlers: runtimeHandlersOf(state, sockets),
  };
};

import { evictionThresholds, fromMillis, systemUse, type KubeletConfig, type Millis } from "@bayplan/shared";
import { runtimeHandlersOf } from "../nodes/viewHeader.ts";
import { pictureOf } from "../nodes/picture.ts";
import { sourceViewOf } from "../nodes/sources.ts";
import type { NodeState } from "../nodes/state.ts";
import type { KubeletSettingView, KubeletView } from "../views/kubelet.ts";
import { kubeletDefaults } from "./defaults.ts";
import { differing } from "./differing.ts";

/** Of no setting's kind; and a header that can carry a secret. */
const LEFT_OUT = new Set(["kind", "apiVersion", "staticPodURLHeader"]);

const settingsOf = ({ config }: KubeletConfig, version: string | null): KubeletSettingView[] => {
  const defaults = kubeletDefaults(config, version);
  // `/configz` leaves out what is empty.
  const names = Object.keys(config).filter((name) => !LEFT_OUT.has(name) && config[name] !== undefined);
  return names.sort().map((name) => {
    const usual = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
    const parts = differing(name, config[name], usual);
    return {
      name,
      value: JSON.stringify(config[name]),
      default: usual === undefined ? null : JSON.stringify(usual),
      differs: parts.length > 0,
      differing: parts,
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
  const version = state.api?.info.kubeletVersion || null;
  return {
    key: "kubelet",
    part: "kubelet",
    version,
    startedAt: metrics?.startedAt === undefined ? null : fromMillis(metrics.startedAt * 1000),
    cgroupVersion: metrics?.cgroupVersion ?? null,
    settings: config ? settingsOf(config, version) : null,
    settingsUnknown: config ? null : settingsUnknown(state, now),
    thresholds,
    errors,
    metrics: metrics ? (figures as KubeletView["metrics"]) : null,
    system: systemUse(usage?.get("nodeStats", "node"), config),
    runtimeHandlers: runtimeHandlersOf(state, sockets),
  };
};

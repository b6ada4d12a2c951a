import { minorVersion, type KubeletConfig } from "@bayplan/shared";

/** On Linux, whatever the release; a part of a setting that has no default is not in it. */
const ALWAYS: Readonly<Record<string, unknown>> = {
  enableServer: true,
  syncFrequency: "1m0s",
  fileCheckFrequency: "20s",
  httpCheckFrequency: "20s",
  address: "0.0.0.0",
  port: 10250,
  readOnlyPort: 0,
  authentication: { anonymous: { enabled: false }, webhook: { enabled: true, cacheTTL: "2m0s" } },
  authorization: { mode: "Webhook", webhook: { cacheAuthorizedTTL: "5m0s", cacheUnauthorizedTTL: "30s" } },
  registryPullQPS: 5,
  registryBurst: 10,
  imagePullCredentialsVerificationPolicy: "NeverVerifyPreloadedImages",
  eventRecordQPS: 50,
  eventBurst: 100,
  enableDebuggingHandlers: true,
  healthzPort: 10248,
  healthzBindAddress: "127.0.0.1",
  oomScoreAdj: -999,
  streamingConnectionIdleTimeout: "4h0m0s",
  nodeStatusUpdateFrequency: "10s",
  nodeLeaseDurationSeconds: 40,
  imageMinimumGCAge: "2m0s",
  imageMaximumGCAge: "0s",
  imageGCHighThresholdPercent: 85,
  imageGCLowThresholdPercent: 80,
  volumeStatsAggPeriod: "1m0s",
  cgroupsPerQOS: true,
  cgroupDriver: "cgroupfs",
  cpuManagerPolicy: "none",
  cpuManagerReconcilePeriod: "10s",
  memoryManagerPolicy: "None",
  topologyManagerPolicy: "none",
  topologyManagerScope: "container",
  runtimeRequestTimeout: "2m0s",
  hairpinMode: "promiscuous-bridge",
  maxPods: 110,
  podPidsLimit: -1,
  resolvConf: "/etc/resolv.conf",
  cpuCFSQuota: true,
  cpuCFSQuotaPeriod: "100ms",
  nodeStatusMaxImages: 50,
  maxOpenFiles: 1_000_000,
  contentType: "application/vnd.kubernetes.protobuf",
  kubeAPIQPS: 50,
  kubeAPIBurst: 100,
  evictionHard: {
    "imagefs.available": "15%",
    "imagefs.inodesFree": "5%",
    "memory.available": "100Mi",
    "nodefs.available": "10%",
    "nodefs.inodesFree": "5%",
  },
  evictionPressureTransitionPeriod: "5m0s",
  evictionMaxPodGracePeriod: 0,
  mergeDefaultEvictionSettings: false,
  enableControllerAttachDetach: true,
  makeIPTablesUtilChains: true,
  iptablesMasqueradeBit: 14,
  iptablesDropBit: 15,
  failSwapOn: true,
  memorySwap: { swapBehavior: "NoSwap" },
  containerLogMaxSize: "10Mi",
  containerLogMaxFiles: 5,
  containerLogMaxWorkers: 1,
  containerLogMonitorInterval: "10s",
  configMapAndSecretChangeDetectionStrategy: "Watch",
  enforceNodeAllocatable: ["pods"],
  podLogsDir: "/var/log/pods",
  containerRuntimeEndpoint: "unix:///run/containerd/containerd.sock",
  logging: {
    format: "text",
    flushFrequency: "5s",
    verbosity: 0,
    options: {
      text: { splitStream: false, infoBufferSize: "0" },
      json: { splitStream: false, infoBufferSize: "0" },
    },
  },
  crashLoopBackOff: { maxContainerRestartPeriod: "5m0s" },
  volumePluginDir: "/usr/libexec/kubernetes/kubelet-plugins/volume/exec/",
  shutdownGracePeriod: "0s",
  shutdownGracePeriodCriticalPods: "0s",
  enableSystemLogHandler: true,
  enableSystemLogQuery: false,
  enableProfilingHandler: true,
  enableDebugFlagsHandler: true,
  seccompDefault: false,
  memoryThrottlingFactor: 0.9,
  memoryReservationPolicy: "None",
  registerNode: true,
  localStorageCapacityIsolation: true,
  rotateCertificates: false,
  serverTLSBootstrap: false,
  protectKernelDefaults: false,
};

/** Since then a kubelet on cgroup v1 does not start unless it is told to (KEP-5573). */
const FAILS_ON_CGROUP_V1 = 35;

const usualReportFrequency = (config: KubeletConfig["config"]): unknown => {
  const { nodeStatusUpdateFrequency: updates, nodeStatusReportFrequency: reports } = config;
  // Reports follow updates that somebody wrote down. `/configz` does not tell whether the usual 10s was, so both count.
  const isUnset = updates === undefined || (updates === ALWAYS["nodeStatusUpdateFrequency"] && reports !== updates);
  return isUnset ? "5m0s" : updates;
};

/**
 * What Kubernetes sets where nobody says otherwise, by setting; kubeadm and the providers set some of these on purpose.
 * What depends on the machine is left out. Source: `pkg/kubelet/apis/config/v1beta1/defaults.go`, with the thresholds of
 * `pkg/kubelet/eviction/defaults_linux.go` and logging's of component-base `logs/api/v1/options.go`.
 *
 * @param config some defaults follow from another setting
 * @param version of the kubelet; null: what depends on it is left out
 */
export const kubeletDefaults = (
  config: KubeletConfig["config"],
  version: string | null,
): Readonly<Record<string, unknown>> => {
  const minor = minorVersion(version ?? "")?.minor;
  const parallel = config["maxParallelImagePulls"];
  return {
    ...ALWAYS,
    nodeStatusReportFrequency: usualReportFrequency(config),
    serializeImagePulls: !(typeof parallel === "number" && parallel >= 2),
    ...(minor === undefined ? {} : { failCgroupV1: minor >= FAILS_ON_CGROUP_V1 }),
  };
};

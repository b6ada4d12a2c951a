import { SECOND } from "../time/clock.ts";
import type { NodeProfile } from "./state.ts";

/** The body of the kubelet's `/configz`. */
export function configz(profile: NodeProfile): object {
  const windows = profile.operatingSystem === "windows";
  return {
    kubeletconfig: {
      kind: "KubeletConfiguration",
      apiVersion: "kubelet.config.k8s.io/v1beta1",
      enableServer: true,
      podLogsDir: "/var/log/pods",
      syncFrequency: "1m0s",
      fileCheckFrequency: "20s",
      httpCheckFrequency: "20s",
      address: "0.0.0.0",
      port: 10250,
      tlsCertFile: "/var/lib/kubelet/pki/kubelet.crt",
      tlsPrivateKeyFile: "/var/lib/kubelet/pki/kubelet.key",
      authentication: {
        x509: { clientCAFile: "/etc/kubernetes/pki/ca.crt" },
        webhook: { enabled: true, cacheTTL: "2m0s" },
        anonymous: { enabled: false },
      },
      authorization: {
        mode: "Webhook",
        webhook: { cacheAuthorizedTTL: "5m0s", cacheUnauthorizedTTL: "30s" },
      },
      registryPullQPS: 5,
      registryBurst: 10,
      imagePullCredentialsVerificationPolicy: "NeverVerifyPreloadedImages",
      eventRecordQPS: 50,
      eventBurst: 100,
      enableDebuggingHandlers: true,
      healthzPort: 10248,
      healthzBindAddress: "127.0.0.1",
      oomScoreAdj: -999,
      clusterDomain: "cluster.local",
      clusterDNS: ["10.96.0.10"],
      streamingConnectionIdleTimeout: "4h0m0s",
      nodeStatusUpdateFrequency: "10s",
      nodeStatusReportFrequency: "5m0s",
      nodeLeaseDurationSeconds: 40,
      imageMinimumGCAge: "2m0s",
      imageMaximumGCAge: "0s",
      imageGCHighThresholdPercent: 85,
      imageGCLowThresholdPercent: 80,
      volumeStatsAggPeriod: "1m0s",
      cgroupsPerQOS: !windows,
      cgroupDriver: "systemd",
      cpuManagerPolicy: profile.exclusiveCpus ? "static" : "none",
      cpuManagerReconcilePeriod: "10s",
      memoryManagerPolicy: "None",
      topologyManagerPolicy: profile.numaNodes > 1 ? "best-effort" : "none",
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
      serializeImagePulls: false,
      maxParallelImagePulls: 4,
      evictionHard: profile.evictionHard,
      evictionPressureTransitionPeriod: goDuration(profile.pressureTransition),
      mergeDefaultEvictionSettings: false,
      enableControllerAttachDetach: true,
      makeIPTablesUtilChains: true,
      iptablesMasqueradeBit: 14,
      iptablesDropBit: 15,
      failSwapOn: true,
      memorySwap: {},
      containerLogMaxSize: "10Mi",
      containerLogMaxFiles: 5,
      containerLogMaxWorkers: 1,
      containerLogMonitorInterval: "10s",
      configMapAndSecretChangeDetectionStrategy: "Watch",
      ...(profile.exclusiveCpus && { reservedSystemCPUs: reservedCpus(profile) }),
      enforceNodeAllocatable: windows ? ["none"] : ["pods"],
      volumePluginDir: "/usr/libexec/kubernetes/kubelet-plugins/volume/exec/",
      logging: {
        format: "text",
        flushFrequency: "5s",
        verbosity: 2,
        options: { text: { infoBufferSize: "0" }, json: { infoBufferSize: "0" } },
      },
      enableSystemLogHandler: true,
      enableSystemLogQuery: false,
      shutdownGracePeriod: goDuration((profile.shutdownGrace?.ordinary ?? 0) + (profile.shutdownGrace?.critical ?? 0)),
      shutdownGracePeriodCriticalPods: goDuration(profile.shutdownGrace?.critical ?? 0),
      crashLoopBackOff: { maxContainerRestartPeriod: goDuration(profile.longestBackOff) },
      enableProfilingHandler: true,
      enableDebugFlagsHandler: true,
      seccompDefault: false,
      memoryThrottlingFactor: 0.9,
      memoryReservationPolicy: "None",
      registerNode: true,
      localStorageCapacityIsolation: true,
      containerRuntimeEndpoint: windows
        ? "npipe:////./pipe/containerd-containerd"
        : "unix:///run/containerd/containerd.sock",
      failCgroupV1: true,
    },
  };
}

/** The first CPU of each NUMA node. */
const reservedCpus = (profile: NodeProfile): string =>
  Array.from({ length: profile.numaNodes }, (_, node) => node * (profile.cores / profile.numaNodes)).join(",");

/** In Go's form: `5m0s`, `30s`. */
function goDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / SECOND);
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes}m${seconds % 60}s` : `${seconds}s`;
}

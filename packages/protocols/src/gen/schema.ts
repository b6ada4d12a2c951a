// Written by generate/schema.ts. DO NOT EDIT.
import type { Schema } from "../json/schema.ts";

export const schema: Schema = {
  "methods": {
    "v1.PodResourcesLister/List": "v1.ListPodResourcesResponse",
    "v1.PodResourcesLister/GetAllocatableResources": "v1.AllocatableResourcesResponse",
    "runtime.v1.RuntimeService/Version": "runtime.v1.VersionResponse",
    "runtime.v1.RuntimeService/Status": "runtime.v1.StatusResponse",
    "runtime.v1.RuntimeService/RuntimeConfig": "runtime.v1.RuntimeConfigResponse",
    "runtime.v1.RuntimeService/ListPodSandbox": "runtime.v1.ListPodSandboxResponse",
    "runtime.v1.RuntimeService/PodSandboxStatus": "runtime.v1.PodSandboxStatusResponse",
    "runtime.v1.RuntimeService/ListContainers": "runtime.v1.ListContainersResponse",
    "runtime.v1.RuntimeService/ContainerStatus": "runtime.v1.ContainerStatusResponse",
    "runtime.v1.RuntimeService/ListContainerStats": "runtime.v1.ListContainerStatsResponse",
    "runtime.v1.RuntimeService/ListPodSandboxStats": "runtime.v1.ListPodSandboxStatsResponse",
    "runtime.v1.RuntimeService/GetContainerEvents": "runtime.v1.ContainerEventResponse",
    "runtime.v1.ImageService/ListImages": "runtime.v1.ListImagesResponse",
    "runtime.v1.ImageService/ImageFsInfo": "runtime.v1.ImageFsInfoResponse"
  },
  "messages": {
    "v1.ListPodResourcesRequest": [],
    "v1.ListPodResourcesResponse": [
      {
        "name": "pod_resources",
        "key": "podResources",
        "type": "message",
        "of": "v1.PodResources",
        "repeated": true
      }
    ],
    "v1.AllocatableResourcesRequest": [],
    "v1.AllocatableResourcesResponse": [
      {
        "name": "devices",
        "key": "devices",
        "type": "message",
        "of": "v1.ContainerDevices",
        "repeated": true
      },
      {
        "name": "cpu_ids",
        "key": "cpuIds",
        "type": "long",
        "repeated": true
      },
      {
        "name": "memory",
        "key": "memory",
        "type": "message",
        "of": "v1.ContainerMemory",
        "repeated": true
      }
    ],
    "v1.PodResources": [
      {
        "name": "name",
        "key": "name",
        "type": "text"
      },
      {
        "name": "namespace",
        "key": "namespace",
        "type": "text"
      },
      {
        "name": "containers",
        "key": "containers",
        "type": "message",
        "of": "v1.ContainerResources",
        "repeated": true
      }
    ],
    "v1.ContainerResources": [
      {
        "name": "name",
        "key": "name",
        "type": "text"
      },
      {
        "name": "devices",
        "key": "devices",
        "type": "message",
        "of": "v1.ContainerDevices",
        "repeated": true
      },
      {
        "name": "cpu_ids",
        "key": "cpuIds",
        "type": "long",
        "repeated": true
      },
      {
        "name": "memory",
        "key": "memory",
        "type": "message",
        "of": "v1.ContainerMemory",
        "repeated": true
      },
      {
        "name": "dynamic_resources",
        "key": "dynamicResources",
        "type": "message",
        "of": "v1.DynamicResource",
        "repeated": true
      }
    ],
    "v1.ContainerDevices": [
      {
        "name": "resource_name",
        "key": "resourceName",
        "type": "text"
      },
      {
        "name": "device_ids",
        "key": "deviceIds",
        "type": "text",
        "repeated": true
      },
      {
        "name": "topology",
        "key": "topology",
        "type": "message",
        "of": "v1.TopologyInfo"
      }
    ],
    "v1.ContainerMemory": [
      {
        "name": "memory_type",
        "key": "memoryType",
        "type": "text"
      },
      {
        "name": "size",
        "key": "size",
        "type": "long"
      },
      {
        "name": "topology",
        "key": "topology",
        "type": "message",
        "of": "v1.TopologyInfo"
      }
    ],
    "v1.TopologyInfo": [
      {
        "name": "nodes",
        "key": "nodes",
        "type": "message",
        "of": "v1.NUMANode",
        "repeated": true
      }
    ],
    "v1.NUMANode": [
      {
        "name": "ID",
        "key": "ID",
        "type": "long"
      }
    ],
    "v1.DynamicResource": [
      {
        "name": "claim_name",
        "key": "claimName",
        "type": "text"
      },
      {
        "name": "claim_namespace",
        "key": "claimNamespace",
        "type": "text"
      },
      {
        "name": "claim_resources",
        "key": "claimResources",
        "type": "message",
        "of": "v1.ClaimResource",
        "repeated": true
      }
    ],
    "v1.ClaimResource": [
      {
        "name": "cdi_devices",
        "key": "cdiDevices",
        "type": "message",
        "of": "v1.CDIDevice",
        "repeated": true
      },
      {
        "name": "driver_name",
        "key": "driverName",
        "type": "text"
      },
      {
        "name": "pool_name",
        "key": "poolName",
        "type": "text"
      },
      {
        "name": "device_name",
        "key": "deviceName",
        "type": "text"
      }
    ],
    "v1.CDIDevice": [
      {
        "name": "name",
        "key": "name",
        "type": "text"
      }
    ],
    "runtime.v1.VersionRequest": [
      {
        "name": "version",
        "key": "version",
        "type": "text"
      }
    ],
    "runtime.v1.VersionResponse": [
      {
        "name": "version",
        "key": "version",
        "type": "text"
      },
      {
        "name": "runtime_name",
        "key": "runtimeName",
        "type": "text"
      },
      {
        "name": "runtime_version",
        "key": "runtimeVersion",
        "type": "text"
      },
      {
        "name": "runtime_api_version",
        "key": "runtimeApiVersion",
        "type": "text"
      }
    ],
    "runtime.v1.StatusRequest": [],
    "runtime.v1.StatusResponse": [
      {
        "name": "status",
        "key": "status",
        "type": "message",
        "of": "runtime.v1.RuntimeStatus"
      },
      {
        "name": "runtime_handlers",
        "key": "runtimeHandlers",
        "type": "message",
        "of": "runtime.v1.RuntimeHandler",
        "repeated": true
      },
      {
        "name": "features",
        "key": "features",
        "type": "message",
        "of": "runtime.v1.RuntimeFeatures"
      }
    ],
    "runtime.v1.RuntimeStatus": [
      {
        "name": "conditions",
        "key": "conditions",
        "type": "message",
        "of": "runtime.v1.RuntimeCondition",
        "repeated": true
      }
    ],
    "runtime.v1.RuntimeCondition": [
      {
        "name": "type",
        "key": "type",
        "type": "text"
      },
      {
        "name": "status",
        "key": "status",
        "type": "flag"
      },
      {
        "name": "reason",
        "key": "reason",
        "type": "text"
      },
      {
        "name": "message",
        "key": "message",
        "type": "text"
      }
    ],
    "runtime.v1.RuntimeHandler": [
      {
        "name": "name",
        "key": "name",
        "type": "text"
      },
      {
        "name": "features",
        "key": "features",
        "type": "message",
        "of": "runtime.v1.RuntimeHandlerFeatures"
      }
    ],
    "runtime.v1.RuntimeHandlerFeatures": [
      {
        "name": "recursive_read_only_mounts",
        "key": "recursiveReadOnlyMounts",
        "type": "flag"
      },
      {
        "name": "user_namespaces",
        "key": "userNamespaces",
        "type": "flag"
      }
    ],
    "runtime.v1.RuntimeFeatures": [
      {
        "name": "supplemental_groups_policy",
        "key": "supplementalGroupsPolicy",
        "type": "flag"
      },
      {
        "name": "user_namespaces_host_network",
        "key": "userNamespacesHostNetwork",
        "type": "flag"
      }
    ],
    "runtime.v1.RuntimeConfigRequest": [],
    "runtime.v1.RuntimeConfigResponse": [
      {
        "name": "linux",
        "key": "linux",
        "type": "message",
        "of": "runtime.v1.LinuxRuntimeConfiguration"
      }
    ],
    "runtime.v1.LinuxRuntimeConfiguration": [
      {
        "name": "cgroup_driver",
        "key": "cgroupDriver",
        "type": "enum",
        "of": "runtime.v1.CgroupDriver"
      }
    ],
    "runtime.v1.ListPodSandboxRequest": [],
    "runtime.v1.ListPodSandboxResponse": [
      {
        "name": "items",
        "key": "items",
        "type": "message",
        "of": "runtime.v1.PodSandbox",
        "repeated": true
      }
    ],
    "runtime.v1.PodSandbox": [
      {
        "name": "id",
        "key": "id",
        "type": "text"
      },
      {
        "name": "metadata",
        "key": "metadata",
        "type": "message",
        "of": "runtime.v1.PodSandboxMetadata"
      },
      {
        "name": "state",
        "key": "state",
        "type": "enum",
        "of": "runtime.v1.PodSandboxState"
      },
      {
        "name": "created_at",
        "key": "createdAt",
        "type": "long"
      },
      {
        "name": "labels",
        "key": "labels",
        "type": "texts"
      },
      {
        "name": "annotations",
        "key": "annotations",
        "type": "texts"
      },
      {
        "name": "runtime_handler",
        "key": "runtimeHandler",
        "type": "text"
      }
    ],
    "runtime.v1.PodSandboxMetadata": [
      {
        "name": "name",
        "key": "name",
        "type": "text"
      },
      {
        "name": "uid",
        "key": "uid",
        "type": "text"
      },
      {
        "name": "namespace",
        "key": "namespace",
        "type": "text"
      },
      {
        "name": "attempt",
        "key": "attempt",
        "type": "number"
      }
    ],
    "runtime.v1.PodSandboxStatusRequest": [
      {
        "name": "pod_sandbox_id",
        "key": "podSandboxId",
        "type": "text"
      }
    ],
    "runtime.v1.PodSandboxStatusResponse": [
      {
        "name": "status",
        "key": "status",
        "type": "message",
        "of": "runtime.v1.PodSandboxStatus"
      },
      {
        "name": "containers_statuses",
        "key": "containersStatuses",
        "type": "message",
        "of": "runtime.v1.ContainerStatus",
        "repeated": true
      },
      {
        "name": "timestamp",
        "key": "timestamp",
        "type": "long"
      }
    ],
    "runtime.v1.PodSandboxStatus": [
      {
        "name": "id",
        "key": "id",
        "type": "text"
      },
      {
        "name": "metadata",
        "key": "metadata",
        "type": "message",
        "of": "runtime.v1.PodSandboxMetadata"
      },
      {
        "name": "state",
        "key": "state",
        "type": "enum",
        "of": "runtime.v1.PodSandboxState"
      },
      {
        "name": "created_at",
        "key": "createdAt",
        "type": "long"
      },
      {
        "name": "network",
        "key": "network",
        "type": "message",
        "of": "runtime.v1.PodSandboxNetworkStatus"
      },
      {
        "name": "linux",
        "key": "linux",
        "type": "message",
        "of": "runtime.v1.LinuxPodSandboxStatus"
      },
      {
        "name": "labels",
        "key": "labels",
        "type": "texts"
      },
      {
        "name": "annotations",
        "key": "annotations",
        "type": "texts"
      },
      {
        "name": "runtime_handler",
        "key": "runtimeHandler",
        "type": "text"
      }
    ],
    "runtime.v1.PodSandboxNetworkStatus": [
      {
        "name": "ip",
        "key": "ip",
        "type": "text"
      },
      {
        "name": "additional_ips",
        "key": "additionalIps",
        "type": "message",
        "of": "runtime.v1.PodIP",
        "repeated": true
      }
    ],
    "runtime.v1.PodIP": [
      {
        "name": "ip",
        "key": "ip",
        "type": "text"
      }
    ],
    "runtime.v1.LinuxPodSandboxStatus": [
      {
        "name": "namespaces",
        "key": "namespaces",
        "type": "message",
        "of": "runtime.v1.Namespace"
      }
    ],
    "runtime.v1.Namespace": [
      {
        "name": "options",
        "key": "options",
        "type": "message",
        "of": "runtime.v1.NamespaceOption"
      }
    ],
    "runtime.v1.NamespaceOption": [
      {
        "name": "network",
        "key": "network",
        "type": "enum",
        "of": "runtime.v1.NamespaceMode"
      },
      {
        "name": "pid",
        "key": "pid",
        "type": "enum",
        "of": "runtime.v1.NamespaceMode"
      },
      {
        "name": "ipc",
        "key": "ipc",
        "type": "enum",
        "of": "runtime.v1.NamespaceMode"
      },
      {
        "name": "target_id",
        "key": "targetId",
        "type": "text"
      },
      {
        "name": "userns_options",
        "key": "usernsOptions",
        "type": "message",
        "of": "runtime.v1.UserNamespace"
      }
    ],
    "runtime.v1.UserNamespace": [
      {
        "name": "mode",
        "key": "mode",
        "type": "enum",
        "of": "runtime.v1.NamespaceMode"
      }
    ],
    "runtime.v1.ListContainersRequest": [],
    "runtime.v1.ListContainersResponse": [
      {
        "name": "containers",
        "key": "containers",
        "type": "message",
        "of": "runtime.v1.Container",
        "repeated": true
      }
    ],
    "runtime.v1.Container": [
      {
        "name": "id",
        "key": "id",
        "type": "text"
      },
      {
        "name": "pod_sandbox_id",
        "key": "podSandboxId",
        "type": "text"
      },
      {
        "name": "metadata",
        "key": "metadata",
        "type": "message",
        "of": "runtime.v1.ContainerMetadata"
      },
      {
        "name": "image",
        "key": "image",
        "type": "message",
        "of": "runtime.v1.ImageSpec"
      },
      {
        "name": "image_ref",
        "key": "imageRef",
        "type": "text"
      },
      {
        "name": "state",
        "key": "state",
        "type": "enum",
        "of": "runtime.v1.ContainerState"
      },
      {
        "name": "created_at",
        "key": "createdAt",
        "type": "long"
      },
      {
        "name": "labels",
        "key": "labels",
        "type": "texts"
      },
      {
        "name": "annotations",
        "key": "annotations",
        "type": "texts"
      },
      {
        "name": "image_id",
        "key": "imageId",
        "type": "text"
      }
    ],
    "runtime.v1.ContainerMetadata": [
      {
        "name": "name",
        "key": "name",
        "type": "text"
      },
      {
        "name": "attempt",
        "key": "attempt",
        "type": "number"
      }
    ],
    "runtime.v1.ImageSpec": [
      {
        "name": "image",
        "key": "image",
        "type": "text"
      },
      {
        "name": "user_specified_image",
        "key": "userSpecifiedImage",
        "type": "text"
      }
    ],
    "runtime.v1.ContainerStatusRequest": [
      {
        "name": "container_id",
        "key": "containerId",
        "type": "text"
      }
    ],
    "runtime.v1.ContainerStatusResponse": [
      {
        "name": "status",
        "key": "status",
        "type": "message",
        "of": "runtime.v1.ContainerStatus"
      }
    ],
    "runtime.v1.ContainerStatus": [
      {
        "name": "id",
        "key": "id",
        "type": "text"
      },
      {
        "name": "metadata",
        "key": "metadata",
        "type": "message",
        "of": "runtime.v1.ContainerMetadata"
      },
      {
        "name": "state",
        "key": "state",
        "type": "enum",
        "of": "runtime.v1.ContainerState"
      },
      {
        "name": "created_at",
        "key": "createdAt",
        "type": "long"
      },
      {
        "name": "started_at",
        "key": "startedAt",
        "type": "long"
      },
      {
        "name": "finished_at",
        "key": "finishedAt",
        "type": "long"
      },
      {
        "name": "exit_code",
        "key": "exitCode",
        "type": "number"
      },
      {
        "name": "image",
        "key": "image",
        "type": "message",
        "of": "runtime.v1.ImageSpec"
      },
      {
        "name": "image_ref",
        "key": "imageRef",
        "type": "text"
      },
      {
        "name": "reason",
        "key": "reason",
        "type": "text"
      },
      {
        "name": "message",
        "key": "message",
        "type": "text"
      },
      {
        "name": "labels",
        "key": "labels",
        "type": "texts"
      },
      {
        "name": "annotations",
        "key": "annotations",
        "type": "texts"
      },
      {
        "name": "log_path",
        "key": "logPath",
        "type": "text"
      },
      {
        "name": "resources",
        "key": "resources",
        "type": "message",
        "of": "runtime.v1.ContainerResources"
      },
      {
        "name": "image_id",
        "key": "imageId",
        "type": "text"
      },
      {
        "name": "stop_signal",
        "key": "stopSignal",
        "type": "enum",
        "of": "runtime.v1.Signal"
      }
    ],
    "runtime.v1.ContainerResources": [
      {
        "name": "linux",
        "key": "linux",
        "type": "message",
        "of": "runtime.v1.LinuxContainerResources"
      }
    ],
    "runtime.v1.LinuxContainerResources": [
      {
        "name": "cpu_period",
        "key": "cpuPeriod",
        "type": "long"
      },
      {
        "name": "cpu_quota",
        "key": "cpuQuota",
        "type": "long"
      },
      {
        "name": "cpu_shares",
        "key": "cpuShares",
        "type": "long"
      },
      {
        "name": "memory_limit_in_bytes",
        "key": "memoryLimitInBytes",
        "type": "long"
      },
      {
        "name": "oom_score_adj",
        "key": "oomScoreAdj",
        "type": "long"
      },
      {
        "name": "cpuset_cpus",
        "key": "cpusetCpus",
        "type": "text"
      },
      {
        "name": "cpuset_mems",
        "key": "cpusetMems",
        "type": "text"
      },
      {
        "name": "hugepage_limits",
        "key": "hugepageLimits",
        "type": "message",
        "of": "runtime.v1.HugepageLimit",
        "repeated": true
      },
      {
        "name": "unified",
        "key": "unified",
        "type": "texts"
      },
      {
        "name": "memory_swap_limit_in_bytes",
        "key": "memorySwapLimitInBytes",
        "type": "long"
      }
    ],
    "runtime.v1.HugepageLimit": [
      {
        "name": "page_size",
        "key": "pageSize",
        "type": "text"
      },
      {
        "name": "limit",
        "key": "limit",
        "type": "long"
      }
    ],
    "runtime.v1.GetEventsRequest": [],
    "runtime.v1.ContainerEventResponse": [
      {
        "name": "container_id",
        "key": "containerId",
        "type": "text"
      },
      {
        "name": "container_event_type",
        "key": "containerEventType",
        "type": "enum",
        "of": "runtime.v1.ContainerEventType"
      },
      {
        "name": "created_at",
        "key": "createdAt",
        "type": "long"
      },
      {
        "name": "pod_sandbox_status",
        "key": "podSandboxStatus",
        "type": "message",
        "of": "runtime.v1.PodSandboxStatus"
      },
      {
        "name": "containers_statuses",
        "key": "containersStatuses",
        "type": "message",
        "of": "runtime.v1.ContainerStatus",
        "repeated": true
      }
    ],
    "runtime.v1.ListContainerStatsRequest": [],
    "runtime.v1.ListContainerStatsResponse": [
      {
        "name": "stats",
        "key": "stats",
        "type": "message",
        "of": "runtime.v1.ContainerStats",
        "repeated": true
      }
    ],
    "runtime.v1.ContainerStats": [
      {
        "name": "attributes",
        "key": "attributes",
        "type": "message",
        "of": "runtime.v1.ContainerAttributes"
      },
      {
        "name": "cpu",
        "key": "cpu",
        "type": "message",
        "of": "runtime.v1.CpuUsage"
      },
      {
        "name": "memory",
        "key": "memory",
        "type": "message",
        "of": "runtime.v1.MemoryUsage"
      },
      {
        "name": "writable_layer",
        "key": "writableLayer",
        "type": "message",
        "of": "runtime.v1.FilesystemUsage"
      }
    ],
    "runtime.v1.ContainerAttributes": [
      {
        "name": "id",
        "key": "id",
        "type": "text"
      },
      {
        "name": "metadata",
        "key": "metadata",
        "type": "message",
        "of": "runtime.v1.ContainerMetadata"
      },
      {
        "name": "labels",
        "key": "labels",
        "type": "texts"
      }
    ],
    "runtime.v1.CpuUsage": [
      {
        "name": "timestamp",
        "key": "timestamp",
        "type": "long"
      },
      {
        "name": "usage_core_nano_seconds",
        "key": "usageCoreNanoSeconds",
        "type": "message",
        "of": "runtime.v1.UInt64Value"
      },
      {
        "name": "usage_nano_cores",
        "key": "usageNanoCores",
        "type": "message",
        "of": "runtime.v1.UInt64Value"
      }
    ],
    "runtime.v1.MemoryUsage": [
      {
        "name": "timestamp",
        "key": "timestamp",
        "type": "long"
      },
      {
        "name": "working_set_bytes",
        "key": "workingSetBytes",
        "type": "message",
        "of": "runtime.v1.UInt64Value"
      },
      {
        "name": "available_bytes",
        "key": "availableBytes",
        "type": "message",
        "of": "runtime.v1.UInt64Value"
      },
      {
        "name": "usage_bytes",
        "key": "usageBytes",
        "type": "message",
        "of": "runtime.v1.UInt64Value"
      },
      {
        "name": "rss_bytes",
        "key": "rssBytes",
        "type": "message",
        "of": "runtime.v1.UInt64Value"
      },
      {
        "name": "page_faults",
        "key": "pageFaults",
        "type": "message",
        "of": "runtime.v1.UInt64Value"
      },
      {
        "name": "major_page_faults",
        "key": "majorPageFaults",
        "type": "message",
        "of": "runtime.v1.UInt64Value"
      }
    ],
    "runtime.v1.FilesystemUsage": [
      {
        "name": "timestamp",
        "key": "timestamp",
        "type": "long"
      },
      {
        "name": "fs_id",
        "key": "fsId",
        "type": "message",
        "of": "runtime.v1.FilesystemIdentifier"
      },
      {
        "name": "used_bytes",
        "key": "usedBytes",
        "type": "message",
        "of": "runtime.v1.UInt64Value"
      },
      {
        "name": "inodes_used",
        "key": "inodesUsed",
        "type": "message",
        "of": "runtime.v1.UInt64Value"
      }
    ],
    "runtime.v1.FilesystemIdentifier": [
      {
        "name": "mountpoint",
        "key": "mountpoint",
        "type": "text"
      }
    ],
    "runtime.v1.UInt64Value": [
      {
        "name": "value",
        "key": "value",
        "type": "long"
      }
    ],
    "runtime.v1.ListPodSandboxStatsRequest": [],
    "runtime.v1.ListPodSandboxStatsResponse": [
      {
        "name": "stats",
        "key": "stats",
        "type": "message",
        "of": "runtime.v1.PodSandboxStats",
        "repeated": true
      }
    ],
    "runtime.v1.PodSandboxStats": [
      {
        "name": "attributes",
        "key": "attributes",
        "type": "message",
        "of": "runtime.v1.PodSandboxAttributes"
      },
      {
        "name": "linux",
        "key": "linux",
        "type": "message",
        "of": "runtime.v1.LinuxPodSandboxStats"
      }
    ],
    "runtime.v1.PodSandboxAttributes": [
      {
        "name": "id",
        "key": "id",
        "type": "text"
      },
      {
        "name": "metadata",
        "key": "metadata",
        "type": "message",
        "of": "runtime.v1.PodSandboxMetadata"
      },
      {
        "name": "labels",
        "key": "labels",
        "type": "texts"
      }
    ],
    "runtime.v1.LinuxPodSandboxStats": [
      {
        "name": "cpu",
        "key": "cpu",
        "type": "message",
        "of": "runtime.v1.CpuUsage"
      },
      {
        "name": "memory",
        "key": "memory",
        "type": "message",
        "of": "runtime.v1.MemoryUsage"
      },
      {
        "name": "process",
        "key": "process",
        "type": "message",
        "of": "runtime.v1.ProcessUsage"
      }
    ],
    "runtime.v1.ProcessUsage": [
      {
        "name": "timestamp",
        "key": "timestamp",
        "type": "long"
      },
      {
        "name": "process_count",
        "key": "processCount",
        "type": "message",
        "of": "runtime.v1.UInt64Value"
      }
    ],
    "runtime.v1.ListImagesRequest": [],
    "runtime.v1.ListImagesResponse": [
      {
        "name": "images",
        "key": "images",
        "type": "message",
        "of": "runtime.v1.Image",
        "repeated": true
      }
    ],
    "runtime.v1.Image": [
      {
        "name": "id",
        "key": "id",
        "type": "text"
      },
      {
        "name": "repo_tags",
        "key": "repoTags",
        "type": "text",
        "repeated": true
      },
      {
        "name": "repo_digests",
        "key": "repoDigests",
        "type": "text",
        "repeated": true
      },
      {
        "name": "size",
        "key": "size",
        "type": "long"
      },
      {
        "name": "pinned",
        "key": "pinned",
        "type": "flag"
      }
    ],
    "runtime.v1.ImageFsInfoRequest": [],
    "runtime.v1.ImageFsInfoResponse": [
      {
        "name": "image_filesystems",
        "key": "imageFilesystems",
        "type": "message",
        "of": "runtime.v1.FilesystemUsage",
        "repeated": true
      },
      {
        "name": "container_filesystems",
        "key": "containerFilesystems",
        "type": "message",
        "of": "runtime.v1.FilesystemUsage",
        "repeated": true
      }
    ]
  },
  "enums": {
    "runtime.v1.CgroupDriver": {
      "SYSTEMD": 0,
      "CGROUPFS": 1
    },
    "runtime.v1.PodSandboxState": {
      "SANDBOX_READY": 0,
      "SANDBOX_NOTREADY": 1
    },
    "runtime.v1.NamespaceMode": {
      "POD": 0,
      "CONTAINER": 1,
      "NODE": 2,
      "TARGET": 3
    },
    "runtime.v1.ContainerState": {
      "CONTAINER_CREATED": 0,
      "CONTAINER_RUNNING": 1,
      "CONTAINER_EXITED": 2,
      "CONTAINER_UNKNOWN": 3
    },
    "runtime.v1.Signal": {
      "RUNTIME_DEFAULT": 0,
      "SIGABRT": 1,
      "SIGALRM": 2,
      "SIGBUS": 3,
      "SIGCHLD": 4,
      "SIGCLD": 5,
      "SIGCONT": 6,
      "SIGFPE": 7,
      "SIGHUP": 8,
      "SIGILL": 9,
      "SIGINT": 10,
      "SIGIO": 11,
      "SIGIOT": 12,
      "SIGKILL": 13,
      "SIGPIPE": 14,
      "SIGPOLL": 15,
      "SIGPROF": 16,
      "SIGPWR": 17,
      "SIGQUIT": 18,
      "SIGSEGV": 19,
      "SIGSTKFLT": 20,
      "SIGSTOP": 21,
      "SIGSYS": 22,
      "SIGTERM": 23,
      "SIGTRAP": 24,
      "SIGTSTP": 25,
      "SIGTTIN": 26,
      "SIGTTOU": 27,
      "SIGURG": 28,
      "SIGUSR1": 29,
      "SIGUSR2": 30,
      "SIGVTALRM": 31,
      "SIGWINCH": 32,
      "SIGXCPU": 33,
      "SIGXFSZ": 34,
      "SIGRTMIN": 35,
      "SIGRTMINPLUS1": 36,
      "SIGRTMINPLUS2": 37,
      "SIGRTMINPLUS3": 38,
      "SIGRTMINPLUS4": 39,
      "SIGRTMINPLUS5": 40,
      "SIGRTMINPLUS6": 41,
      "SIGRTMINPLUS7": 42,
      "SIGRTMINPLUS8": 43,
      "SIGRTMINPLUS9": 44,
      "SIGRTMINPLUS10": 45,
      "SIGRTMINPLUS11": 46,
      "SIGRTMINPLUS12": 47,
      "SIGRTMINPLUS13": 48,
      "SIGRTMINPLUS14": 49,
      "SIGRTMINPLUS15": 50,
      "SIGRTMAXMINUS14": 51,
      "SIGRTMAXMINUS13": 52,
      "SIGRTMAXMINUS12": 53,
      "SIGRTMAXMINUS11": 54,
      "SIGRTMAXMINUS10": 55,
      "SIGRTMAXMINUS9": 56,
      "SIGRTMAXMINUS8": 57,
      "SIGRTMAXMINUS7": 58,
      "SIGRTMAXMINUS6": 59,
      "SIGRTMAXMINUS5": 60,
      "SIGRTMAXMINUS4": 61,
      "SIGRTMAXMINUS3": 62,
      "SIGRTMAXMINUS2": 63,
      "SIGRTMAXMINUS1": 64,
      "SIGRTMAX": 65
    },
    "runtime.v1.ContainerEventType": {
      "CONTAINER_CREATED_EVENT": 0,
      "CONTAINER_STARTED_EVENT": 1,
      "CONTAINER_STOPPED_EVENT": 2,
      "CONTAINER_DELETED_EVENT": 3
    }
  }
};

import * as z from "zod/mini";
import { QOS_CLASSES } from "./qosClass.ts";
import { time } from "./time.ts";

export * from "./qosClass.ts";

/** Quantities by resource name, as the API server wrote them; `parseQuantity` makes them numbers. */
export const resourceList = z.record(z.string(), z.string());
export type ResourceList = z.infer<typeof resourceList>;

export const resourceRequirements = z.object({
  requests: z.optional(resourceList),
  limits: z.optional(resourceList),
});
export type ResourceRequirements = z.infer<typeof resourceRequirements>;

const probe = z.object({
  /** What is asked, in words: `exec`, `http :8080/healthz`, `tcp :5432`, `grpc :9090`. */
  handler: z.string(),
  periodSeconds: z.number(),
  failureThreshold: z.number(),
  initialDelaySeconds: z.number(),
  timeoutSeconds: z.number(),
});
export type Probe = z.infer<typeof probe>;

export const containerSecurity = z.object({
  privileged: z.optional(z.boolean()),
  runAsUser: z.optional(z.number()),
  runAsNonRoot: z.optional(z.boolean()),
  readOnlyRootFilesystem: z.optional(z.boolean()),
  allowPrivilegeEscalation: z.optional(z.boolean()),
  seccomp: z.optional(z.string()),
  appArmor: z.optional(z.string()),
  capabilitiesAdded: z.optional(z.array(z.string())),
  capabilitiesDropped: z.optional(z.array(z.string())),
});

const restartRule = z.object({
  /** `Restart` or `RestartAllContainers`. */
  action: z.string(),
  /** The operator is `In` or `NotIn`. */
  exitCodes: z.optional(z.object({ operator: z.string(), values: z.array(z.number()) })),
});
export type RestartRule = z.infer<typeof restartRule>;

export const containerSpec = z.object({
  name: z.string(),
  image: z.string(),
  imagePullPolicy: z.optional(z.string()),
  /** `Always` on an init container makes it a sidecar. */
  restartPolicy: z.optional(z.string()),
  /** What is done on which exit codes, before the policy is asked; the first that matches counts (KEP-5307). */
  restartPolicyRules: z.optional(z.array(restartRule)),
  resources: z.optional(resourceRequirements),
  ports: z.optional(
    z.array(
      z.object({
        name: z.optional(z.string()),
        containerPort: z.number(),
        hostPort: z.optional(z.number()),
        hostIP: z.optional(z.string()),
        protocol: z.optional(z.string()),
      }),
    ),
  ),
  volumeMounts: z.optional(
    z.array(z.object({ name: z.string(), mountPath: z.string(), readOnly: z.optional(z.boolean()) })),
  ),
  /** Names of volumes that it has as raw block devices. */
  volumeDevices: z.optional(z.array(z.string())),
  livenessProbe: z.optional(probe),
  readinessProbe: z.optional(probe),
  startupProbe: z.optional(probe),
  /** A preStop hook in words (`exec`, `http :8080/drain`, `sleep 5 s`): it counts against the grace period. */
  preStop: z.optional(z.string()),
  securityContext: z.optional(containerSecurity),
  /** Names of the pod's resource claims this container uses. */
  claims: z.optional(z.array(z.string())),
});
export type ContainerSpec = z.infer<typeof containerSpec>;

/** A volume's kind and what its limits depend on; never its content. */
export const volumeSpec = z.object({
  name: z.string(),
  /** The field that is set: `emptyDir`, `hostPath`, `configMap`, `persistentVolumeClaim`, `csi`, … */
  type: z.string(),
  /** emptyDir alone: `Memory` lies in tmpfs, not on disk. */
  medium: z.optional(z.string()),
  sizeLimit: z.optional(z.string()),
  /** The claim, config map, secret, host path or CSI driver it names. */
  reference: z.optional(z.string()),
});
export type VolumeSpec = z.infer<typeof volumeSpec>;

export const podSpec = z.object({
  nodeName: z.optional(z.string()),
  containers: z.array(containerSpec),
  initContainers: z.optional(z.array(containerSpec)),
  ephemeralContainers: z.optional(z.array(containerSpec)),
  volumes: z.optional(z.array(volumeSpec)),
  /** Pod-level resources: as soon as this is there at all, only it counts for the QoS class. */
  resources: z.optional(resourceRequirements),
  overhead: z.optional(resourceList),
  priority: z.optional(z.number()),
  priorityClassName: z.optional(z.string()),
  preemptionPolicy: z.optional(z.string()),
  restartPolicy: z.optional(z.string()),
  terminationGracePeriodSeconds: z.optional(z.number()),
  runtimeClassName: z.optional(z.string()),
  schedulerName: z.optional(z.string()),
  hostNetwork: z.optional(z.boolean()),
  hostPID: z.optional(z.boolean()),
  hostIPC: z.optional(z.boolean()),
  /** False: the pod has a user namespace of its own. */
  hostUsers: z.optional(z.boolean()),
  serviceAccountName: z.optional(z.string()),
  securityContext: z.optional(containerSecurity),
});
export type PodSpec = z.infer<typeof podSpec>;

const terminated = z.object({
  exitCode: z.number(),
  signal: z.optional(z.number()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  startedAt: z.optional(time),
  finishedAt: z.optional(time),
  containerID: z.optional(z.string()),
});
export type TerminatedState = z.infer<typeof terminated>;

export const containerState = z.object({
  waiting: z.optional(z.object({ reason: z.optional(z.string()), message: z.optional(z.string()) })),
  running: z.optional(z.object({ startedAt: z.optional(time) })),
  terminated: z.optional(terminated),
});
export type ContainerState = z.infer<typeof containerState>;

/** A container as the API tells it. */
export const containerStatus = z.object({
  name: z.string(),
  state: containerState,
  lastState: containerState,
  ready: z.boolean(),
  started: z.optional(z.boolean()),
  restartCount: z.number(),
  image: z.string(),
  imageID: z.string(),
  /** `<runtime>://<id>` */
  containerID: z.optional(z.string()),
  /** What the kubelet has allocated; during an in-place resize it differs from the spec. */
  allocatedResources: z.optional(resourceList),
  /** What the runtime has applied. */
  resources: z.optional(resourceRequirements),
  allocatedResourcesStatus: z.optional(
    z.array(
      z.object({
        name: z.string(),
        resources: z.array(z.object({ resourceID: z.string(), health: z.optional(z.string()) })),
      }),
    ),
  ),
});
export type ContainerStatus = z.infer<typeof containerStatus>;

/** A condition of a pod or a node, of any type. */
export const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  lastTransitionTime: z.optional(time),
  lastHeartbeatTime: z.optional(time),
});
export type Condition = z.infer<typeof condition>;

export const podStatus = z.object({
  phase: z.optional(z.string()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  qosClass: z.optional(z.enum(QOS_CLASSES)),
  startTime: z.optional(time),
  podIPs: z.optional(z.array(z.string())),
  hostIP: z.optional(z.string()),
  nominatedNodeName: z.optional(z.string()),
  conditions: z.optional(z.array(condition)),
  containerStatuses: z.optional(z.array(containerStatus)),
  initContainerStatuses: z.optional(z.array(containerStatus)),
  ephemeralContainerStatuses: z.optional(z.array(containerStatus)),
  /** Pod-level: what the kubelet allocated, and what is applied. */
  allocatedResources: z.optional(resourceList),
  resources: z.optional(resourceRequirements),
  /** Before 1.33 the state of a resize (`Deferred`, `Infeasible`, …); later conditions say it. */
  resize: z.optional(z.string()),
  resourceClaimStatuses: z.optional(z.array(z.object({ name: z.string(), resourceClaimName: z.optional(z.string()) }))),
  /** The claim that stands in for extended resources which the pod asks for (KEP-5004). */
  extendedResourceClaim: z.optional(z.string()),
  /** For which resource of which container it does. */
  extendedResources: z.optional(z.array(z.object({ container: z.string(), resource: z.string() }))),
});
export type PodStatus = z.infer<typeof podStatus>;

/** A pod, reduced to what is shown: no environment, no command line, no annotation but those named here. */
export const pod = z.object({
  kind: z.literal("pod"),
  /** The pod's UID. A static pod's is that of its mirror where there is one. */
  id: z.string(),
  namespace: z.string(),
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  /** `file` or `http`: a static pod; `api`: an ordinary one. From `kubernetes.io/config.source`. */
  configSource: z.optional(z.string()),
  /** Set on the API's mirror of a static pod. From `kubernetes.io/config.mirror`. */
  mirror: z.optional(z.boolean()),
  /** The UID by which kubelet and runtime know a static pod. From `kubernetes.io/config.hash`. */
  configHash: z.optional(z.string()),
  /** When the kubelet first saw it. From `kubernetes.io/config.seen`. */
  seenAt: z.optional(time),
  /** `hami.io/vgpu-devices-allocated`, which holds HAMi's shares of a GPU. */
  hamiDevices: z.optional(z.string()),
  createdAt: z.optional(time),
  deletedAt: z.optional(time),
  deletionGracePeriodSeconds: z.optional(z.number()),
  owner: z.optional(z.object({ kind: z.string(), name: z.string() })),
  spec: podSpec,
  status: podStatus,
});
export type Pod = z.infer<typeof pod>;

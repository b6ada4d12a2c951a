/** The API objects, as far as the simulated cluster fills them. They are replaced when they change, never altered. */

export type ResourceList = Record<string, string>;

interface ObjectMeta {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  generateName?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: {
    apiVersion: string;
    kind: string;
    name: string;
    uid: string;
    controller: boolean;
    blockOwnerDeletion?: boolean;
  }[];
}

export interface ApiObject {
  metadata: ObjectMeta;
}

export interface ResourceRequirements {
  requests?: ResourceList;
  limits?: ResourceList;
  /** Of the pod's resource claims those that the container uses. */
  claims?: { name: string }[];
}

export interface Probe {
  exec?: { command: string[] };
  httpGet?: { path: string; port: number; scheme: string };
  tcpSocket?: { port: number };
  grpc?: { port: number; service: string };
  initialDelaySeconds?: number;
  timeoutSeconds: number;
  periodSeconds: number;
  successThreshold: number;
  failureThreshold: number;
}

export interface ContainerSpec {
  name: string;
  image: string;
  command?: string[];
  args?: string[];
  ports?: { name?: string; containerPort: number; hostPort?: number; protocol: string }[];
  env?: { name: string; value: string }[];
  resources: ResourceRequirements;
  volumeMounts?: { name: string; mountPath: string; readOnly?: boolean }[];
  livenessProbe?: Probe;
  readinessProbe?: Probe;
  startupProbe?: Probe;
  lifecycle?: { preStop: { exec?: { command: string[] }; sleep?: { seconds: number } } };
  terminationMessagePath: string;
  terminationMessagePolicy: string;
  imagePullPolicy: string;
  restartPolicy?: "Always";
  securityContext?: Record<string, unknown>;
}

export interface VolumeSpec {
  name: string;
  emptyDir?: { medium?: string; sizeLimit?: string };
  hostPath?: { path: string; type: string };
  configMap?: { name: string; defaultMode: number };
  secret?: { secretName: string; defaultMode: number };
  persistentVolumeClaim?: { claimName: string };
  projected?: { defaultMode: number; sources: Record<string, unknown>[] };
}

export interface PodSpec {
  volumes?: VolumeSpec[];
  initContainers?: ContainerSpec[];
  containers: ContainerSpec[];
  restartPolicy: "Always" | "OnFailure" | "Never";
  terminationGracePeriodSeconds: number;
  dnsPolicy: string;
  serviceAccountName?: string;
  serviceAccount?: string;
  nodeName?: string;
  hostNetwork?: boolean;
  hostPID?: boolean;
  hostUsers?: boolean;
  securityContext: Record<string, unknown>;
  schedulerName: string;
  tolerations: {
    key?: string;
    operator: string;
    effect?: string;
    tolerationSeconds?: number;
  }[];
  nodeSelector?: Record<string, string>;
  priorityClassName?: string;
  priority: number;
  preemptionPolicy: string;
  enableServiceLinks: boolean;
  runtimeClassName?: string;
  resources?: ResourceRequirements;
  resourceClaims?: { name: string; resourceClaimTemplateName: string }[];
}

export interface PodCondition {
  type: string;
  observedGeneration?: number;
  status: "True" | "False" | "Unknown";
  lastProbeTime: string | null;
  lastTransitionTime: string;
  reason?: string;
  message?: string;
}

export interface TerminatedState {
  exitCode: number;
  signal?: number;
  reason: string;
  message?: string;
  startedAt: string | null;
  finishedAt: string | null;
  containerID?: string;
}

export interface ContainerState {
  waiting?: { reason: string; message?: string };
  running?: { startedAt: string };
  terminated?: TerminatedState;
}

export interface ContainerStatus {
  name: string;
  state: ContainerState;
  lastState: ContainerState;
  ready: boolean;
  restartCount: number;
  image: string;
  imageID: string;
  containerID?: string;
  started: boolean;
  allocatedResources?: ResourceList;
  resources?: ResourceRequirements;
  volumeMounts?: { name: string; mountPath: string; readOnly?: boolean }[];
  user?: { linux: { uid: number; gid: number; supplementalGroups: number[] } };
  allocatedResourcesStatus?: {
    name: string;
    resources: { resourceID: string; health: string }[];
  }[];
}

export interface PodStatus {
  observedGeneration?: number;
  phase: string;
  conditions?: PodCondition[];
  message?: string;
  reason?: string;
  hostIP?: string;
  hostIPs?: { ip: string }[];
  podIP?: string;
  podIPs?: { ip: string }[];
  startTime?: string;
  initContainerStatuses?: ContainerStatus[];
  containerStatuses?: ContainerStatus[];
  qosClass: string;
  nominatedNodeName?: string;
  resourceClaimStatuses?: { name: string; resourceClaimName: string }[];
  allocatedResources?: ResourceList;
  resources?: ResourceRequirements;
}

export interface Pod extends ApiObject {
  spec: PodSpec;
  status: PodStatus;
}

export interface Taint {
  key: string;
  value?: string;
  effect: string;
  timeAdded?: string;
}

export interface NodeCondition {
  type: string;
  status: "True" | "False" | "Unknown";
  lastHeartbeatTime: string;
  lastTransitionTime: string;
  reason: string;
  message: string;
}

export interface Node extends ApiObject {
  spec: { podCIDR?: string; providerID?: string; unschedulable?: boolean; taints?: Taint[] };
  status: {
    capacity: ResourceList;
    allocatable: ResourceList;
    conditions: NodeCondition[];
    addresses: { type: string; address: string }[];
    daemonEndpoints: { kubeletEndpoint: { Port: number } };
    nodeInfo: Record<string, string>;
    images: { names: string[]; sizeBytes: number }[];
    volumesAttached?: { name: string; devicePath: string }[];
    volumesInUse?: string[];
    runtimeHandlers?: {
      name: string;
      features: { recursiveReadOnlyMounts: boolean; userNamespaces: boolean };
    }[];
  };
}

export interface ObjectReference {
  kind: string;
  namespace?: string;
  name: string;
  uid?: string;
  apiVersion: string;
  resourceVersion?: string;
  fieldPath?: string;
}

export interface Event extends ApiObject {
  involvedObject: ObjectReference;
  reason: string;
  message: string;
  source: { component: string; host?: string };
  firstTimestamp: string;
  lastTimestamp: string;
  count: number;
  type: "Normal" | "Warning";
  eventTime: null;
  reportingComponent: string;
  reportingInstance: string;
}

/** A device that a driver of dynamic resource allocation gave to a claim. */
export interface AllocatedDevice {
  request: string;
  driver: string;
  pool: string;
  device: string;
}

export interface ResourceClaim extends ApiObject {
  spec: {
    devices: {
      requests: { name: string; exactly: { deviceClassName: string; allocationMode: string; count: number } }[];
    };
  };
  status: {
    allocation?: { devices: { results: AllocatedDevice[] }; nodeSelector: object };
    reservedFor?: { resource: string; name: string; uid: string }[];
  };
}

export interface ResourceSlice extends ApiObject {
  spec: {
    driver: string;
    nodeName: string;
    pool: { name: string; generation: number; resourceSliceCount: number };
    devices: { name: string; attributes: Record<string, { string?: string; int?: number; bool?: boolean }> }[];
  };
}

export interface PersistentVolume extends ApiObject {
  spec: {
    capacity: ResourceList;
    accessModes: string[];
    claimRef: { kind: string; apiVersion: string; namespace: string; name: string; uid: string };
    persistentVolumeReclaimPolicy: string;
    storageClassName: string;
    volumeMode: string;
    csi: { driver: string; volumeHandle: string; fsType: string };
  };
  status: { phase: string };
}

export interface PersistentVolumeClaim extends ApiObject {
  spec: {
    accessModes: string[];
    resources: ResourceRequirements;
    storageClassName: string;
    volumeMode: string;
    volumeName: string;
  };
  status: { phase: string; accessModes: string[]; capacity: ResourceList };
}

export interface Namespace extends ApiObject {
  spec: { finalizers: string[] };
  status: { phase: string };
}

import type { ContainerSpec, Pod, PodSpec, ResourceRequirements } from "../kubernetes.ts";
import type { Random } from "../random.ts";
import { toSeconds } from "../time/moments.ts";
import type { ContainerPlan, PodPlan } from "./plan.ts";
import { qosClass } from "./qosClass.ts";

export interface Owner {
  kind: string;
  name: string;
  uid: string;
}

export interface PodIdentity {
  name: string;
  owner: Owner | null;
  createdAt: number;
}

/** The pod that a controller creates from its template, with the API server's defaults filled in. */
export function buildPod(plan: PodPlan, identity: PodIdentity, random: Random): Pod {
  const spec = podSpec(plan);
  return {
    metadata: {
      name: identity.name,
      ...(identity.owner && {
        generateName: identity.name.slice(0, identity.name.lastIndexOf("-") + 1),
      }),
      namespace: plan.namespace,
      uid: random.uuid(),
      resourceVersion: "",
      generation: 1,
      creationTimestamp: toSeconds(identity.createdAt),
      labels: { "app.kubernetes.io/name": plan.name, ...plan.labels },
      ...(plan.annotations && { annotations: plan.annotations }),
      ...(identity.owner && {
        ownerReferences: [
          {
            apiVersion: identity.owner.kind === "Job" ? "batch/v1" : "apps/v1",
            kind: identity.owner.kind,
            name: identity.owner.name,
            uid: identity.owner.uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      }),
    },
    spec,
    status: { phase: "Pending", qosClass: qosClass(spec) },
  };
}

function podSpec(plan: PodPlan): PodSpec {
  const asksForNothing =
    !plan.resources && [...plan.containers, ...(plan.init ?? [])].every(({ resources }) => !resources);
  const account = plan.namespace === "kube-system" ? plan.name : "default";
  return {
    ...(plan.volumes && { volumes: plan.volumes.map(({ volume }) => volume) }),
    ...(plan.init && {
      initContainers: plan.init.map((container) => ({
        ...containerSpec(container),
        ...(container.sidecar && { restartPolicy: "Always" as const }),
      })),
    }),
    containers: plan.containers.map((container, index) => {
      const spec = containerSpec(container);
      if (index > 0 || !plan.claims) return spec;
      return { ...spec, resources: { ...spec.resources, claims: plan.claims.map(({ name }) => ({ name })) } };
    }),
    restartPolicy: plan.restartPolicy ?? (plan.kind === "Job" ? "Never" : "Always"),
    terminationGracePeriodSeconds: plan.gracePeriod ?? 30,
    dnsPolicy: "ClusterFirst",
    serviceAccountName: account,
    serviceAccount: account,
    ...(plan.hostNetwork && { hostNetwork: true }),
    ...(plan.hostUsers === false && { hostUsers: false }),
    securityContext: {},
    schedulerName: "default-scheduler",
    ...(plan.nodeSelector && { nodeSelector: plan.nodeSelector }),
    ...(plan.runtimeClass !== undefined && { runtimeClassName: plan.runtimeClass }),
    tolerations: tolerations(plan, asksForNothing),
    ...(plan.priority && { priorityClassName: plan.priority.className }),
    priority: plan.priority?.value ?? 0,
    preemptionPolicy: "PreemptLowerPriority",
    enableServiceLinks: true,
    ...(plan.resources && { resources: plan.resources }),
    ...(plan.claims && {
      resourceClaims: plan.claims.map(({ name }) => ({ name, resourceClaimTemplateName: `${plan.name}-${name}` })),
    }),
  };
}

/** What the API server adds by itself, and what the plan needs beside it. */
function tolerations(plan: PodPlan, bestEffort: boolean): PodSpec["tolerations"] {
  if (plan.kind === "DaemonSet") return [{ operator: "Exists" }];
  return [
    ...(plan.tolerates ?? []).map((key) => ({ key, operator: "Exists" })),
    ...["not-ready", "unreachable"].map((condition) => ({
      key: `node.kubernetes.io/${condition}`,
      operator: "Exists",
      effect: "NoExecute",
      tolerationSeconds: 300,
    })),
    // A node short of memory takes no more of those that ask for nothing.
    ...(bestEffort ? [] : [{ key: "node.kubernetes.io/memory-pressure", operator: "Exists", effect: "NoSchedule" }]),
  ];
}

const containerSpec = (plan: ContainerPlan): ContainerSpec => ({
  name: plan.name,
  image: plan.image,
  ...(plan.command && { command: plan.command }),
  ...(plan.args && { args: plan.args }),
  ...(plan.ports && { ports: plan.ports }),
  ...(plan.env && { env: plan.env }),
  resources: defaulted(plan.resources ?? {}),
  ...(plan.mounts && { volumeMounts: plan.mounts }),
  ...(plan.liveness && { livenessProbe: plan.liveness }),
  ...(plan.readiness && { readinessProbe: plan.readiness }),
  ...(plan.startup && { startupProbe: plan.startup }),
  ...(plan.preStopHook && { lifecycle: plan.preStopHook }),
  terminationMessagePath: "/dev/termination-log",
  terminationMessagePolicy: "File",
  imagePullPolicy: plan.imagePullPolicy ?? "IfNotPresent",
  ...(plan.securityContext && { securityContext: plan.securityContext }),
});

/** Where only a limit is given the API server asks for as much. */
const defaulted = ({ requests, limits }: ResourceRequirements): ResourceRequirements => ({
  ...(limits && { limits }),
  ...((requests ?? limits) && { requests: { ...limits, ...requests } }),
});

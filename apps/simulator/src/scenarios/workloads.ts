import type { Probe, ResourceRequirements } from "../world/kubernetes.ts";
import { MIB } from "../world/quantity.ts";
import { hash } from "../world/random.ts";
import type { ContainerPlan, PodPlan } from "../world/workloads/plan.ts";

/** Short forms in which the stories write their workloads. Memory in MiB, CPU in cores. */
export interface App {
  namespace: string;
  name: string;
  kind?: PodPlan["kind"];
  image?: string;
  uses: number;
  cpu?: number;
  resources?: ResourceRequirements;
  container?: Partial<ContainerPlan>;
  beside?: ContainerPlan[];
  pod?: Partial<PodPlan>;
}

export const app = ({ namespace, name, kind, image, uses, cpu, resources, container, beside, pod }: App): PodPlan => ({
  namespace,
  name,
  kind: kind ?? "Deployment",
  replace: true,
  containers: [
    {
      name: "app",
      image: image ?? `ghcr.io/acme/${name}:1.${(name.length * 7) % 40}.${name.length % 9}`,
      memory: uses * MIB,
      swing: 0.006,
      cpu: cpu ?? 0.08,
      processes: 6,
      logs: (1 + (hash(name) % 90) / 10) * MIB,
      ...(resources && { resources }),
      ...container,
    },
    ...(beside ?? []),
  ],
  ...pod,
});

/** What it asks for is what it gets. */
export const guaranteed = (memory: string, cpu: string): ResourceRequirements => ({
  requests: { cpu, memory },
  limits: { cpu, memory },
});

export const burstable = (memory: string, cpu: string, limit?: string): ResourceRequirements => ({
  requests: { cpu, memory },
  ...(limit !== undefined && { limits: { memory: limit } }),
});

export const gpus = (resource: string, count: number, memory: string, cpu: string): ResourceRequirements => ({
  requests: { cpu, memory, [resource]: String(count) },
  limits: { memory, [resource]: String(count) },
});

export const http = (path: string, periodSeconds = 10, failureThreshold = 3): Probe => ({
  httpGet: { path, port: 8080, scheme: "HTTP" },
  timeoutSeconds: 1,
  periodSeconds,
  successThreshold: 1,
  failureThreshold,
});

export const PROXY: ContainerPlan = {
  name: "proxy",
  image: "docker.io/envoyproxy/envoy:v1.35.1",
  memory: 74 * MIB,
  cpu: 0.05,
  sidecar: true,
  startup: { ...http("/ready", 1), tcpSocket: { port: 15_021 } },
  resources: { requests: { cpu: "50m", memory: "96Mi" } },
};

export const MIGRATE: ContainerPlan = {
  name: "migrate",
  image: "ghcr.io/acme/migrate:2.4.1",
  memory: 60 * MIB,
  cpu: 0.3,
  ends: { after: 2_600, exitCode: 0, reason: "Completed" },
};

export const NODE_CRITICAL = { className: "system-node-critical", value: 2_000_001_000 };

const daemon = (
  namespace: string,
  name: string,
  image: string,
  uses: number,
  request: string,
  pod: Partial<PodPlan> = {},
): PodPlan =>
  app({
    namespace,
    name,
    kind: "DaemonSet",
    image,
    uses,
    cpu: 0.03,
    resources: burstable(request, "50m"),
    pod: { hostNetwork: name !== "fluent-bit", ...pod },
  });

/** What runs on every Linux node. */
export const DAEMONS: PodPlan[] = [
  daemon("kube-system", "cilium", "quay.io/cilium/cilium:v1.19.2", 226, "256Mi", {
    priority: NODE_CRITICAL,
  }),
  daemon("obs", "node-exporter", "quay.io/prometheus/node-exporter:v1.10.2", 27, "48Mi"),
  daemon("obs", "fluent-bit", "cr.fluentbit.io/fluent/fluent-bit:4.2.0", 92, "128Mi"),
];

export const AGENT = daemon("bayplan", "bayplan-agent", "ghcr.io/bayplan/bayplan:0.1.0", 68, "80Mi");

export const LOW_PRIORITY = { className: "best-effort-batch", value: -10 };
export const HIGH_PRIORITY = { className: "business-critical", value: 1_000_000 };

/** Two pods of a kind. */
export const twice = (plan: PodPlan): PodPlan[] => [plan, plan];

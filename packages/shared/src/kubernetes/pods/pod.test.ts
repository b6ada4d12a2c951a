import { expect, test } from "vitest";
import { pod as podModel } from "../../model/index.ts";
import { fixture } from "../../../test/fixture.ts";
import { readPod } from "./pod.ts";

const { items } = JSON.parse(fixture("pods.json")) as { items: { metadata: { name: string } }[] };
const pods = new Map(items.map((item) => [item.metadata.name, readPod(item)]));
const read = (name: string) => pods.get(name) ?? expect.unreachable(`no ${name}`);

test("every recorded pod fits the model", () => {
  expect(pods.size).toBeGreaterThan(5);
  for (const pod of pods.values()) expect(podModel.safeParse(pod)).toMatchObject({ success: true });
});

test("keeps the class, when the kubelet saw it, and what its container asked and got", () => {
  const train = read("train");
  expect(train).toMatchObject({
    kind: "pod",
    namespace: "ml",
    configSource: "api",
    createdAt: "2026-11-21T10:35:56Z",
    status: { phase: "Running", qosClass: "Burstable", podIPs: ["10.244.0.35"] },
  });
  expect(train.seenAt).toBe("2026-11-21T10:35:56.738940522Z");
  expect(train.spec.containers[0]?.resources?.limits).toEqual({ memory: "256Mi", "nvidia.com/gpu": "3" });
  expect(train.status.containerStatuses?.find(({ name }) => name === "trainer")?.allocatedResources).toEqual({
    memory: "256Mi",
    "nvidia.com/gpu": "3",
  });
});

test("tells probes and hooks in words, init containers apart, and why a pod was refused", () => {
  expect(read("sick").spec.containers[0]?.livenessProbe).toEqual({
    handler: "exec",
    periodSeconds: 5,
    failureThreshold: 3,
    initialDelaySeconds: 0,
    timeoutSeconds: 1,
  });
  expect(read("deaf").spec.containers[0]?.preStop).toBe("exec");
  expect(read("web-burstable").spec.initContainers?.map(({ restartPolicy }) => restartPolicy)).toContain("Always");
  expect(read("hungry").status).toMatchObject({ phase: "Failed", reason: "UnexpectedAdmissionError" });
});

test("leaves commands, environment and all other annotations behind", () => {
  const text = JSON.stringify([...pods.values()]);
  for (const secret of ["last-applied-configuration", "100000", "/tmp/alive", '"command"', '"env"'])
    expect(text).not.toContain(secret);
});

test("reads what no recorded pod has", () => {
  const pod = readPod({
    metadata: {
      uid: "u",
      name: "static",
      namespace: "kube-system",
      annotations: {
        "kubernetes.io/config.source": "file",
        "kubernetes.io/config.mirror": "abc",
        "kubernetes.io/config.hash": "abc",
        "kubernetes.io/config.seen": "2026-11-21T12:00:00.123456789+02:00",
        "hami.io/vgpu-devices-allocated": "GPU-1,NVIDIA,1000,10:;",
        other: "secret",
      },
      ownerReferences: [
        { kind: "ReplicaSet", name: "a" },
        { kind: "Node", name: "n", controller: true },
      ],
    },
    spec: {
      hostUsers: false,
      resources: { requests: { cpu: 1 } },
      volumes: [
        { name: "scratch", emptyDir: { medium: "Memory", sizeLimit: "1Gi" } },
        { name: "data", persistentVolumeClaim: { claimName: "claim" } },
        { name: "secret", secret: { secretName: "token" } },
        { name: "all", projected: { sources: [] } },
      ],
      containers: [
        {
          name: "c",
          image: "i",
          args: ["--password=x"],
          env: [{ name: "P", value: "x" }],
          restartPolicy: "Never",
          restartPolicyRules: [{ action: "Restart", exitCodes: { operator: "In", values: [42] } }],
          resources: { claims: [{ name: "gpu" }] },
          volumeDevices: [{ name: "data", devicePath: "/dev/xvda" }, {}],
          readinessProbe: {
            httpGet: {
              path: "/ready?token=x",
              port: "web",
              scheme: "HTTPS",
              httpHeaders: [{ name: "Authorization", value: "x" }],
            },
          },
          startupProbe: { grpc: { port: 9090 } },
          lifecycle: { preStop: { sleep: { seconds: 5 } } },
          securityContext: {
            privileged: true,
            runAsUser: 0,
            seccompProfile: { type: "Localhost", localhostProfile: "p.json" },
            capabilities: { add: ["NET_ADMIN"], drop: ["ALL"] },
          },
        },
      ],
    },
    status: {
      containerStatuses: [
        {
          name: "c",
          allocatedResourcesStatus: [
            { name: "nvidia.com/gpu", resources: [{ resourceID: "GPU-1", health: "Unhealthy" }] },
          ],
        },
      ],
    },
  });
  expect(pod).toMatchObject({
    configSource: "file",
    mirror: true,
    configHash: "abc",
    seenAt: "2026-11-21T10:00:00.123456789Z",
    hamiDevices: "GPU-1,NVIDIA,1000,10:;",
    owner: { kind: "Node", name: "n" },
    spec: {
      hostUsers: false,
      resources: { requests: { cpu: "1" } },
      volumes: [
        { name: "scratch", type: "emptyDir", medium: "Memory", sizeLimit: "1Gi" },
        { name: "data", type: "persistentVolumeClaim", reference: "claim" },
        { name: "secret", type: "secret", reference: "token" },
        { name: "all", type: "projected" },
      ],
      containers: [
        {
          restartPolicyRules: [{ action: "Restart", exitCodes: { operator: "In", values: [42] } }],
          claims: ["gpu"],
          volumeDevices: ["data"],
          readinessProbe: { handler: "https :web/ready", periodSeconds: 10, failureThreshold: 3 },
          startupProbe: { handler: "grpc :9090" },
          preStop: "sleep 5 s",
          securityContext: {
            privileged: true,
            runAsUser: 0,
            seccomp: "Localhost p.json",
            capabilitiesAdded: ["NET_ADMIN"],
            capabilitiesDropped: ["ALL"],
          },
        },
      ],
    },
    status: {
      containerStatuses: [
        {
          allocatedResourcesStatus: [
            { name: "nvidia.com/gpu", resources: [{ resourceID: "GPU-1", health: "Unhealthy" }] },
          ],
        },
      ],
    },
  });
  expect(JSON.stringify(pod)).not.toMatch(/password|token=|Authorization|"env"|other/);
});

test.each([null, 7, "pod", {}, { metadata: { name: "no uid" } }])("%j is no pod", (value) =>
  expect(readPod(value)).toBeNull(),
);

test("tells for which resources of which container a claim stands in", () => {
  const pod = readPod({
    metadata: { uid: "u", name: "web", namespace: "shop" },
    spec: { containers: [{ name: "main" }] },
    status: {
      extendedResourceClaimStatus: {
        resourceClaimName: "web-extended-resources-abc",
        requestMappings: [
          { containerName: "main", resourceName: "nvidia.com/gpu", requestName: "container-0-request-0" },
        ],
      },
    },
  });
  expect(podModel.parse(pod).status).toMatchObject({
    extendedResourceClaim: "web-extended-resources-abc",
    extendedResources: [{ container: "main", resource: "nvidia.com/gpu" }],
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { keepUsed } from "../keepUsed.ts";
import { createScrub, type RecordedLine } from "./createScrub.ts";

const lines = (name: string): RecordedLine[] =>
  gunzipSync(readFileSync(join(import.meta.dirname, `../../../../../recordings/${name}.jsonl.gz`)))
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RecordedLine)
    .filter(({ call }) => !call.startsWith("/"));

test.each([
  [
    "steady",
    [
      "node-a",
      "team-a",
      "api-guaranteed",
      "batch-besteffort",
      "web-burstable",
      "train",
      "trainer",
      "infer",
      "crasher",
      "oomer",
      "busybox",
      "docker.io",
      "10.244.",
    ],
  ],
  ["eviction", ["node-a", "spiller", "idle-low", "busybox", "docker.io"]],
])("of a scrubbed %s no name and no address is left", (name, words) => {
  const scrub = createScrub();
  const before = lines(name)
    .map((line) => JSON.stringify({ ...line, body: keepUsed(line.body) }))
    .join("\n");
  const after = lines(name)
    .map((line) => JSON.stringify(scrub({ ...line, body: keepUsed(line.body) })))
    .join("\n");
  const has = (text: string, word: string) =>
    new RegExp(`(?<![A-Za-z0-9-])${word.replaceAll(".", String.raw`\.`)}(?![A-Za-z-])`).test(text);
  expect(words.filter((word) => !has(before, word))).toEqual([]);
  expect(words.filter((word) => has(after, word))).toEqual([]);
});

const line = (body: unknown): RecordedLine => ({
  at: "2026-11-21T10:35:44.245Z",
  node: "db-7.corp",
  source: "apiserver",
  call: "watch /api/v1/pods",
  body,
});

test("a name has the same stand-in wherever it stands, in what is made of names too", () => {
  const scrub = createScrub();
  const pod = scrub(
    line({
      type: "MODIFIED",
      object: {
        metadata: {
          name: "shop",
          namespace: "sales",
          labels: { app: "shop", "acme.example/tier": "gold", "kubernetes.io/os": "linux" },
        },
        spec: {
          nodeName: "db-7.corp",
          containers: [{ name: "till", image: "registry.acme.example:5000/sales/till:2" }],
        },
        status: {
          phase: "Failed",
          reason: "Evicted",
          podIP: "10.9.8.7",
          message: "Container till was using 257304Ki, request is 0, has larger consumption of memory. ",
        },
      },
    }),
  );
  expect(pod).toMatchObject({
    node: "node-1",
    body: {
      object: {
        metadata: {
          name: "pod-1",
          namespace: "namespace-1",
          labels: { "label-1": "pod-1", "label-2": "value-1", "kubernetes.io/os": "linux" },
        },
        spec: { nodeName: "node-1", containers: [{ name: "container-1", image: "registry.example/image-1:1" }] },
        status: {
          phase: "Failed",
          reason: "Evicted",
          podIP: "10.0.0.1",
          message: "Container container-1 was using 257304Ki, request is 0, has larger consumption of memory. ",
        },
      },
    },
  });
  const event = scrub(
    line({
      object: {
        metadata: { name: "shop.18ea0903cc3bd0be", namespace: "sales" },
        involvedObject: { kind: "Pod", name: "shop", namespace: "sales" },
        message:
          'Failed to pull image "registry.acme.example:5000/sales/till:2": dial tcp 10.9.8.7:443, pod=shop_sales(3c4d)',
        source: { component: "kubelet", host: "db-7.corp" },
      },
    }),
  );
  expect(event.body).toEqual({
    object: {
      metadata: { name: "pod-1.18ea0903cc3bd0be", namespace: "namespace-1" },
      involvedObject: { kind: "Pod", name: "pod-1", namespace: "namespace-1" },
      message: 'Failed to pull image "registry.example/image-1:1": dial tcp 10.0.0.1:443, pod=pod-1_namespace-1(3c4d)',
      source: { component: "kubelet", host: "node-1" },
    },
  });
});

test("volumes and claims of devices lose their names, and still fit to the node and the pods", () => {
  const scrub = createScrub();
  const told = (body: unknown) => scrub(line(body)).body;
  const handle = "/subscriptions/acme/disks/ledger";
  const node = {
    metadata: { name: "db-7.corp" },
    spec: {},
    status: { nodeInfo: {}, volumesAttached: [{ name: `kubernetes.io/csi/disk.csi.azure.com^${handle}` }] },
  };
  expect(told(node)).toMatchObject({
    status: { volumesAttached: [{ name: "kubernetes.io/csi/disk.csi.azure.com^name-1" }] },
  });
  const volume = {
    metadata: { name: "pvc-ledger" },
    spec: {
      csi: { driver: "disk.csi.azure.com", volumeHandle: handle },
      claimRef: { namespace: "sales", name: "ledger" },
      storageClassName: "acme-gold",
    },
    status: { phase: "Bound" },
  };
  const scrubbed = told(volume) as { spec: { claimRef: { name: string; namespace: string } } };
  expect(scrubbed).toMatchObject({ spec: { csi: { driver: "disk.csi.azure.com", volumeHandle: "name-1" } } });
  expect(JSON.stringify(scrubbed)).not.toMatch(/ledger|sales|acme/);
  const pod = {
    metadata: { name: "till", namespace: "sales" },
    spec: { containers: [], volumes: [{ name: "data", persistentVolumeClaim: { claimName: "ledger" } }] },
    status: {},
  };
  expect(told(pod)).toMatchObject({
    metadata: { namespace: scrubbed.spec.claimRef.namespace },
    spec: { volumes: [{ persistentVolumeClaim: { claimName: scrubbed.spec.claimRef.name } }] },
  });

  const slice = {
    metadata: { name: "slice-x" },
    spec: { driver: "gpu.nvidia.com", nodeName: "db-7.corp", pool: { name: "rack-12" }, devices: [{ name: "gpu-0" }] },
  };
  const claim = {
    metadata: { name: "till-gpu", namespace: "sales" },
    spec: {},
    status: {
      allocation: { devices: { results: [{ driver: "gpu.nvidia.com", pool: "rack-12", device: "gpu-0" }] } },
      reservedFor: [{ resource: "pods", name: "till", uid: "u1" }],
    },
  };
  const [scrubbedSlice, scrubbedClaim] = [told(slice), told(claim)] as [typeof slice, typeof claim];
  expect(JSON.stringify([scrubbedSlice, scrubbedClaim])).not.toMatch(/rack|till|sales|slice-x/);
  expect(scrubbedSlice.spec.devices).toEqual([{ name: "gpu-0" }]);
  expect(scrubbedClaim.status.allocation.devices.results).toEqual([
    { driver: "gpu.nvidia.com", pool: scrubbedSlice.spec.pool.name, device: "gpu-0" },
  ]);
});

test("a program's last words go, the kubelet's stay", () => {
  const status = {
    containerStatuses: [{ name: "a", state: { terminated: { reason: "Error", message: "password=p", exitCode: 1 } } }],
    message: "Pod was rejected",
  };
  expect(createScrub()(line({ status })).body).toMatchObject({
    status: {
      containerStatuses: [{ state: { terminated: { message: "", reason: "Error" } } }],
      message: "Pod was rejected",
    },
  });
});

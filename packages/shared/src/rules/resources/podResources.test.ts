import { describe, expect, it } from "vitest";
import { podOf, readTape } from "../../../test/tape.ts";
import type { ContainerSpec, ContainerStatus, Pod, ResourceList } from "../../model/pod.ts";
import { toNumber } from "../quantity.ts";
import type { Amounts } from "./list.ts";
import { podLimits, podRequests } from "./podResources.ts";
import { podResize } from "./resize.ts";

const container = (
  name: string,
  requests: ResourceList = {},
  limits: ResourceList = {},
  restartPolicy?: string,
): ContainerSpec => ({
  name,
  image: "",
  resources: { requests, limits },
  ...(restartPolicy === undefined ? {} : { restartPolicy }),
});

const pod = (spec: Partial<Pod["spec"]>, status: Pod["status"] = {}): Pod => ({
  kind: "pod",
  id: "u",
  namespace: "n",
  name: "p",
  labels: {},
  spec: { containers: [], ...spec },
  status,
});

const status = (name: string, over: Partial<ContainerStatus>): ContainerStatus => ({
  name,
  ready: true,
  restartCount: 0,
  image: "",
  imageID: "",
  state: { running: {} },
  lastState: {},
  ...over,
});

const plain = (amounts: Amounts): Record<string, number> =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, toNumber(amount)]));

describe("podRequests", () => {
  it("sums containers and sidecars, takes the greatest init container with the sidecars before it, and adds the overhead", () => {
    const spec = {
      containers: [
        container("a", { cpu: "100m", memory: "100" }),
        container("b", { memory: "50", "nvidia.com/gpu": "1" }),
      ],
      initContainers: [
        container("early", { memory: "180" }),
        container("proxy", { memory: "10" }, {}, "Always"),
        container("late", { memory: "190", cpu: "50m" }),
      ],
      overhead: { memory: "5", cpu: "10m" },
    };
    expect(plain(podRequests(pod(spec)))).toEqual({ cpu: 0.11, memory: 205, "nvidia.com/gpu": 1 });
    expect(plain(podRequests(pod(spec), { overhead: false }))).toEqual({ cpu: 0.1, memory: 200, "nvidia.com/gpu": 1 });
  });

  it("puts pod-level requests in place of the containers', for what may have them", () => {
    const spec = {
      containers: [container("a", { memory: "100", "ephemeral-storage": "7" })],
      resources: { requests: { memory: "300", cpu: "1" } },
    };
    expect(plain(podRequests(pod(spec)))).toEqual({ memory: 300, cpu: 1, "ephemeral-storage": 7 });
  });

  it.each<[string, ContainerStatus, Pod["status"], [number, number, number]]>([
    ["not started", status("a", {}), {}, [100, 100, 100]],
    [
      "growing, not granted yet",
      status("a", { allocatedResources: { memory: "60" }, resources: { requests: { memory: "60" } } }),
      {},
      [100, 100, 60],
    ],
    [
      "shrinking, not applied yet",
      status("a", { allocatedResources: { memory: "100" }, resources: { requests: { memory: "300" } } }),
      {},
      [300, 100, 100],
    ],
    [
      "infeasible",
      status("a", { allocatedResources: { memory: "60" }, resources: { requests: { memory: "60" } } }),
      { conditions: [{ type: "PodResizePending", status: "True", reason: "Infeasible" }] },
      [60, 100, 60],
    ],
    [
      "deferred, and nothing granted so far",
      status("a", { resources: {} }),
      { conditions: [{ type: "PodResizePending", status: "True", reason: "Deferred" }] },
      [100, 100, 0],
    ],
  ])(
    "%s: as the scheduler, the spec and the kubelet count",
    (_, containerStatus, over, [scheduler, spec, allocated]) => {
      const resizing = pod(
        { containers: [container("a", { memory: "100" })] },
        { containerStatuses: [containerStatus], ...over },
      );
      const of = (view: "scheduler" | "spec" | "allocated") => plain(podRequests(resizing, { view }))["memory"] ?? 0;
      expect([of("scheduler"), of("spec"), of("allocated")]).toEqual([scheduler, spec, allocated]);
    },
  );

  describe("of several containers in a resize", () => {
    const granted = (name: string, cpu: string) =>
      status(name, { allocatedResources: { cpu }, resources: { requests: { cpu }, limits: { cpu } } });
    const sized = (name: string, cpu: string, restartPolicy?: string) =>
      container(name, { cpu }, { cpu }, restartPolicy);
    const pending = (reason: string) => ({ conditions: [{ type: "PodResizePending", status: "True", reason }] });

    it.each([
      ["Deferred", 5],
      ["Infeasible", 3],
    ])("%s: the greatest of each counts before they are added up", (reason, cpu) => {
      const resizing = pod(
        { containers: [sized("a", "3"), sized("b", "1")] },
        { containerStatuses: [granted("a", "1"), granted("b", "2")], ...pending(reason) },
      );
      expect([plain(podRequests(resizing)), plain(podLimits(resizing))]).toEqual([{ cpu }, { cpu }]);
    });

    it("asks the status of sidecars, and of no other init container", () => {
      const resizing = pod(
        { containers: [sized("a", "1")], initContainers: [sized("proxy", "1", "Always"), sized("init", "1")] },
        {
          containerStatuses: [granted("a", "1")],
          initContainerStatuses: [granted("proxy", "2"), granted("init", "9")],
        },
      );
      expect([plain(podRequests(resizing)), plain(podLimits(resizing))]).toEqual([{ cpu: 3 }, { cpu: 3 }]);
    });
  });

  it("names the resource and the text of a malformed quantity", () => {
    expect(() => podRequests(pod({ containers: [container("a", { memory: "much" })] }))).toThrow(
      'memory: "much" is no quantity',
    );
  });
});

describe("podLimits", () => {
  it("sums what is limited, and adds the overhead to nothing else", () => {
    const spec = {
      containers: [container("a", {}, { memory: "100" }), container("b", {}, { memory: "50", cpu: "0" })],
      overhead: { memory: "5", cpu: "1" },
    };
    expect(plain(podLimits(pod(spec)))).toEqual({ memory: 155, cpu: 0 });
  });

  it("takes pod-level limits for the pod's, and what is applied where it is more", () => {
    expect(
      plain(
        podLimits(
          pod({ containers: [container("a", {}, { memory: "100" })], resources: { limits: { memory: "70" } } }),
        ),
      ),
    ).toEqual({ memory: 70 });
    const shrinking = pod(
      { containers: [container("a", {}, { memory: "100" })] },
      { containerStatuses: [status("a", { resources: { limits: { memory: "400" } } })] },
    );
    expect(plain(podLimits(shrinking))).toEqual({ memory: 400 });
  });
});

describe("a recorded resize in place", () => {
  const seen = readTape("steady").flatMap(({ call, body }) =>
    call === "watch /api/v1/pods" && body.object.metadata.name === "web-burstable" ? [podOf(body.object)] : [],
  );

  it("asks for 48 MiB and a sidecar's 8, and is shown while it lasts", () => {
    const steps = seen.map((each) => ({
      state: podResize(each).state,
      differs: podResize(each).containers.some(({ differs }) => differs),
      memory: toNumber(podRequests(each)["memory"] ?? 0n) / 1024 ** 2,
    }));
    const distinct = steps.filter((step, index) => JSON.stringify(step) !== JSON.stringify(steps[index - 1]));
    expect(distinct).toEqual([
      { state: "none", differs: false, memory: 40 },
      { state: "none", differs: true, memory: 56 },
      { state: "in-progress", differs: true, memory: 56 },
      { state: "none", differs: false, memory: 56 },
    ]);
  });
});

describe("podResize", () => {
  it.each<[string, Pod["status"], string, string | null]>([
    [
      "deferred",
      {
        conditions: [
          {
            type: "PodResizePending",
            status: "True",
            reason: "Deferred",
            message: "Node didn't have enough resource: memory",
          },
        ],
      },
      "deferred",
      "Node didn't have enough resource: memory",
    ],
    [
      "infeasible",
      { conditions: [{ type: "PodResizePending", status: "True", reason: "Infeasible", message: "static CPU" }] },
      "infeasible",
      "static CPU",
    ],
    [
      "failing",
      { conditions: [{ type: "PodResizeInProgress", status: "True", reason: "Error", message: "below usage" }] },
      "failed",
      "below usage",
    ],
    ["an older kubelet", { resize: "InProgress" }, "in-progress", null],
    ["at rest", { conditions: [{ type: "PodResizePending", status: "False" }] }, "none", null],
  ])("%s", (_, podStatus, state, message) => {
    expect(podResize(pod({}, podStatus))).toMatchObject({ state, message });
  });
});

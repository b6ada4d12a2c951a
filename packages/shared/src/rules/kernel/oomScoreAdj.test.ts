import { describe, expect, it } from "vitest";
import type { ContainerSpec, Pod } from "../../model/pod.ts";
import { samplePod } from "../../../test/samples.ts";
import { podOf, readTape } from "../../../test/tape.ts";
import { oomScoreAdj } from "./oomScoreAdj.ts";

const CAPACITY = 1000 * 1000;
const container = (name: string, memory?: string, restartPolicy?: string): ContainerSpec => ({
  name,
  image: "",
  ...(restartPolicy === undefined ? {} : { restartPolicy }),
  resources: memory === undefined ? {} : { requests: { memory } },
});
const scores = (spec: Partial<Pod["spec"]>): number[] => {
  const pod = samplePod("p", { spec });
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].map((each) => oomScoreAdj(pod, each, CAPACITY));
};

describe("oomScoreAdj", () => {
  it.each<[string, Partial<Pod["spec"]>, number[]]>([
    ["best effort", { containers: [container("a")] }, [1000]],
    [
      "guaranteed",
      {
        containers: [
          { ...container("a"), resources: { requests: { cpu: "1", memory: "5" }, limits: { cpu: "1", memory: "5" } } },
        ],
      },
      [-997],
    ],
    [
      "burstable by its share of the node",
      { containers: [container("a", "250000"), container("b"), container("c", "1")] },
      [750, 999, 999],
    ],
    ["never as safe as guaranteed", { containers: [container("a", "999999999")] }, [3]],
    [
      "critical for the node",
      { containers: [container("a")], priority: 2_000_001_000, priorityClassName: "system-node-critical" },
      [-997],
    ],
    ["critical by name alone", { containers: [container("a")], priorityClassName: "system-node-critical" }, [1000]],
    [
      "a sidecar outlives the smallest container",
      {
        containers: [container("a", "100000"), container("b", "300000")],
        initContainers: [container("proxy", "1000", "Always"), container("init", "1000")],
      },
      [900, 700, 900, 999],
    ],
    [
      "a sidecar that asked for more keeps its own",
      { containers: [container("a", "100000")], initContainers: [container("proxy", "500000", "Always")] },
      [900, 500],
    ],
    [
      "what the pod asked beyond its containers is shared out",
      {
        containers: [container("a", "100000"), container("b")],
        initContainers: [container("i")],
        resources: { requests: { memory: "400000" } },
      },
      [800, 900, 900],
    ],
    [
      "containers that do not run together are not added up for that",
      {
        containers: [container("a", "100000")],
        initContainers: [container("i", "100000")],
        resources: { requests: { memory: "400000" } },
      },
      [750, 750],
    ],
  ])("%s", (_, spec, expected) => {
    expect(scores(spec)).toEqual(expected);
  });

  it("is what the runtime was told on a recorded node", () => {
    const tape = readTape("steady");
    const pods = new Map(
      tape.flatMap(({ call, body }) =>
        call === "watch /api/v1/pods" && body.object.metadata.uid !== undefined
          ? [[body.object.metadata.uid, podOf(body.object)]]
          : [],
      ),
    );
    const compared = tape.flatMap(({ call, body: { status } }) => {
      const pod = call.includes("/ContainerStatus ") ? pods.get(status?.labels["io.kubernetes.pod.uid"]) : undefined;
      const own = [...(pod?.spec.containers ?? []), ...(pod?.spec.initContainers ?? [])].find(
        ({ name }) => name === status.metadata.name,
      );
      if (pod === undefined || own === undefined) return [];
      return [
        [own.name, oomScoreAdj(pod, own, 24_684_084 * 1024), Number(status.resources.linux.oom_score_adj)] as const,
      ];
    });
    expect(compared.length).toBeGreaterThan(30);
    // The recorded machine may not lower a score below 0, which is what it asked for there.
    expect(compared.filter(([, ours, told]) => Math.max(ours, 0) !== told)).toEqual([]);
    expect(compared).toContainEqual(["trainer", 990, 990]);
  });
});

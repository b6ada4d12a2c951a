import { describe, expect, it } from "vitest";
import { readQosSpecs } from "../../test/qosSpecs.ts";
import type { PodSpec, QosClass } from "../model/pod.ts";
import { qosClass } from "./qosClass.ts";

const recorded = readQosSpecs();

const container = (requests: Record<string, string>, limits: Record<string, string> = {}) => ({
  name: "main",
  image: "",
  resources: { requests, limits },
});

describe("qosClass", () => {
  it("gives every recorded spec the class that the API server gave it", () => {
    expect(recorded.length).toBe(4427);
    expect(recorded.filter(({ spec, qosClass: given }) => qosClass(spec) !== given)).toEqual([]);
  });

  it.each<[string, QosClass, Pick<PodSpec, "containers" | "initContainers" | "resources">]>([
    ["nothing asked", "BestEffort", { containers: [container({})] }],
    ["zero is as if absent", "BestEffort", { containers: [container({ cpu: "0", memory: "0" }, { cpu: "0" })] }],
    [
      "huge pages do not count",
      "BestEffort",
      { containers: [container({ "hugepages-2Mi": "2Mi" }, { "hugepages-2Mi": "2Mi" })] },
    ],
    [
      "equal in another spelling",
      "Guaranteed",
      { containers: [container({ cpu: "1000m", memory: "1Ki" }, { cpu: "1", memory: "1024" })] },
    ],
    [
      "an init container without limits",
      "Burstable",
      {
        containers: [container({ cpu: "1", memory: "1" }, { cpu: "1", memory: "1" })],
        initContainers: [container({})],
      },
    ],
    [
      "pod-level resources silence the containers",
      "Guaranteed",
      {
        containers: [container({})],
        resources: { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } },
      },
    ],
    ["empty pod-level resources do so too", "BestEffort", { containers: [container({ cpu: "1" })], resources: {} }],
  ])("%s: %s", (_, expected, spec) => {
    expect(qosClass(spec)).toBe(expected);
  });

  it("names the text of a malformed quantity", () => {
    expect(() => qosClass({ containers: [container({ cpu: "one" })] })).toThrow('"one" is no quantity');
  });
});

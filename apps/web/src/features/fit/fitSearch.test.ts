import { describe, expect, test } from "vitest";
import { readFit, readFitSearch } from "./fitSearch.ts";

describe("the form", () => {
  test("that is empty asks for nothing", () =>
    expect(readFit(readFitSearch({ cpu: "" }))).toEqual({ request: null, errors: [] }));

  test("is filled by an address like the one of the JSON", () =>
    expect(readFitSearch({ cpu: "2", "nvidia.com/gpu": "1", other: "example.com/nic=1", nonsense: "1" })).toEqual({
      cpu: "2",
      other: "example.com/nic=1 nvidia.com/gpu=1",
    }));

  test("becomes a request", () =>
    expect(
      readFit({
        cpu: "500m",
        memory: "2Gi",
        storage: "1Gi",
        other: "nvidia.com/gpu=2, example.com/nic=1",
        selector: "zone=a",
        tolerations: "gpu dedicated=ml:NoSchedule *",
      }),
    ).toEqual({
      request: {
        requests: {
          cpu: "500m",
          memory: "2Gi",
          "ephemeral-storage": "1Gi",
          "nvidia.com/gpu": "2",
          "example.com/nic": "1",
        },
        nodeSelector: { zone: "a" },
        tolerations: [
          { key: "gpu", operator: "Exists" },
          { key: "dedicated", operator: "Equal", value: "ml", effect: "NoSchedule" },
          { operator: "Exists" },
        ],
      },
      errors: [],
    }));

  test("says what in it is wrong, and asks nothing", () => {
    const { request, errors } = readFit({ other: "gpu" });
    expect(request).toBe(null);
    expect(errors).toEqual(["“gpu” is no resource: write name=value."]);
  });
});

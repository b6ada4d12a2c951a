import { describe, expect, test } from "vitest";
import { kubeletDefaults } from "./defaults.ts";
import { differing } from "./differing.ts";

const differences = (config: Record<string, unknown>, version: string | null = "v1.36.2"): string[] => {
  const defaults = kubeletDefaults(config, version);
  return Object.entries(config).flatMap(([name, value]) => differing(name, value, defaults[name]));
};

describe("a kubelet's setting differs from the default", () => {
  test.each([
    [{ authentication: { anonymous: { enabled: true } } }, ["authentication.anonymous.enabled"]],
    [{ authentication: { webhook: { enabled: false, cacheTTL: "1m" } } }, 2],
    [{ authorization: { mode: "AlwaysAllow" } }, ["authorization.mode"]],
    [{ authorization: { webhook: { cacheAuthorizedTTL: "5m1s" } } }, 1],
    [{ containerRuntimeEndpoint: "unix:///run/crio/crio.sock" }, 1],
    [{ podLogsDir: "/logs" }, 1],
    [{ logging: { format: "json", flushFrequency: 1_000_000_000 } }, 2],
    [{ crashLoopBackOff: { maxContainerRestartPeriod: "1m" } }, 1],
    [{ memoryReservationPolicy: "TieredReservation", imagePullCredentialsVerificationPolicy: "AlwaysVerify" }, 2],
    [{ memorySwap: { swapBehavior: "LimitedSwap" } }, 1],
    [{ failCgroupV1: false }, ["failCgroupV1"]],
    [{ serializeImagePulls: false }, 1],
    [{ evictionHard: { "memory.available": "100Mi", "nodefs.available": "10%", "nodefs.inodesFree": "5%" } }, 1],
    [{ nodeStatusUpdateFrequency: "10s", nodeStatusReportFrequency: "1m" }, ["nodeStatusReportFrequency"]],
    [{ memoryThrottlingFactor: 0.8, maxPods: 250 }, 2],
  ])("%o", (config, parts) => {
    const found = differences(config);
    if (typeof parts === "number") expect(found).toHaveLength(parts);
    else expect(found).toEqual(parts);
  });
});

describe("a kubelet's setting does not differ", () => {
  test.each([
    ["where a duration is written in another way", { runtimeRequestTimeout: "120s", syncFrequency: "60s" }],
    ["where logging writes nanoseconds", { logging: { flushFrequency: 5_000_000_000, format: "text" } }],
    [
      "in what has no default",
      { authentication: { x509: { clientCAFile: "/ca.crt" } }, clusterDomain: "cluster.local" },
    ],
    ["in what an older kubelet does not tell", { crashLoopBackOff: {}, memorySwap: {} }],
    ["where pulls in parallel are asked for", { serializeImagePulls: false, maxParallelImagePulls: 4 }],
    ["where reports are rarer than updates", { nodeStatusUpdateFrequency: "10s", nodeStatusReportFrequency: "5m" }],
    [
      "where reports follow updates that were written down",
      { nodeStatusUpdateFrequency: "10s", nodeStatusReportFrequency: "10s" },
    ],
  ])("%s", (_, config) => expect(differences(config)).toEqual([]));

  test("by another release's default", () => {
    expect(differences({ failCgroupV1: false }, "v1.34.1")).toEqual([]);
    expect(differences({ failCgroupV1: true }, null)).toEqual([]);
  });
});

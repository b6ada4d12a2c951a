import { expect, test } from "vitest";
import { systemUse } from "./systemUse.ts";

const reserved = (config: Record<string, unknown>) =>
  systemUse(undefined, { kind: "kubeletConfig", id: "kubeletConfig", config }).reserved;

test("both kinds of daemons are set aside for together", () =>
  expect(
    reserved({ kubeReserved: { cpu: "250m", memory: "1Gi" }, systemReserved: { cpu: "0.5", memory: "512Mi" } }),
  ).toEqual({ cpuNanoCores: 750_000_000, memoryBytes: 1536 * 2 ** 20 }));

test("CPUs reserved by name take the place of both amounts, as the kubelet has it", () =>
  expect(
    reserved({
      kubeReserved: { cpu: "250m", memory: "1Gi" },
      systemReserved: { cpu: "4" },
      reservedSystemCPUs: "0,2-3",
    }),
  ).toEqual({ cpuNanoCores: 3_000_000_000, memoryBytes: 2 ** 30 }));

test("what the kubelet does not tell is not known", () => expect(systemUse(undefined, undefined).reserved).toBeNull());

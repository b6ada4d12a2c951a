import { expect, test } from "vitest";
import { podOf } from "../fixtures/report.ts";
import { hostPortsOf } from "./hostPorts.ts";

const listening = (name: string, hostPort: number, restartPolicy?: string) => ({
  name,
  image: "i",
  ports: [{ containerPort: 80, hostPort }],
  ...(restartPolicy === undefined ? {} : { restartPolicy }),
});

const spec = {
  initContainers: [listening("init", 8080), listening("retry", 8081, "OnFailure"), listening("proxy", 8082, "Always")],
  containers: [listening("main", 8083), { name: "other", image: "i", ports: [{ containerPort: 81 }] }],
};

test("containers and sidecars take ports of the node, and what runs before them does not", () => {
  expect(hostPortsOf(podOf("a", { spec })).map(({ container, port, protocol }) => [container, port, protocol])).toEqual(
    [
      ["main", 8083, "TCP"],
      ["proxy", 8082, "TCP"],
    ],
  );
});

test("a finished pod takes none", () => {
  expect(hostPortsOf(podOf("a", { spec, status: { phase: "Succeeded" } }))).toEqual([]);
});

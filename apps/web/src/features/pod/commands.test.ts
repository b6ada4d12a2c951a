import { expect, test } from "vitest";
import { containerView, deviceView, podView } from "../../fixtures/views.ts";
import { deviceCommands } from "../devices/commands.ts";
import { eventCommands } from "../events/commands.ts";
import { nodeCommands } from "../node/commands.ts";
import { containerCommands, podCommands, sandboxCommands } from "./commands.ts";

const texts = (commands: readonly { text: string }[]): string[] => commands.map(({ text }) => text);

const ID = "ab".repeat(32);

test("a container that restarted offers its logs from before, and what the runtime knows of it", () =>
  expect(
    texts(
      containerCommands(
        podView("web-1"),
        containerView({ name: "app", restarts: 2, containerId: `containerd://${ID}` }),
      ),
    ),
  ).toEqual([
    "kubectl logs -n team-a web-1 -c app",
    "kubectl logs -n team-a web-1 -c app --previous",
    `crictl inspect ${ID}`,
    `crictl logs ${ID}`,
  ]));

test("one that never ran offers its logs alone", () =>
  expect(texts(containerCommands(podView("web-1"), containerView()))).toEqual([
    "kubectl logs -n team-a web-1 -c main",
  ]));

test("a pod's commands name its namespace and uid", () => {
  const commands = texts(podCommands(podView("web-1")));
  expect(commands).toContain("kubectl describe pod -n team-a web-1");
  expect(commands).toContain("crictl ps -a --label io.kubernetes.pod.uid=uid-web-1");
});

test("a static pod is asked of the runtime by the UID that it has there, if that is known", () => {
  const crictl = (runtimeUid: string | null) =>
    texts(podCommands(podView("etcd", { static: true, runtimeUid }))).filter((text) => text.startsWith("crictl"));
  expect(crictl("4d6f")).toEqual(["crictl ps -a --label io.kubernetes.pod.uid=4d6f"]);
  expect(crictl(null)).toEqual([]);
});

test("no name passes for an option", () => {
  const pod = podView("--all", { containers: [containerView({ restarts: 1 })] });
  expect(texts(podCommands(pod)).slice(0, 3)).toEqual([
    "kubectl describe pod -n team-a -- --all",
    "kubectl logs -n team-a --all-containers -- --all",
    "kubectl logs -n team-a -c main --previous -- --all",
  ]);
  expect(texts(sandboxCommands("--latest"))).toEqual(["crictl inspectp -- --latest"]);
});

test("a node's ask for no more than to read", () =>
  expect(texts(nodeCommands("web-03"))).toEqual([
    "kubectl describe node web-03",
    "kubectl get pods -A -o wide --field-selector spec.nodeName=web-03",
    "kubectl events -n default --for node/web-03",
  ]));

test("a hostile id stays one word", () =>
  expect(texts(sandboxCommands("x; reboot"))).toEqual(["crictl inspectp 'x; reboot'"]));

test.each([
  ["GPU-8f0c2c2e-1b1a-4c6e-9b2d-0123456789ab", ["nvidia-smi -q -i GPU-8f0c2c2e-1b1a-4c6e-9b2d-0123456789ab"]],
  ["0000:3b:00.0", []],
  ["GPU-; reboot", []],
])("NVIDIA's tool is asked only about its own ids: %s", (id, expected) =>
  expect(texts(deviceCommands(deviceView(id)))).toEqual(expected),
);

test("an event leads to others of the same object; a node's lie in default", () => {
  const object = { kind: "Node", namespace: "", name: "web-03", uid: "web-03", container: null };
  const [first, second] = texts(
    eventCommands({
      key: "e",
      part: "event",
      at: null,
      firstAt: null,
      count: 1,
      type: "Normal",
      reason: "",
      message: "",
      component: "",
      object,
    }),
  );
  expect(first).toBe("kubectl events -n default --for node/web-03");
  expect(second).toBe(
    "kubectl get events -A --sort-by .lastTimestamp --field-selector 'involvedObject.kind=Node,involvedObject.name=web-03'",
  );
});

import { expect, test } from "vitest";
import { explainFailure } from "./callState.ts";
import { ClusterError, KubeconfigFault } from "./request.ts";
import { ruleToWatch, type Right } from "./rights.ts";

test.each([
  ["/api/v1/nodes", '{apiGroups: [""], resources: [nodes], verbs: [list, watch]}'],
  [
    "/apis/resource.k8s.io/v1/resourceslices",
    "{apiGroups: [resource.k8s.io], resources: [resourceslices], verbs: [list, watch]}",
  ],
])("who may not watch %s is told the rule that grants it", (path, rule) => expect(ruleToWatch(path)).toBe(rule));

const right: Right = {
  what: "list and watch persistentvolumes",
  rule: ruleToWatch("/api/v1/persistentvolumes"),
  without: "Who uses a volume is not known.",
};

test("a refusal says which right is missing, and what is not known without it", () =>
  expect(explainFailure(new ClusterError(403, "persistentvolumes is forbidden"), right)).toEqual({
    state: "denied",
    message:
      'The API server refuses to let this user list and watch persistentvolumes (persistentvolumes is forbidden). Who uses a volume is not known. A ClusterRole grants it with {apiGroups: [""], resources: [persistentvolumes], verbs: [list, watch]}.',
  }));

test("a fault of the kubeconfig is told as that, not as a server that does not answer", () =>
  expect(explainFailure(new KubeconfigFault("It names no cluster."), right)).toEqual({
    state: "unreachable",
    message: "It names no cluster.",
  }));

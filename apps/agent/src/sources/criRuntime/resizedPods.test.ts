import { expect, test } from "vitest";
import type { Pod } from "@bayplan/shared";
import { createSteppedClock } from "../../../test/steppedClock.ts";
import { createLedger } from "../../ledger/ledger.ts";
import { watchResizes } from "./resizedPods.ts";

const pod = (id: string, granted: string, phase = "Running"): Pod => ({
  kind: "pod",
  id,
  namespace: "shop",
  name: id,
  labels: {},
  spec: { containers: [{ name: "main", image: "", resources: { requests: { cpu: "2" } } }] },
  status: {
    phase,
    containerStatuses: [
      {
        name: "main",
        state: {},
        lastState: {},
        ready: true,
        restartCount: 0,
        image: "",
        imageID: "",
        allocatedResources: { cpu: granted },
      },
    ],
  },
});

test("a pod whose resources changed is told once; a new one and another change are not", () => {
  const ledger = createLedger(createSteppedClock());
  const resized = watchResizes(ledger);
  ledger.replace(["pod"], [pod("a", "1"), pod("b", "1")]);
  expect([...resized()]).toEqual([]);
  ledger.replace(["pod"], [pod("a", "2"), pod("b", "1", "Succeeded"), pod("c", "1")]);
  expect([...resized()]).toEqual(["a"]);
  expect([...resized()]).toEqual([]);
});

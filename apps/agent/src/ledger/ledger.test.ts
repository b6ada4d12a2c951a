import type { RuntimeContainer, Transition } from "@bayplan/shared";
import { MAX_ENTITY_LENGTH } from "@bayplan/shared/report";
import { expect, test } from "vitest";
import { createLedger } from "./ledger.ts";

const clock = { now: () => Date.parse("2026-11-21T10:00:00Z"), after: () => () => {} };

const running: RuntimeContainer = {
  kind: "container",
  id: "c1",
  namespace: "shop",
  pod: "web",
  podUid: "u1",
  name: "app",
  sandboxId: "s1",
  attempt: 0,
  state: "Running",
  image: "web:1",
  imageRef: "",
  createdAt: "2026-11-21T09:59:58.000000001Z",
  startedAt: "2026-11-21T09:59:59.000000001Z",
};

const followed = () => {
  const ledger = createLedger(clock);
  const changed: string[] = [];
  const moved: Transition[] = [];
  ledger.follow({ changed: (key) => changed.push(key), moved: (transitions) => moved.push(...transitions) });
  return { ledger, changed, moved };
};

test("what is put again and says nothing new changes nothing", () => {
  const { ledger, changed, moved } = followed();
  ledger.put(running);
  const told = moved.length;
  ledger.put({ ...running });
  expect(changed).toEqual(["container/c1"]);
  expect(moved).toHaveLength(told);
});

test("an event shows happening what a quicker list had only found", () => {
  const { ledger, moved } = followed();
  ledger.put(running);
  expect(moved.filter(({ to, found }) => to === "Running" && found !== true)).toEqual([]);
  ledger.put({ ...running }, { event: { to: "Running", at: "2026-11-21T09:59:59.000000002Z" } });
  expect(moved.filter(({ to, found }) => to === "Running" && found !== true)).toHaveLength(1);
});

test("replacing a kind removes what is missing, and a container that is gone was removed", () => {
  const { ledger, changed, moved } = followed();
  ledger.put(running);
  ledger.replace(["container"], []);
  expect(ledger.get("container", "c1")).toBeUndefined();
  expect(changed).toEqual(["container/c1", "container/c1"]);
  expect(moved.at(-1)?.to).toBe("Removed");
});

test("what is too large is left out by name, and nothing is said to have happened to it", () => {
  const { ledger, moved } = followed();
  ledger.put(running);
  ledger.put({ ...running, message: "x".repeat(MAX_ENTITY_LENGTH) });
  expect(ledger.get("container", "c1")).toBeUndefined();
  expect(ledger.leftOut(["container"])).toEqual([expect.stringMatching(/^container shop\/app \(\d+ KiB\)$/)]);
  expect(moved.map(({ to }) => to)).not.toContain("Removed");
  ledger.put(running);
  expect(ledger.leftOut(["container"])).toEqual([]);
});

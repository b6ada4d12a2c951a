import { expect, test } from "vitest";
import { tapeNode } from "../fixtures/tapeNode.ts";
import { fleetDeviceViews } from "./fleetDevices.ts";

test("devices of a node that has fallen silent say when they were last told of", () => {
  const node = tapeNode("steady");
  node.playTo("2026-11-21T10:36:40Z");
  const toldNow = (): (string | null)[] => [
    ...new Set(fleetDeviceViews(node.state(), node.clock.now()).map(({ lastTold }) => lastTold)),
  ];
  expect(toldNow()).toEqual([null]);
  node.clock.advance(120_000);
  const [lastTold] = toldNow();
  expect(Date.parse(lastTold ?? "")).toBeLessThanOrEqual(Date.parse("2026-11-21T10:36:40Z"));
  expect(Date.parse(lastTold ?? "")).toBeGreaterThan(Date.parse("2026-11-21T10:35:00Z"));
});

import { describe, expect, test } from "vitest";
import { createSmallHull, type SmallHull } from "./smallHull.ts";

const BOX = { x: 0, y: 0, width: 200, height: 100 };

/** A hundred units high, so that a unit is a pixel. */
const hull = (changes: Partial<SmallHull> = {}): SmallHull => ({
  key: "web-01",
  capacity: 100,
  usage: 50,
  usageOfPods: 40,
  cells: { Guaranteed: [20], Burstable: [20], BestEffort: [] },
  threshold: 5,
  asked: 30,
  tank: null,
  podsKnown: true,
  ...changes,
});

const draw = (changes?: Partial<SmallHull>) => createSmallHull()(hull(changes), BOX);

describe("what was asked for", () => {
  test("is marked at both sides, on the keel as the cargo is", () =>
    // Ten are the system's, thirty were asked for: sixty from the deck.
    expect(draw().asked).toBe("M0 60h7M193 60h7"));

  test("is never above the deck, and not marked where it is not known", () => {
    expect(draw({ asked: 500 }).asked).toBe("M0 0h7M193 0h7");
    expect(draw({ asked: null }).asked).toBe("");
    expect(draw({ podsKnown: false }).asked).toBe("");
  });
});

describe("what is closer to its line than memory", () => {
  test("is a tank beside the hull, with its own line", () => {
    const { tank, tankUsed, tankLine, water } = draw({ tank: { used: 0.8, line: 0.1 } });
    expect(tank).toBe("M191 0h9v100h-9z");
    expect(tankUsed).toBe("M191 100h9v-80h-9z");
    expect(tankLine).toBe("M189 10h13");
    expect(water).toBe("M0 0h186v100h-186z");
  });

  test("takes no room where it is memory", () => {
    const { tank, tankUsed, tankLine, water } = draw();
    expect([tank, tankUsed, tankLine]).toEqual(["", "", ""]);
    expect(water).toBe("M0 0h200v100h-200z");
  });
});

import { expect, test } from "vitest";
import { createSlots, placeBelow } from "./slots.ts";

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, place) => from + place);

test("who stays in sight keeps its element; who comes takes that of one who left", () => {
  const slots = createSlots<number>();
  expect(slots([0, 1, 2], placeBelow(10), true)).toEqual([
    { item: 0, slot: 0 },
    { item: 1, slot: 1 },
    { item: 2, slot: 2 },
  ]);
  expect(slots([1, 2, 3], placeBelow(10), true)).toEqual([
    { item: 3, slot: 0 },
    { item: 1, slot: 1 },
    { item: 2, slot: 2 },
  ]);
});

test("at rest the elements come in the order of their items, and keep it when the list moves on", () => {
  const slots = createSlots<number>();
  slots([0, 1, 2], placeBelow(10), false);
  slots([1, 2, 3], placeBelow(10), true);
  expect(slots([1, 2, 3], placeBelow(10), false).map(({ slot }) => slot)).toEqual([1, 2, 0]);
  expect(slots([2, 3, 4], placeBelow(10), true)).toEqual([
    { item: 4, slot: 1 },
    { item: 2, slot: 2 },
    { item: 3, slot: 0 },
  ]);
});

test("an element that nobody needs stays with its old item, unless the list ends before it", () => {
  const slots = createSlots<number>();
  slots([7, 8, 9], placeBelow(10), true);
  expect(slots([7, 8], placeBelow(10), true).map(({ item }) => item)).toEqual([7, 8, 9]);
  expect(slots([7, 8], placeBelow(9), true).map(({ item }) => item)).toEqual([7, 8]);
  expect(slots([0, 1], placeBelow(2), true).map(({ item }) => item)).toEqual([0, 1]);
});

test("however it is scrolled, all in sight are drawn, each once, in no more elements than were ever in sight", () => {
  const slots = createSlots<number>();
  let most = 0;
  for (let move = 0; move < 2000; move += 1) {
    const from = (move * 7919) % 997;
    const length = 1 + ((move * 31) % 29);
    most = Math.max(most, length);
    const drawn = slots(range(from, from + length), placeBelow(1030), move % 3 > 0);
    const indexes = drawn.map(({ item }) => item);
    expect(new Set(indexes).size).toBe(indexes.length);
    expect(new Set(drawn.map(({ slot }) => slot)).size).toBe(drawn.length);
    expect(indexes).toEqual(expect.arrayContaining(range(from, from + length)));
    expect(drawn.length).toBeLessThanOrEqual(most);
  }
});

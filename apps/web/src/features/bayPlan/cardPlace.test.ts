import { expect, test } from "vitest";
import { CARD_WIDTH, cardPlace } from "./cardPlace.ts";

const WIDTH = 730;
const HEIGHT = 480;

const place = (x: number, y: number, width: number, height: number) =>
  cardPlace({ x, y, width, height }, WIDTH, HEIGHT);

test("a card hangs beside its cell, on the side that has room", () => {
  expect(place(0, 40, 100, 60)).toEqual({ left: 108, top: 40 });
  expect(place(600, 40, 130, 60)).toEqual({ left: 600 - 8 - CARD_WIDTH, top: 40 });
});

test("near the lower edge it grows upward", () =>
  expect(place(690, 440, 40, 40)).toEqual({ left: 690 - 8 - CARD_WIDTH, bottom: 0 }));

test("where neither side has room it lies above or below, within the hull's width", () => {
  expect(place(0, 300, WIDTH, 40)).toEqual({ left: 0, bottom: 188 });
  expect(place(200, 20, 500, 40)).toEqual({ left: 200, top: 68 });
});

test("of a token below the hull it lies above the token", () =>
  expect(place(700, 508, 30, 24)).toEqual({ left: WIDTH - CARD_WIDTH, bottom: HEIGHT - 508 + 8 }));

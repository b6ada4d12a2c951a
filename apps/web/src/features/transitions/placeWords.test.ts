import { expect, test } from "vitest";
import { placeWords } from "./placeWords.ts";

test("a word stands after its tick, before it at the edge, and nowhere over another", () =>
  expect(
    placeWords(
      [
        { x: 10, text: "exit 1" },
        { x: 30, text: "exit 1" },
        { x: 200, text: "OOM killed" },
        { x: 495, text: "exit 1" },
      ],
      500,
    ),
  ).toEqual(["start", null, "start", "end"]));

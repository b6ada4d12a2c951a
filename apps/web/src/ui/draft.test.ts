import { expect, test } from "vitest";
import { draftOf, hearing, typed } from "./draft.ts";

test("what is typed stands at once, and its echo changes nothing", () => {
  const draft = typed(draftOf("web"), "wxeb");
  expect(draft.text).toBe("wxeb");
  expect(hearing(draft, "web").text).toBe("wxeb");
  expect(hearing(draft, "wxeb")).toEqual(draftOf("wxeb"));
});

test("a late echo does not take back what was typed since", () => {
  const draft = ["a", "ab", "abc"].reduce(typed, draftOf(""));
  const heard = hearing(draft, "ab");
  expect(heard.text).toBe("abc");
  expect(hearing(heard, "abc")).toEqual(draftOf("abc"));
});

test("a value from elsewhere takes its place, also one that was typed before", () => {
  const draft = hearing(["a", "ab"].reduce(typed, draftOf("")), "ab");
  expect(hearing(draft, "").text).toBe("");
  expect(hearing(draft, "a").text).toBe("a");
  expect(hearing(typed(draft, "abc"), "web")).toEqual(draftOf("web"));
});

test("what was typed and taken back is not waited for", () => {
  const draft = ["ab", "a"].reduce(typed, draftOf("a"));
  expect(hearing(draft, "ab").text).toBe("ab");
});

import { expect, test, vi } from "vitest";
import { isPlainKey } from "./plainKey.ts";

const press = (key: string, held: Partial<KeyboardEvent> = {}): KeyboardEvent =>
  ({ key, altKey: false, ctrlKey: false, metaKey: false, defaultPrevented: false, ...held }) as KeyboardEvent;

test.each([
  ["p", {}, true],
  ["p", { altKey: true }, false],
  ["[", { altKey: true }, true],
  ["]", { altKey: true }, true],
  ["[", { ctrlKey: true }, false],
  ["]", { altKey: true, metaKey: true }, false],
] as const)("%s with %o", (key, held, plain) => {
  vi.stubGlobal("Element", EventTarget);
  expect(isPlainKey(press(key, held))).toBe(plain);
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";

vi.mock("./elapsed.ts", () => ({ elapsed: () => Date.now() }));

const scrolled = new Set<() => void>();

const load = async () => {
  vi.resetModules();
  vi.stubGlobal("document", { addEventListener: (_: string, listener: () => void) => scrolled.add(listener) });
  const { atRest, watchScrolling } = await import("./atRest.ts");
  watchScrolling();
  return atRest;
};

const scroll = (): void => {
  for (const listener of scrolled) listener();
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  scrolled.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("at once while nobody scrolls", async () => {
  const atRest = await load();
  const told = vi.fn<() => void>();
  atRest(1000, told);
  expect(told).toHaveBeenCalledOnce();
});

test("when it has come to rest, each in turn", async () => {
  const atRest = await load();
  const told: string[] = [];
  scroll();
  atRest(10_000, () => void told.push("a"));
  vi.advanceTimersByTime(60);
  scroll();
  atRest(10_000, () => void told.push("b"));
  vi.advanceTimersByTime(60);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(60);
  expect(told).toEqual(["a", "b"]);
});

test("at the latest after its own time, while it goes on", async () => {
  const atRest = await load();
  const told: string[] = [];
  scroll();
  atRest(Infinity, () => void told.push("patient"));
  atRest(250, () => void told.push("hurried"));
  for (let time = 0; time < 300; time += 50) {
    scroll();
    vi.advanceTimersByTime(50);
  }
  expect(told).toEqual(["hurried"]);
});

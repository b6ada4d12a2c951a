import { expect, test } from "vitest";
import { createFetching } from "./fetching.ts";

/** Answers each call by the next of these; tells whether it was said to be another attempt. */
const answering = (...answers: (string | Error)[]) => {
  const calls: boolean[] = [];
  const load = async (again: boolean): Promise<string> => {
    calls.push(again);
    const answer = answers[calls.length - 1] ?? "here";
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { calls, ...createFetching(load) };
};

test("what is asked for twice is fetched once", async () => {
  const { progress, fetch, calls } = answering("part");
  await Promise.all([fetch(), fetch()]);
  await fetch();
  expect(progress.get()).toEqual({ state: "here", what: "part" });
  expect(calls).toEqual([false]);
});

test("a failure is told, and does not keep the next attempt from what it brings", async () => {
  const away = new Error("away");
  const { progress, fetch, calls } = answering(away, "part");
  await fetch();
  expect(progress.get()).toEqual({ state: "missing", error: away });
  await fetch();
  expect(progress.get()).toEqual({ state: "here", what: "part" });
  expect(calls).toEqual([false, true]);
});

test("what fails before anybody needs it is asked for anew when someone does", async () => {
  const { progress, fetch, fetchAhead } = answering(new Error("away"), "part");
  await fetchAhead();
  expect(progress.get()).toEqual({ state: "unfetched" });
  await fetch();
  expect(progress.get()).toEqual({ state: "here", what: "part" });
});

test("what someone comes to need while it is fetched ahead is told as missing", async () => {
  const { progress, fetch, fetchAhead } = answering(new Error("away"));
  await Promise.all([fetchAhead(), fetch()]);
  expect(progress.get().state).toBe("missing");
});

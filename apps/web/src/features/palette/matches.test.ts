import { expect, test } from "vitest";
import { matches, type Place } from "./matches.ts";

const place = (kind: Place["kind"], name: string, detail = ""): Place => ({
  id: `${kind} ${name}`,
  kind,
  name,
  detail,
});

const places = [
  place("pod", "web-1", "shop"),
  place("node", "web-10"),
  place("node", "web-2"),
  place("device", "GPU-web", "held by train-0"),
  place("page", "Fleet"),
];

const found = (query: string): string[] => matches(places, query, 10).map(({ name }) => name);

test("the nearest comes first, then pages, nodes, pods and devices as people count", () => {
  expect(found("web")).toEqual(["web-2", "web-10", "web-1", "GPU-web"]);
  expect(found("web-1")).toEqual(["web-1", "web-10"]);
});

test("a pod is found by namespace/name, the whole of it first", () => {
  const pods = ["web-1", "web", "queue"].map((name) => Object.assign(place("pod", name), { path: `shop/${name}` }));
  const names = (query: string): string[] => matches(pods, query, 10).map(({ name }) => name);
  expect(names("shop/web")).toEqual(["web", "web-1"]);
  expect(names("op/q")).toEqual(["queue"]);
});

test("details are searched, every word counts, and nothing asks for all", () => {
  expect(found("gpu train-0")).toEqual(["GPU-web"]);
  expect(found("gpu shop")).toEqual([]);
  expect(found("")[0]).toBe("Fleet");
});

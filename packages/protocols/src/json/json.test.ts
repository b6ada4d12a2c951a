import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { schemaSource } from "../../generate/schema.ts";
import { AllocatableResourcesResponse, ListPodResourcesResponse } from "../podresources.ts";
import {
  ContainerEventResponse,
  ContainerStatusResponse,
  ListContainersResponse,
  ListPodSandboxResponse,
  ListPodSandboxStatsResponse,
} from "../runtime.ts";
import { answerFromJson, answerToJson, methods } from "./index.ts";

const recorded = (call: string): Record<string, unknown>[] =>
  gunzipSync(readFileSync(join(import.meta.dirname, "../../../../recordings/steady.jsonl.gz")))
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { call: string; body: Record<string, unknown> })
    .filter((line) => line.call.split(" ")[0] === call)
    .map(({ body }) => body);

/** Of the recorded answer what the protocol files have, without what is null or empty. */
const known = (value: unknown, as: unknown): unknown => {
  if (Array.isArray(value) && Array.isArray(as)) return value.map((item, index) => known(item, as[index]));
  if (typeof value !== "object" || value === null || typeof as !== "object" || as === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      key in as ? [[key, known(item, (as as Record<string, unknown>)[key])]] : [],
    ),
  );
};

test("the schema is that of the .proto files", () => {
  expect(readFileSync(join(import.meta.dirname, "../gen/schema.ts"), "utf8")).toBe(schemaSource());
});

test.each([
  ["runtime.v1.RuntimeService/ListContainers", ListContainersResponse],
  ["runtime.v1.RuntimeService/ListPodSandbox", ListPodSandboxResponse],
  ["runtime.v1.RuntimeService/ContainerStatus", ContainerStatusResponse],
  ["runtime.v1.RuntimeService/GetContainerEvents", ContainerEventResponse],
  ["runtime.v1.RuntimeService/ListPodSandboxStats", ListPodSandboxStatsResponse],
  ["v1.PodResourcesLister/List", ListPodResourcesResponse],
  ["v1.PodResourcesLister/GetAllocatableResources", AllocatableResourcesResponse],
])("a recorded %s goes over the wire and comes back as it was recorded", (method, codec) => {
  const bodies = recorded(method);
  expect(bodies.length).toBeGreaterThan(0);
  for (const body of bodies) {
    const wire = codec.encode(answerFromJson(method, body)).finish();
    const back = answerToJson(method, codec.decode(wire));
    expect(back).toEqual(known(body, back));
  }
});

test("every method that can be asked has an answer from nothing", () => {
  for (const method of methods) expect(answerFromJson(method, {})).toBeTypeOf("object");
});

test("a value of another kind is refused with its place", () => {
  expect(() =>
    answerFromJson("runtime.v1.RuntimeService/ListContainers", { containers: [{ state: "CONTAINER_GONE" }] }),
  ).toThrow('containers[0].state is not a value of runtime.v1.ContainerState: "CONTAINER_GONE"');
  expect(() => answerFromJson("runtime.v1.RuntimeService/ListContainers", [])).toThrow(
    "The answer is not an object: []",
  );
});

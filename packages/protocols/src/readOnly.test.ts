import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PodResourcesListerClient, PodResourcesListerService } from "./podresources.ts";
import { ImageServiceClient, ImageServiceService, RuntimeServiceClient, RuntimeServiceService } from "./runtime.ts";

const paths = (service: Record<string, { path: string }>) => Object.values(service).map((method) => method.path);

const methods = (client: { service: object }) => Object.keys(client.service);

test("no call exists but those that only read", () => {
  expect(
    [RuntimeServiceService, ImageServiceService, PodResourcesListerService].flatMap((service) => paths(service)),
  ).toEqual([
    "/runtime.v1.RuntimeService/Version",
    "/runtime.v1.RuntimeService/Status",
    "/runtime.v1.RuntimeService/RuntimeConfig",
    "/runtime.v1.RuntimeService/ListPodSandbox",
    "/runtime.v1.RuntimeService/PodSandboxStatus",
    "/runtime.v1.RuntimeService/ListContainers",
    "/runtime.v1.RuntimeService/ContainerStatus",
    "/runtime.v1.RuntimeService/ListContainerStats",
    "/runtime.v1.RuntimeService/ListPodSandboxStats",
    "/runtime.v1.RuntimeService/GetContainerEvents",
    "/runtime.v1.ImageService/ListImages",
    "/runtime.v1.ImageService/ImageFsInfo",
    "/v1.PodResourcesLister/List",
    "/v1.PodResourcesLister/GetAllocatableResources",
  ]);
});

test("the clients have the methods of their services and no other", () => {
  expect(methods(RuntimeServiceClient)).toEqual(Object.keys(RuntimeServiceService));
  expect(methods(ImageServiceClient)).toEqual(Object.keys(ImageServiceService));
  expect(methods(PodResourcesListerClient)).toEqual(Object.keys(PodResourcesListerService));
});

test("what can carry environment variables cannot be asked for", () => {
  const root = join(import.meta.dirname, "../proto");
  const protos = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".proto"));
  expect(protos).toHaveLength(2);
  const declarations = protos
    .flatMap((file) => readFileSync(join(root, file), "utf8").split("\n"))
    .filter((line) => !line.trimStart().startsWith("//"));
  expect(declarations.filter((line) => /\b(verbose|info|envs)\b/.test(line))).toEqual([]);
});

import type { FitRequest } from "@bayplan/shared";
import { fitRequest } from "../trpc/fitRequest.ts";
import { Failure } from "./failure.ts";

/** What is no request of a resource. */
const SELECTOR = "selector";
const TOLERATION = "toleration";

const HOW =
  "write requests as ?cpu=500m&memory=2Gi&nvidia.com/gpu=1, labels as selector=key=value, and what is tolerated as toleration=key=value:effect, key:effect, key or *";

const all = (value: unknown): string[] => [value].flat().filter((one): one is string => typeof one === "string");

const toleration = (text: string): NonNullable<FitRequest["tolerations"]>[number] => {
  if (text === "*") return { operator: "Exists" };
  const [pair = "", effect] = text.split(":");
  const [key, ...value] = pair.split("=");
  return {
    key,
    ...(value.length > 0 ? { operator: "Equal", value: value.join("=") } : { operator: "Exists" }),
    ...(effect ? { effect } : {}),
  };
};

const label = (text: string): [string, string] => {
  const [key = "", ...value] = text.split("=");
  if (key === "" || value.length === 0)
    throw new Failure(400, "bad_selector", `selector "${text}" is no label: ${HOW}.`);
  return [key, value.join("=")];
};

/** What a pod would ask for, out of a query: every parameter but two is a resource. Throws a 400 that shows how it is written. */
export const fitQuery = (query: Readonly<Record<string, unknown>>): FitRequest => {
  const requests = Object.entries(query).filter(([name]) => name !== SELECTOR && name !== TOLERATION);
  if (requests.length === 0) throw new Failure(400, "bad_fit", `Nothing is asked for: ${HOW}.`);
  const parsed = fitRequest.safeParse({
    requests: Object.fromEntries(requests),
    nodeSelector: Object.fromEntries(all(query[SELECTOR]).map(label)),
    tolerations: all(query[TOLERATION]).map(toleration),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Failure(
    400,
    "bad_fit",
    `${issue?.path.slice(1).join(".") ?? "fit"}: ${issue?.message ?? "not understood"}`,
  );
};

import type { FitRequest, Toleration } from "@bayplan/shared";
import { readSort, type SortSearch } from "../../ui/table/sort.ts";

/** What the address of the fit page says: the form, as it was written. */
export interface FitSearch extends SortSearch {
  cpu?: string;
  memory?: string;
  storage?: string;
  /** Further resources, `name=amount` each, apart by spaces or commas. */
  other?: string;
  /** Labels that the node must have, `key=value` each. */
  selector?: string;
  /** Taints it bears: `key`, `key=value`, `key:effect`, `key=value:effect`, or `*` for all. */
  tolerations?: string;
}

const FIT_FIELDS = ["cpu", "memory", "storage", "other", "selector", "tolerations"] as const;

/** `nvidia.com/gpu=1` in the address, as `/api/v1/fit` takes it. */
const namedResources = (given: Record<string, unknown>): string =>
  Object.entries(given)
    .filter(([name, value]) => name.includes("/") && typeof value === "string" && value !== "")
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(" ");

export const readFitSearch = (given: Record<string, unknown>): FitSearch => {
  const other = [given["other"], namedResources(given)].filter((part) => part).join(" ");
  return {
    ...Object.fromEntries(
      FIT_FIELDS.map((field) => [field, field === "other" ? other : given[field]]).filter(
        ([, value]) => typeof value === "string" && value !== "",
      ),
    ),
    ...readSort(given),
  };
};

const words = (text: string | undefined): string[] => (text ?? "").split(/[\s,]+/).filter((word) => word !== "");

const pairs = (text: string | undefined, what: string, errors: string[]): Record<string, string> =>
  Object.fromEntries(
    words(text).flatMap((word) => {
      const at = word.indexOf("=");
      if (at > 0) return [[word.slice(0, at), word.slice(at + 1)]];
      errors.push(`“${word}” is no ${what}: write name=value.`);
      return [];
    }),
  );

const toleration = (word: string): Toleration => {
  if (word === "*") return { operator: "Exists" };
  const [subject = "", effect] = word.split(":");
  const [key, value] = subject.split("=");
  return {
    ...(key ? { key } : {}),
    ...(value === undefined ? { operator: "Exists" as const } : { operator: "Equal" as const, value }),
    ...(effect ? { effect } : {}),
  };
};

export interface ReadFit {
  /** Null: nothing is asked for yet. */
  request: { requests: Record<string, string>; nodeSelector: Record<string, string>; tolerations: Toleration[] } | null;
  errors: string[];
}

/** The form as a request. Whether an amount is one only the server judges, by Kubernetes' own rules. */
export const readFit = ({ cpu, memory, storage, other, selector, tolerations }: FitSearch): ReadFit => {
  const errors: string[] = [];
  const requests: FitRequest["requests"] & Record<string, string> = {
    ...(cpu && { cpu: cpu.trim() }),
    ...(memory && { memory: memory.trim() }),
    ...(storage && { "ephemeral-storage": storage.trim() }),
    ...pairs(other, "resource", errors),
  };
  const nodeSelector = pairs(selector, "label", errors);
  const empty = Object.keys(requests).length === 0 && Object.keys(nodeSelector).length === 0;
  const request = empty ? null : { requests, nodeSelector, tolerations: words(tolerations).map(toleration) };
  return { request: errors.length > 0 ? null : request, errors };
};

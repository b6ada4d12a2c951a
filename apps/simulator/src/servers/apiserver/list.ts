import type { ApiObject } from "../../world/kubernetes.ts";
import { type Answer } from "../answer.ts";
import { type ServedKind, apiVersionOf } from "./clusterSource.ts";
import { ApiFailure, badRequest, expired } from "./failure.ts";
import { selector } from "./selectors.ts";
import { tableOf, wantsTable } from "./table.ts";

export interface ListRequest {
  kind: ServedKind;
  namespace: string | null;
  query: URLSearchParams;
  accept: string;
  now: number;
}

interface Continue {
  version: number;
  /** The last object of the page before, as `namespace/name`. */
  after: string;
}

/** A list, in pages where asked: a page's token goes on at the version that the first page was taken at. */
export function list({ kind, namespace, query, accept, now }: ListRequest): Answer {
  const { collection } = kind;
  const token = query.get("continue");
  const asked = query.get("resourceVersion") ?? "";
  const limit = wholeNumber(query, "limit");
  const matches = selector(kind.kind, query);
  const from = token === null ? null : decode(token);
  const version = from?.version ?? versionFor(asked, query.get("resourceVersionMatch"), collection.version());
  const objects = from || query.get("resourceVersionMatch") === "Exact" ? collection.at(version) : collection.list();
  if (!objects)
    throw expired(
      from
        ? "The provided continue parameter is too old to display a consistent list result."
        : `The resourceVersion for the provided list is too old.`,
    );

  let selected = objects.filter(
    (object) => (namespace === null || object.metadata.namespace === namespace) && matches(object),
  );
  if (from) selected = selected.filter((object) => placeOf(object) > from.after);
  // The watch cache, which answers for version 0, knows no pages.
  const paged = limit > 0 && !(asked === "0" && from === null) && selected.length > limit;
  const page = paged ? selected.slice(0, limit) : selected;
  const last = page.at(-1);
  const metadata = {
    resourceVersion: String(version),
    ...(paged &&
      last && {
        continue: encode({ version, after: placeOf(last) }),
        ...(![...query.keys()].some((key) => key.endsWith("Selector")) && {
          remainingItemCount: selected.length - page.length,
        }),
      }),
  };
  const body = wantsTable(accept)
    ? { ...tableOf(kind.kind, page, now), metadata }
    : { kind: `${kind.kind}List`, apiVersion: apiVersionOf(kind), metadata, items: page };
  return { status: 200, contentType: "application/json", body: JSON.stringify(body) };
}

const placeOf = ({ metadata }: ApiObject): string => `${metadata.namespace ?? ""}/${metadata.name}`;

function versionFor(asked: string, match: string | null, current: number): number {
  const version = resourceVersion(asked);
  if (match !== null && asked === "")
    throw badRequest("resourceVersionMatch is forbidden unless resourceVersion is provided");
  if (version > current)
    throw new ApiFailure(504, "Timeout", `Too large resource version: ${version}, current: ${current}`, {
      details: {
        causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }],
        retryAfterSeconds: 1,
      },
    });
  return match === "Exact" ? version : current;
}

/** A version as a number; none is 0. */
export function resourceVersion(text: string): number {
  if (!/^\d*$/.test(text)) throw badRequest(`invalid resource version "${text}"`);
  return Number(text);
}

export function wholeNumber(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? "0";
  if (!/^\d+$/.test(text)) throw badRequest(`${name} must be a whole number, not "${text}"`);
  return Number(text);
}

const encode = (token: Continue): string => Buffer.from(JSON.stringify(token)).toString("base64url");

function decode(token: string): Continue {
  try {
    const decoded = JSON.parse(Buffer.from(token, "base64url").toString()) as Continue;
    if (Number.isInteger(decoded.version) && typeof decoded.after === "string") return decoded;
  } catch {
    // Not one of ours: said below.
  }
  throw badRequest("continue key is not valid");
}

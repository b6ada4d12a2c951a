import { methods } from "@bayplan/protocols/json";
import { TapeError } from "./tapeError.ts";

const SOURCES = ["apiserver", "kubelet", "cri", "podresources", "file"] as const;
export type ObservedSource = (typeof SOURCES)[number];

/** Who observed what when; where it stands in the file. */
export interface ObservationHead {
  line: number;
  /** Milliseconds since 1970. */
  at: number;
  node: string;
  source: ObservedSource;
  call: string;
}

export interface Observation extends ObservationHead {
  body: unknown;
}

/** Calls that runtimes have and Bayplan does not make: a recording may have them all the same. */
const OTHER_METHODS = [
  "runtime.v1.RuntimeService/ListPodSandboxMetrics",
  "runtime.v1.RuntimeService/ListMetricDescriptors",
  "runtime.v1.RuntimeService/ContainerStats",
  "runtime.v1.RuntimeService/PodSandboxStats",
  "runtime.v1.ImageService/ImageStatus",
  "v1.PodResourcesLister/Get",
];
const METHODS: ReadonlySet<string> = new Set([...methods, ...OTHER_METHODS]);

const isMethodOf =
  (service: RegExp) =>
  (call: string): boolean => {
    const [method = ""] = call.split(" ");
    return service.test(method) && METHODS.has(method);
  };

const CALLS: Readonly<Record<ObservedSource, { form: string; known(call: string): boolean }>> = {
  apiserver: { form: "list /api/v1/pods", known: (call) => /^(list|watch) \/apis?\/\S+$/.test(call) },
  kubelet: { form: "GET /stats/summary", known: (call) => /^GET \/\S*$/.test(call) },
  cri: { form: "runtime.v1.RuntimeService/ListContainers", known: isMethodOf(/^runtime\.v1\./) },
  podresources: { form: "v1.PodResourcesLister/List", known: isMethodOf(/^v1\.PodResourcesLister\//) },
  file: { form: "/var/lib/kubelet/cpu_manager_state", known: (call) => call.startsWith("/") },
};

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const FIELDS = ["at", "node", "source", "call", "body"] as const;
const HEAD = /^\{"at":"([^"\\]*)","node":"([^"\\]*)","source":"([^"\\]*)","call":"([^"\\]*)","body":./;

/** An integer that a double would not keep. Text in quotes is none. */
const LONG_INTEGER = /[:[,]\s*-?\d{16}/;
// As of ES2026; TypeScript does not know it yet.
const { rawJSON: rawJson } = JSON as unknown as { rawJSON(text: string): unknown };
type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;
const exactly: Reviver = (_key, value, { source }) =>
  typeof value === "number" && source !== undefined && /^-?\d{16,}$/.test(source) ? rawJson(source) : value;

/** Reads one line in full. Integers past 2^53 keep their digits when they are written again. Throws a TapeError. */
export function parseObservation(text: string, line: number): Observation {
  const parsed = parseJson(text, line);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw notThis(line, "it is no JSON object");
  const fields = parsed as Readonly<Record<string, unknown>>;
  const missing = FIELDS.filter((field) => !(field in fields));
  if (missing.length > 0) {
    const has = Object.keys(fields).slice(0, 8).join(", ") || "none";
    throw notThis(line, `it lacks ${missing.join(", ")} (its fields are ${has})`);
  }
  return { ...checkHead(line, fields["at"], fields["node"], fields["source"], fields["call"]), body: fields["body"] };
}

/** Reads who, what and when alone, which spares most of the work; the body is looked at where the form is another. */
export function parseHead(text: string, line: number): ObservationHead {
  const [, at, node, source, call] = (text.endsWith("}") && HEAD.exec(text)) || [];
  return at === undefined ? parseObservation(text, line) : checkHead(line, at, node, source, call);
}

/** Parses JSON; an integer past 2^53 is written again with all its digits. Throws a SyntaxError. */
export const parseExactly = (text: string): unknown =>
  LONG_INTEGER.test(text) ? JSON.parse(text, exactly as (key: string, value: unknown) => unknown) : JSON.parse(text);

function parseJson(text: string, line: number): unknown {
  try {
    return parseExactly(text);
  } catch (cause) {
    throw notThis(line, `it is not JSON (it begins ${JSON.stringify(text.slice(0, 40))})`, cause);
  }
}

function checkHead(line: number, at: unknown, node: unknown, source: unknown, call: unknown): ObservationHead {
  const millis = typeof at === "string" && MOMENT.test(at) ? Date.parse(at) : Number.NaN;
  if (Number.isNaN(millis))
    throw new TapeError(line, `has ${show(at)} for “at”, which is no moment: it looks like 2026-11-21T10:35:44.245Z.`);
  if (typeof node !== "string" || node === "")
    throw new TapeError(line, `has ${show(node)} for “node”: it names the node that was observed.`);
  const known = SOURCES.find((name) => name === source);
  if (!known)
    throw new TapeError(
      line,
      `has an unknown source, ${show(source)}: there are ${SOURCES.join(", ")}. A newer Bayplan may know it.`,
    );
  if (typeof call !== "string" || !CALLS[known].known(call))
    throw new TapeError(
      line,
      `has an unknown call of ${known}, ${show(call)}: one looks like ${show(CALLS[known].form)}. A newer Bayplan may know it.`,
    );
  return { line, at: millis, node, source: known, call };
}

const show = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 80);

const notThis = (line: number, reason: string, cause?: unknown): TapeError =>
  new TapeError(
    line,
    `is no observation: ${reason}. Is this a recording? Each of its lines is one JSON object with at, node, source, call and body.`,
    { cause },
  );

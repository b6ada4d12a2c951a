import { CallFailure } from "../../../calls/callFailure.ts";

/** One sample of Prometheus' text format. */
export interface Sample {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

/**
 * Picks the samples of a few metrics out of text as it comes in; all other lines are skipped unparsed,
 * for the kubelet's `/metrics/cadvisor` is several megabytes and a node needs three metrics of it.
 */
export async function scanMetrics(
  chunks: AsyncIterable<Buffer>,
  names: readonly string[],
  onSample: (sample: Sample) => void,
): Promise<void> {
  // Latin-1 costs least and cuts no character; names and the labels that are used are ASCII.
  let rest = "";
  let begun = false;
  const line = (text: string, from: number, to: number): void => {
    for (const name of names) {
      if (!text.startsWith(name, from)) continue;
      const next = text.charCodeAt(from + name.length);
      if (next === BRACE || next === SPACE) return parseSample(text.slice(from, to), name, onSample);
    }
  };
  for await (const chunk of chunks) {
    const text = rest + chunk.toString("latin1");
    if (!begun) expectMetrics(text);
    begun = true;
    let from = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", from)) {
      if (text.charCodeAt(from) !== HASH) line(text, from, end);
      from = end + 1;
    }
    rest = text.slice(from);
    if (rest.length > LONGEST_LINE) throw new Error("a line of the answer has no end");
  }
  if (rest !== "") line(rest, 0, rest.length);
}

/** A page of some other server holds no such metric either, but that is no empty answer. */
function expectMetrics(text: string): void {
  if (/^\s*(#|[A-Za-z_:][\w:]*[{ ]|$)/.test(text)) return;
  throw new CallFailure(
    "unreachable",
    `The answer is no list of metrics (it begins “${text.slice(0, 60).replaceAll(/\s+/g, " ")}”): is this the kubelet's address?`,
  );
}

const LONGEST_LINE = 1024 * 1024;
const HASH = 35;
const BRACE = 123;
const SPACE = 32;

const LABEL = /([A-Za-z_][A-Za-z0-9_]*)="((?:[^"\\]|\\.)*)"/g;
const ESCAPES: Readonly<Record<string, string>> = { "\\n": "\n", '\\"': '"', "\\\\": "\\" };

function parseSample(line: string, name: string, onSample: (sample: Sample) => void): void {
  const end = line.charCodeAt(name.length) === BRACE ? line.lastIndexOf("}") + 1 : name.length;
  if (end === 0) return;
  const value = parseValue(line.slice(end).trim().split(" ", 1)[0] ?? "");
  if (value === null) return;
  const labels: Record<string, string> = {};
  for (const [, label = "", text = ""] of line.slice(name.length, end).matchAll(LABEL)) {
    labels[label] = text.includes("\\") ? text.replaceAll(/\\[n"\\]/g, (escape) => ESCAPES[escape] ?? escape) : text;
  }
  onSample({ name, labels, value });
}

function parseValue(text: string): number | null {
  if (text === "+Inf") return Infinity;
  const value = Number(text);
  return text === "" || Number.isNaN(value) ? null : value;
}

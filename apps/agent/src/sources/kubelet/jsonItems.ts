const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COLON = 0x3a;

/** A node's whole answer is a few megabytes; one without end must not fill the memory. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The depth of what lies in the object's array. */
const IN_ARRAY = 2;

/**
 * Reads a JSON object whose bulk is one array of objects, and hands over each of them as soon as it is there:
 * a node's pods are megabytes at once, and one after the other a few kilobytes. Their bytes are good only until `onItem`
 * returns. Returns the text without the elements.
 */
export async function splitItems(
  chunks: AsyncIterable<Buffer>,
  field: string,
  onItem: (bytes: Buffer) => void,
): Promise<string> {
  const scan: Scan = {
    key: `"${field}":`,
    onItem,
    rest: [],
    item: [],
    depth: 0,
    inString: false,
    escaped: false,
    inArray: false,
    lastKey: "",
  };
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error(`the answer is larger than ${MOST_BYTES / 1024 / 1024} MiB`);
    advance(scan, chunk);
  }
  return Buffer.concat([...scan.rest, ...scan.item]).toString("utf8");
}

interface Scan {
  readonly key: string;
  readonly onItem: (bytes: Buffer) => void;
  readonly rest: Buffer[];
  /** The pieces so far of an element that is not whole yet. */
  item: Buffer[];
  depth: number;
  inString: boolean;
  escaped: boolean;
  /** In the array; its own brackets belong to the rest. */
  inArray: boolean;
  /** The last string at the object's own depth, with the colon after it: the array's key, or not. */
  lastKey: string;
}

/** All up to the next bracket, or up to a string that goes on beyond the piece. */
const UP_TO_BRACKET = /[^"{}[\]]*(?:"[^"\\]*(?:\\[^][^"\\]*)*"[^"{}[\]]*)*/y;

/**
 * Takes one piece in. A function of its own, and its state in variables, since it sees every byte; what lies between
 * two brackets is most of them, and found by the search that is not ours.
 */
function advance(scan: Scan, chunk: Buffer): void {
  const { key } = scan;
  // One character a byte, so that a place in it is the same place in the piece.
  const text = chunk.toString("latin1");
  let { depth, inString, escaped, inArray, lastKey } = scan;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (inString) {
      const first = escaped ? at + 1 : at;
      const end = closingQuote(text, first);
      if (depth === 1) lastKey += text.slice(at, end + 1);
      inString = end === text.length;
      escaped = inString && isEscaped(text, first, end);
      at = end;
      continue;
    }
    if (depth > 1) {
      UP_TO_BRACKET.lastIndex = at;
      UP_TO_BRACKET.test(text);
      at = UP_TO_BRACKET.lastIndex;
    }
    const byte = text.charCodeAt(at);
    if (byte === QUOTE) {
      inString = true;
      if (depth === 1) lastKey = '"';
    } else if (byte === COLON) {
      if (depth === 1) lastKey += ":";
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (inArray && depth === IN_ARRAY) from = at;
      depth += 1;
      if (!inArray && depth === IN_ARRAY && byte === OPEN_BRACKET && lastKey === key) {
        inArray = true;
        scan.rest.push(chunk.subarray(from, at + 1));
      }
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1;
      if (inArray && depth === IN_ARRAY) {
        scan.onItem(joined(scan.item, chunk.subarray(from, at + 1)));
        scan.item = [];
      } else if (inArray && depth < IN_ARRAY) {
        inArray = false;
        lastKey = "";
        from = at;
      }
    }
  }
  if (!inArray) scan.rest.push(chunk.subarray(from));
  else if (depth > IN_ARRAY) scan.item.push(chunk.subarray(from));
  Object.assign(scan, { depth, inString, escaped, inArray, lastKey });
}

/** Where the string ends that goes on at `first`; the text's length where it goes on beyond. */
function closingQuote(text: string, first: number): number {
  let quote = text.indexOf('"', first);
  while (quote !== -1 && isEscaped(text, first, quote)) quote = text.indexOf('"', quote + 1);
  return quote === -1 ? text.length : quote;
}

/** Whether what comes at `at` is escaped, by the backslashes before it in a string that goes on at `first`. */
function isEscaped(text: string, first: number, at: number): boolean {
  let slashes = 0;
  while (at - slashes > first && text.charCodeAt(at - slashes - 1) === BACKSLASH) slashes += 1;
  return slashes % 2 === 1;
}

const joined = (before: readonly Buffer[], last: Buffer): Buffer =>
  before.length === 0 ? last : Buffer.concat([...before, last]);

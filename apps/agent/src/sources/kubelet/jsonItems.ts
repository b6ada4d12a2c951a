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

/** Takes one piece in. A function of its own, and its state in variables, since it sees every byte. */
function advance(scan: Scan, chunk: Buffer): void {
  const { key } = scan;
  let { depth, inString, escaped, inArray, lastKey } = scan;
  let from = 0;
  for (let at = 0; at < chunk.length; at += 1) {
    const byte = chunk[at];
    if (inString) {
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) inString = false;
      if (depth === 1) lastKey += String.fromCharCode(byte ?? 0);
    } else if (byte === QUOTE) {
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

const joined = (before: readonly Buffer[], last: Buffer): Buffer =>
  before.length === 0 ? last : Buffer.concat([...before, last]);

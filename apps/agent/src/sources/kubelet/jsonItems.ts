const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COLON = 0x3a;
const SPACE = 0x20;

/** A node's whole answer is a few megabytes; one without end must not fill the memory. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The depth of what lies in the object's array. */
const IN_ARRAY = 2;

/**
 * Reads a JSON object whose bulk is one array of objects, and hands over each of them as text as soon as it is there:
 * a node's pods are megabytes at once, and one after the other a few kilobytes. Returns the text without the elements.
 */
export async function splitItems(
  chunks: AsyncIterable<Buffer>,
  field: string,
  onItem: (text: string) => void,
): Promise<string> {
  const opening = `"${field}"`;
  const rest: Buffer[] = [];
  let item: Buffer[] = [];
  let depth = 0;
  let inString = false;
  let escaped = false;
  /** In the array; its own brackets belong to the rest. */
  let inArray = false;
  /** The last string at the object's own depth with what follows it up to its value: the array's key, or not. */
  let key = "";
  let length = 0;

  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error(`the answer is larger than ${MOST_BYTES / 1024 / 1024} MiB`);
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
        if (depth === 1) key += String.fromCharCode(byte);
        continue;
      }
      if (byte <= SPACE) continue;
      if (byte === QUOTE) {
        inString = true;
        if (depth === 1) key = '"';
      } else if (byte === COLON) {
        if (depth === 1) key += ":";
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (inArray && depth === IN_ARRAY) from = at;
        depth += 1;
        if (!inArray && depth === IN_ARRAY && byte === OPEN_BRACKET && key === `${opening}:`) {
          inArray = true;
          rest.push(chunk.subarray(from, at + 1));
          from = at + 1;
        }
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth -= 1;
        if (inArray && depth === IN_ARRAY) {
          onItem(joined(item, chunk.subarray(from, at + 1)));
          item = [];
          from = at + 1;
        } else if (inArray && depth < IN_ARRAY) {
          inArray = false;
          key = "";
          from = at;
        }
      }
    }
    if (!inArray) rest.push(chunk.subarray(from));
    else if (depth > IN_ARRAY) item.push(chunk.subarray(from));
  }
  return Buffer.concat([...rest, ...item]).toString("utf8");
}

const joined = (before: readonly Buffer[], last: Buffer): string =>
  (before.length === 0 ? last : Buffer.concat([...before, last])).toString("utf8");

import type { CDPSession } from "playwright-core";

/** What the memory of a page is for, in bytes. */
export interface Heap {
  /** Objects, arrays, strings, closures: what the page's own program holds. */
  held: number;
  /** What the engine compiled of the program and learned of its shapes; it goes on for minutes, and drops what is idle. */
  code: number;
  /** Elements, styles and boxes of the document, which lie beside the program's heap. */
  document: number;
}

/** The parts of a V8 heap snapshot that are read here. */
interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  /** So many numbers as there are fields for each object, one after the other. */
  nodes: number[];
}

const PARTS: Readonly<Record<string, keyof Heap>> = { code: "code", "object shape": "code", native: "document" };

/** What is still held after a collection of garbage. */
export async function readHeap(session: CDPSession): Promise<Heap> {
  // What the first collection lets go of may hold on to more.
  for (let time = 0; time < 2; time += 1) await session.send("HeapProfiler.collectGarbage");
  const chunks: string[] = [];
  const add = ({ chunk }: { chunk: string }): void => void chunks.push(chunk);
  session.on("HeapProfiler.addHeapSnapshotChunk", add);
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  session.off("HeapProfiler.addHeapSnapshotChunk", add);
  const { snapshot, nodes } = JSON.parse(chunks.join("")) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [kinds] = types;
  const kindAt = fields.indexOf("type");
  const sizeAt = fields.indexOf("self_size");
  const heap: Heap = { held: 0, code: 0, document: 0 };
  for (let at = 0; at < nodes.length; at += fields.length)
    heap[PARTS[kinds[nodes[at + kindAt] ?? -1] ?? ""] ?? "held"] += nodes[at + sizeAt] ?? 0;
  return heap;
}

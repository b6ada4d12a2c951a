import type { Agent, IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { http, https } from "./nodeHttp.ts";
import type { Readable } from "node:stream";

export interface RequestOptions {
  method: "GET" | "POST";
  headers: OutgoingHttpHeaders;
  body?: string;
  agent: Agent;
  signal: AbortSignal;
}

/** Sends one request and resolves with the answer's head; its body is still to be read. */
export function request(url: URL, { method, headers, body, agent, signal }: RequestOptions): Promise<IncomingMessage> {
  const send = url.protocol === "https:" ? https.request : http.request;
  return new Promise((resolve, reject) => {
    const outgoing = send(url, { method, headers, agent, signal }, resolve);
    outgoing.on("error", reject);
    // Of a text Node takes three times its length for a moment.
    outgoing.end(body === undefined ? undefined : Buffer.from(body));
  });
}

/** The whole body as text; throws past `most` bytes. */
export async function readText(answer: Readable, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) {
      answer.destroy();
      throw new Error(`the answer is larger than ${Math.round(most / 1024 / 1024)} MiB`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length).toString("utf8");
}

import type { Agent as HttpAgent, IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import type { Clock } from "@bayplan/shared";
import { parseExact } from "@bayplan/shared/kubernetes";
import { CallFailure } from "../../calls/callFailure.ts";
import { http, https } from "../../http/nodeHttp.ts";
import { readText, request } from "../../http/request.ts";
import type { KubeletAccess, Tap } from "../../options.ts";
import { connectionFailure, refusal } from "./failure.ts";
import { splitItems } from "./jsonItems.ts";
import { createTokens } from "./tokens.ts";

/** A node of 500 pods answers some 3 MiB. */
const MOST_BYTES = 64 * 1024 * 1024;

export interface KubeletClient {
  /** Reads the answer as it comes in; throws a `CallFailure` for anything but 200. */
  stream<Result>(
    path: string,
    signal: AbortSignal,
    read: (chunks: AsyncIterable<Buffer>) => Promise<Result>,
  ): Promise<Result>;
  /** The whole answer as JSON. */
  json(path: string, signal: AbortSignal): Promise<unknown>;
  /** An answer whose bulk is one array: its elements are handed over one by one, the rest is returned as JSON. */
  items(path: string, field: string, signal: AbortSignal, onItem: (bytes: Buffer) => void): Promise<unknown>;
  close(): void;
}

/** Asks the kubelet over connections that are kept. */
export function createKubeletClient(access: KubeletAccess, clock: Clock, tap?: Tap): KubeletClient {
  const base = access.url.replace(/\/$/, "");
  const agent = createHttpAgent(access);
  const tokens = createTokens(access, clock);

  const ask = async (path: string, signal: AbortSignal): Promise<Readable> => {
    const token = await tokens.current();
    const headers = {
      accept: "application/json, text/plain",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const answer = await request(new URL(base + path), { method: "GET", headers, agent, signal }).catch(
      (error: unknown) => {
        throw connectionFailure(error, base);
      },
    );
    const status = answer.statusCode ?? 0;
    if (status === 200) return tap ? tapped(path, answer, tap) : answer;
    const said = await readText(answer, MOST_BYTES).catch(() => "");
    tap?.({ source: "kubelet", call: `GET ${path}`, failure: { code: status, message: said.trim().slice(0, 300) } });
    if (status === 401) tokens.forget();
    throw refusal({
      status,
      path,
      said,
      hasCredentials: token !== undefined || access.clientCertificate !== undefined,
    });
  };

  /** A recording has the answer as it came, so it is read in full first. */
  const tapped = async (path: string, answer: IncomingMessage, tell: Tap): Promise<Readable> => {
    const text = await readText(answer, MOST_BYTES).catch(lost);
    tell({ source: "kubelet", call: `GET ${path}`, text });
    return Readable.from([Buffer.from(text)]);
  };

  const lost = (error: unknown): never => {
    throw connectionFailure(error, base);
  };

  const notJson = (error: unknown, path: string): never => {
    const found = error instanceof Error ? error.message : String(error);
    throw new CallFailure(
      "unreachable",
      `The answer of ${base}${path} is no JSON (${found}): is this the kubelet's address?`,
      { cause: error },
    );
  };

  const parse = (text: string, path: string): unknown => {
    try {
      return parseExact(text);
    } catch (error) {
      return notJson(error, path);
    }
  };

  return {
    stream: async (path, signal, read) => read(await ask(path, signal)).catch(lost),
    async json(path, signal) {
      return parse(await readText(await ask(path, signal), MOST_BYTES).catch(lost), path);
    },
    async items(path, field, signal, onItem) {
      const rest = await splitItems(await ask(path, signal), field, onItem).catch((error: unknown) =>
        error instanceof SyntaxError ? notJson(error, path) : lost(error),
      );
      return parse(rest, path);
    },
    close: () => agent.destroy(),
  };
}

function createHttpAgent({ url, ca, insecureSkipTlsVerify, clientCertificate, clientKey }: KubeletAccess): HttpAgent {
  const settings = { keepAlive: true, maxSockets: 4 };
  if (!url.startsWith("https:")) return new http.Agent(settings);
  return new https.Agent({
    ...settings,
    rejectUnauthorized: !insecureSkipTlsVerify,
    ...(ca !== undefined && { ca }),
    ...(clientCertificate !== undefined && { cert: clientCertificate }),
    ...(clientKey !== undefined && { key: clientKey }),
  });
}

import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { extname, join, sep } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

const YEAR = "public, max-age=31536000, immutable";
/** Below this a compressed file is no smaller on its way. Bytes. */
const WORTH_COMPRESSING = 1024;

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};
const COMPRESSED = new Set([".woff2", ".png"]);

const ICON = "icon.svg";

const compress = promisify(gzip);

interface BuiltFile {
  /** Under the folder, with slashes: `assets/main-1234.js`. */
  path: string;
  type: string;
  etag: string;
  plain: Buffer;
  /** Compressed when it is first asked for; null where that would bring nothing. */
  compressed(): Promise<Buffer> | null;
}

const readBuilt = (folder: string, path: string): BuiltFile => {
  const ending = extname(path);
  const plain = readFileSync(join(folder, path));
  const worthIt = plain.length >= WORTH_COMPRESSING && !COMPRESSED.has(ending);
  let made: Promise<Buffer> | null = null;
  return {
    path: path.split(sep).join("/"),
    type: TYPES[ending] ?? "application/octet-stream",
    etag: `"${createHash("sha256").update(plain).digest("base64url").slice(0, 27)}"`,
    plain,
    compressed: () => (worthIt ? (made ??= compress(plain, { level: 9 })) : null),
  };
};

const acceptsGzip = ({ headers }: FastifyRequest): boolean =>
  /(^|[\s,])(gzip|\*)(?!\s*;\s*q=0(\.0+)?\s*(,|$))/.test(String(headers["accept-encoding"] ?? ""));

const send = async (file: BuiltFile, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  reply
    .header("cache-control", file.path.startsWith("assets/") ? YEAR : "no-cache")
    .header("etag", file.etag)
    .header("vary", "accept-encoding");
  if (request.headers["if-none-match"]?.includes(file.etag)) return reply.code(304).send();
  const compressed = acceptsGzip(request) ? file.compressed() : null;
  if (compressed) reply.header("content-encoding", "gzip");
  return reply.type(file.type).send(compressed ? await compressed : file.plain);
};

/**
 * Serves every file of a folder, but for its index.html, from memory, compressed once: they are few, and each page
 * asks for dozens while it waits. Read from disk and compressed anew, each waits its turn several times on a busy server.
 */
export const serveBuiltFiles = (server: FastifyInstance, basePath: string, folder: string): void => {
  const paths = globSync("**/*", { cwd: folder }).filter(
    (path) => path !== "index.html" && statSync(join(folder, path)).isFile(),
  );
  for (const file of paths.map((path) => readBuilt(folder, path))) {
    server.get(`${basePath}/${file.path}`, (request, reply) => send(file, request, reply));
    // Browsers ask for this one wherever no page names an icon, as beside an answer in JSON.
    if (file.path === ICON) server.get("/favicon.ico", (request, reply) => send(file, request, reply));
  }
};

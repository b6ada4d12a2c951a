import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { serveBuiltFiles } from "./builtFiles.ts";

/** What is served where the page was not built: the JSON endpoints work all the same. */
const withoutPage = (basePath: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bayplan</title><p>The page was not built: run <code>pnpm build</code>. The same facts as JSON: <a href="${basePath}/api/v1/nodes">nodes</a>, <a href="${basePath}/api/v1/evictions">evictions</a>.</p></html>`;

/**
 * The policy is strict: scripts and styles from here alone, and of inline ones only styles that carry this answer's
 * nonce; framed by our own pages and by those of the origins that were named.
 */
const policy = (nonce: string, frameAncestors: readonly string[]): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'none'",
    ["frame-ancestors 'self'", ...frameAncestors].join(" "),
  ].join("; ");

/** The files that each place needs besides those that index.html names, by the first part of its path. */
const readPreloads = (webRoot: string): Record<string, string[]> => {
  const path = join(webRoot, "preloads.json");
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Record<string, string[]>) : {};
};

const preloadOf = (file: string): string =>
  file.endsWith(".css")
    ? `<link rel="preload" as="style" crossorigin href="./${file}" />`
    : `<link rel="modulepreload" crossorigin href="./${file}" />`;

/** Sends the page, told under which path it is and with which nonce its styles may come. */
const sendPage = (reply: FastifyReply, html: string, frameAncestors: readonly string[]): FastifyReply => {
  const nonce = randomBytes(16).toString("base64");
  // It knows no origin but its own, and would take back what the policy grants.
  if (frameAncestors.length > 0) reply.removeHeader("x-frame-options");
  return reply
    .header("content-security-policy", policy(nonce, frameAncestors))
    .header("cache-control", "no-cache")
    .type("text/html; charset=utf-8")
    .send(html.replace("</head>", `<meta name="csp-nonce" content="${nonce}" /></head>`));
};

export interface Page {
  /** Answers a path that the page itself routes. */
  send(request: FastifyRequest, reply: FastifyReply): FastifyReply;
}

export interface PageOptions {
  basePath: string;
  /** The built page; null where there is none. */
  webRoot: string | null;
  /** Origins whose pages may show it in a frame, as `readFrameAncestor` has them. */
  frameAncestors: readonly string[];
}

/** Serves the built page's files. */
export const servePage = async (
  server: FastifyInstance,
  { basePath, webRoot, frameAncestors }: PageOptions,
): Promise<Page> => {
  const html =
    webRoot === null
      ? withoutPage(basePath)
      : readFileSync(join(webRoot, "index.html"), "utf8").replace(
          /<base href="[^"]*"\s*\/?>/,
          `<base href="${basePath}/" />`,
        );
  // Named in the document, the code of the place that is asked for comes together with the code that would ask for it.
  const preloads = new Map(
    Object.entries(webRoot === null ? {} : readPreloads(webRoot)).map(([place, files]) => [
      place,
      html.replace("</head>", `${files.map(preloadOf).join("")}</head>`),
    ]),
  );
  const placeOf = ({ url }: FastifyRequest): string =>
    url.slice(basePath.length).split(/[?#]/)[0]?.split("/").find(Boolean) ?? "";
  const page: Page = {
    send: (request, reply) => sendPage(reply, preloads.get(placeOf(request)) ?? html, frameAncestors),
  };
  server.get(`${basePath}/`, (request, reply) => page.send(request, reply));
  if (basePath !== "") server.get(basePath, (_request, reply) => reply.redirect(`${basePath}/`));
  if (webRoot !== null) serveBuiltFiles(server, basePath, webRoot);
  return page;
};

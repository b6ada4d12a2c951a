import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";

const YEAR = "public, max-age=31536000, immutable";

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
  send(reply: FastifyReply): FastifyReply;
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
  const page: Page = { send: (reply) => sendPage(reply, html, frameAncestors) };
  server.get(`${basePath}/`, (_request, reply) => page.send(reply));
  if (basePath !== "") server.get(basePath, (_request, reply) => reply.redirect(`${basePath}/`));
  if (webRoot !== null) {
    await server.register(fastifyStatic, {
      root: webRoot,
      prefix: `${basePath}/`,
      index: false,
      wildcard: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        response.setHeader("cache-control", path.includes("/assets/") ? YEAR : "no-cache");
      },
    });
  }
  return page;
};

import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { answerError } from "./failure.ts";

const wantsHtml = ({ headers }: FastifyRequest): boolean => headers.accept?.includes("text/html") === true;

const html = (basePath: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Bayplan</title><link rel="icon" href="${basePath}/icon.svg" type="image/svg+xml"></head><body><main><h1>This address is not written as one.</h1><p>A per cent sign in it is not followed by what it should be. See whether all of it was copied, or <a href="${basePath}/">go to all nodes</a>.</p></main></body></html>`;

/**
 * Answers what the server refuses before it looks for a route, as an address that cannot be decoded: in words for who
 * sits before a browser, as every other error for a script.
 */
export const answerBadAddress =
  (basePath: string) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    if (!wantsHtml(request)) return void answerError(error, reply);
    void reply
      .code(400)
      .header("cache-control", "no-store")
      .header("content-security-policy", "default-src 'none'; img-src 'self'; frame-ancestors 'none'")
      .header("x-content-type-options", "nosniff")
      .type("text/html; charset=utf-8")
      .send(html(basePath));
  };

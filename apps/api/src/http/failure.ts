import type { FastifyError, FastifyReply } from "fastify";

/** An answer that says what is wrong with the question, for scripts and people. */
export class Failure extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "Failure";
    this.status = status;
    this.code = code;
  }
}

export const sendFailure = (reply: FastifyReply, status: number, code: string, message: string): FastifyReply =>
  reply.code(status).header("cache-control", "no-store").send({ error: { code, message } });

/** Every error of the JSON endpoints in one form: `{"error":{"code","message"}}`. */
export const answerError = (error: FastifyError | Error, reply: FastifyReply): FastifyReply => {
  if (error instanceof Failure) return sendFailure(reply, error.status, error.code, error.message);
  const status = "statusCode" in error && error.statusCode ? error.statusCode : 500;
  if (status < 500) return sendFailure(reply, status, "bad_request", error.message);
  reply.log.error({ err: error }, "a request failed");
  return sendFailure(reply, 500, "internal", "Bayplan failed to answer this; its log says why.");
};

import { type Answer, json } from "../answer.ts";

/** A request that the API server refuses, as a Status object. */
export class ApiFailure extends Error {
  readonly code: number;
  readonly reason: string;
  readonly extra: object;
  constructor(code: number, reason: string, message: string, extra: object = {}) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.extra = extra;
  }
}

export const statusObject = ({ code, reason, message, extra }: ApiFailure): object => ({
  kind: "Status",
  apiVersion: "v1",
  metadata: {},
  status: "Failure",
  message,
  reason,
  code,
  ...extra,
});

export const failureAnswer = (failure: ApiFailure): Answer => json(statusObject(failure), failure.code);

export const notFound = (plural: string, name: string): ApiFailure =>
  new ApiFailure(404, "NotFound", `${plural} "${name}" not found`, {
    details: { name, kind: plural },
  });

export const badRequest = (message: string): ApiFailure => new ApiFailure(400, "BadRequest", message);

/** The version asked for lies further back than the history reaches. */
export const expired = (message: string): ApiFailure => new ApiFailure(410, "Expired", message);

import { TRPCError } from "@trpc/server";

/** Why a report does not count; the label of a metric. */
export type Refusal = "malformed" | "version" | "size" | "superseded" | "capacity" | "failed";

const BY_CODE: Partial<Record<TRPCError["code"], Refusal>> = {
  PRECONDITION_FAILED: "version",
  PAYLOAD_TOO_LARGE: "size",
  BAD_REQUEST: "malformed",
  PARSE_ERROR: "malformed",
  CONFLICT: "superseded",
  TOO_MANY_REQUESTS: "capacity",
};

export const refusalOf = (error: unknown): Refusal => (error instanceof TRPCError && BY_CODE[error.code]) || "failed";

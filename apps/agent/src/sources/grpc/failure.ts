import { status, type ServiceError } from "@grpc/grpc-js";
import { CallFailure } from "../../calls/callFailure.ts";

const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && typeof (error as { code?: unknown }).code === "number" && "details" in error;

export const isCode = (error: unknown, code: status): boolean => isServiceError(error) && error.code === code;

/** What a failed gRPC call means for a person at the node. `who` is the runtime or the kubelet, `path` its socket. */
export function grpcFailure(error: unknown, { who, path }: { who: string; path: string }): CallFailure {
  if (error instanceof CallFailure || !isServiceError(error)) {
    return error instanceof CallFailure
      ? error
      : new CallFailure("unreachable", error instanceof Error ? error.message : String(error), { cause: error });
  }
  const fail = (state: CallFailure["state"], message: string) => new CallFailure(state, message, { cause: error });
  const details = error.details || status[error.code] || "no reason given";
  switch (error.code) {
    case status.UNIMPLEMENTED:
      return fail("unsupported", `${who} at ${path} has no such call; a newer one may.`);
    case status.PERMISSION_DENIED:
    case status.UNAUTHENTICATED:
      return fail("denied", `${who} at ${path} refuses the call: ${details}.`);
    case status.RESOURCE_EXHAUSTED:
      if (details.includes("larger than max"))
        return fail("unreachable", `The answer of ${who} at ${path} is larger than 16 MiB and was not taken.`);
      return fail(
        "unreachable",
        `${who} at ${path} has had too many calls from all its clients together (${details}); it is asked again later.`,
      );
    case status.UNAVAILABLE:
      return unavailable(details, fail, { who, path });
    default:
      return fail("unreachable", `${who} at ${path} failed: ${details}.`);
  }
}

function unavailable(
  details: string,
  fail: (state: CallFailure["state"], message: string) => CallFailure,
  { who, path }: { who: string; path: string },
): CallFailure {
  if (/\b(EACCES|EPERM)\b/.test(details))
    return fail(
      "denied",
      `The socket ${path} may not be opened: run the agent as root, or in the group that owns the socket.`,
    );
  if (/\bENOENT\b/.test(details))
    return fail("unreachable", `There is no socket ${path}: ${who} is not running, or its socket is not mounted here.`);
  if (/\bECONNREFUSED\b/.test(details)) return fail("unreachable", `Nobody listens at ${path}: ${who} is not running.`);
  return fail("unreachable", `The connection to ${who} at ${path} broke: ${details}.`);
}

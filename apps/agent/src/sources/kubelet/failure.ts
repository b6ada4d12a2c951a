import { CallFailure } from "../../calls/callFailure.ts";

/** The right that each path needs (kubelet: pkg/kubelet/server/auth.go); `since` is when it stopped being `nodes/proxy`. */
const RIGHTS: readonly { path: string; right: string; since?: string }[] = [
  { path: "/pods", right: "nodes/pods", since: "1.33" },
  { path: "/configz", right: "nodes/configz", since: "1.33" },
  { path: "/stats", right: "nodes/stats" },
  { path: "/metrics", right: "nodes/metrics" },
];

export interface RefusedAnswer {
  status: number;
  path: string;
  said: string;
  hasCredentials: boolean;
}

/** An answer other than 200. */
export function refusal({ status, path, said, hasCredentials }: RefusedAnswer): CallFailure {
  const words = said.trim().split("\n", 1)[0]?.slice(0, 200) ?? "";
  if (status === 401) {
    return new CallFailure(
      "denied",
      hasCredentials
        ? "The kubelet does not accept the token or certificate (401): check that it is of this cluster, not expired, and that the kubelet's webhook authentication is on."
        : "The kubelet wants to know who asks (401): give the agent a service account's token or a client certificate.",
    );
  }
  if (status === 403) return new CallFailure("denied", `The kubelet refuses ${path} (403): ${neededRight(path)}.`);
  if (status === 404)
    return new CallFailure(
      "unsupported",
      `The kubelet has no ${path} (404): its debugging handlers are off, or it is too old or runs on Windows.`,
    );
  return new CallFailure(
    "unreachable",
    `The kubelet answered ${status} to ${path}${words === "" ? "" : `: ${words}`}.`,
  );
}

function neededRight(path: string): string {
  const needed = RIGHTS.find((entry) => path.startsWith(entry.path));
  if (!needed) return "grant the right it asks for";
  const older =
    needed.since === undefined
      ? ""
      : ` (before Kubernetes ${needed.since} only nodes/proxy gives it, which also reaches exec)`;
  return `grant get on ${needed.right}${older}`;
}

const CERTIFICATE_FAULTS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: "it signed it itself",
  SELF_SIGNED_CERT_IN_CHAIN: "its CA is not known here",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its CA is not known here",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its CA is not known here",
  ERR_TLS_CERT_ALTNAME_INVALID: "it is made out to another name",
  CERT_HAS_EXPIRED: "it has expired",
  CERT_NOT_YET_VALID: "it is not valid yet",
};

/** A request that got no whole answer. */
export function connectionFailure(error: unknown, base: string): CallFailure {
  if (error instanceof CallFailure) return error;
  const code = (error as { code?: unknown }).code;
  const fault = typeof code === "string" ? CERTIFICATE_FAULTS[code] : undefined;
  if (fault) {
    return new CallFailure(
      "unreachable",
      `The certificate of ${base} is not trusted: ${fault} (${String(code)}). Name the CA that signed it, or say that it need not be verified.`,
      {
        cause: error,
      },
    );
  }
  if (code === "ECONNREFUSED")
    return new CallFailure(
      "unreachable",
      `Nobody listens at ${base}: the kubelet is not running, or has another address.`,
      { cause: error },
    );
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new CallFailure("unreachable", `The name in ${base} cannot be resolved: name the kubelet's address.`, {
      cause: error,
    });
  return new CallFailure(
    "unreachable",
    `The connection to the kubelet at ${base} failed: ${error instanceof Error ? error.message : String(error)}.`,
    { cause: error },
  );
}

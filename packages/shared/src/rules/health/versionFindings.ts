import type { RuntimeInfo } from "../../model/runtime.ts";
import { toMillis, type Millis, type Time } from "../../model/time.ts";
import type { Finding, Severity } from "../finding.ts";
import { cgroupV1Event, cgroupVersion, type CgroupVersionInput } from "./cgroupVersion.ts";

/**
 * `v1.36.2`, `1.36.2-gke.100` or `1.36+` as major and minor; null where the text is none of these, or `v0.0.0-master`: a
 * build that was not told its version.
 */
export function minorVersion(text: string): { major: number; minor: number } | null {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(text) ?? [];
  const version = { major: Number(major), minor: Number(minor) };
  return Number.isNaN(version.minor) || (version.major === 0 && version.minor === 0) ? null : version;
}

const finding = (rule: string, severity: Severity, message: string, since: Time | null = null): Finding => ({
  rule,
  severity,
  subject: { kind: "node", id: rule },
  message,
  since,
  settles: 0,
});

/**
 * A kubelet may not be newer than the API server, and at most three minors older.
 * Source: Kubernetes' version skew policy (kubelets before 1.25: two).
 */
export function skewFindings(kubelet: string, apiServer: string | undefined): Finding[] {
  const own = minorVersion(kubelet);
  const server = apiServer === undefined ? null : minorVersion(apiServer);
  if (!own || !server || own.major !== server.major) return [];
  const older = server.minor - own.minor;
  const allowed = own.minor < 25 ? 2 : 3;
  if (older < 0) {
    const message = `The kubelet is ${kubelet}, newer than the API server (${apiServer}): it may ask for what that does not have.`;
    return [finding("KubeletTooNew", "warning", message)];
  }
  if (older <= allowed) return [];
  const message = `The kubelet is ${kubelet}, ${older} minor versions older than the API server (${apiServer}): ${allowed} are supported.`;
  return [finding("KubeletTooOld", "warning", message)];
}

/** The last day of support by minor. Source: containerd's RELEASES.md; what was before 1.6 ended earlier. */
const CONTAINERD_ENDS: Readonly<Record<string, string>> = {
  "1.6": "2025-08-23",
  "1.7": "2026-09-30",
  "2.0": "2025-11-07",
  "2.1": "2026-05-05",
  "2.2": "2026-11-06",
};

/** Runtimes that get no fixes any more. CRI-O's minors are Kubernetes' own: one that lags the kubelet is not tested. */
export function runtimeVersionFindings(
  runtime: Pick<RuntimeInfo, "name" | "version">,
  kubelet: string | undefined,
  now: Millis,
): Finding[] {
  const own = minorVersion(runtime.version);
  if (!own) return [];
  const name = runtime.name.toLowerCase();
  const minor = `${own.major}.${own.minor}`;
  if (name === "containerd") {
    const ended = own.major < 1 || (own.major === 1 && own.minor < 6) ? "2023-02-28" : CONTAINERD_ENDS[minor];
    if (ended === undefined || now <= toMillis(`${ended}T23:59:59Z`)) return [];
    const message = `containerd ${runtime.version}: ${minor} has had no fixes since ${ended}.`;
    return [finding("RuntimeEndOfLife", "warning", message, `${ended}T23:59:59Z`)];
  }
  const node = kubelet === undefined ? null : minorVersion(kubelet);
  if (name === "cri-o" && node && own.minor !== node.minor) {
    return [
      finding(
        "RuntimeSkew",
        "info",
        `CRI-O ${runtime.version} is made for Kubernetes ${minor}; the kubelet is ${kubelet}.`,
      ),
    ];
  }
  return [];
}

/**
 * cgroup v1 is in maintenance since 1.31 and refused by default since 1.35 (KEP-4569, KEP-5573): no pressure stalls, no
 * memory QoS, no swap for pods.
 */
export function cgroupFindings(input: CgroupVersionInput): Finding[] {
  if (cgroupVersion(input) !== 1) return [];
  const message =
    "The node uses cgroup v1, which Kubernetes only maintains: there are no pressure stalls, no memory QoS and no swap for pods.";
  return [finding("CgroupV1", "warning", message, cgroupV1Event(input.events)?.firstAt ?? null)];
}

import { InvalidArgumentError, Option } from "commander";
import { LOG_LEVELS } from "./logLevels.ts";

/** Where the page is served. */
export interface AddressOptions {
  host: string;
  port: number;
  basePath: string;
  frameAncestor?: string[];
  insecure: boolean;
}

/** Where a node's sockets are, and how to prove to its kubelet who asks. */
export interface NodeOptions {
  kubeletUrl?: string;
  kubeletCa?: string;
  kubeletInsecure: boolean;
  kubeletClientCertificate?: string;
  kubeletClientKey?: string;
  tokenFile?: string;
  runtimeEndpoint?: string;
  podResourcesEndpoint?: string;
}

const port = (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535)
    throw new InvalidArgumentError("A port is a whole number from 0 (any free one) to 65535.");
  return value;
};

const basePath = (text: string): string => {
  const trimmed = text.replace(/\/+$/, "");
  if (trimmed !== "" && (!/^(\/[A-Za-z0-9._~-]+)+$/.test(trimmed) || /\/\.\.?(\/|$)/.test(trimmed)))
    throw new InvalidArgumentError("A base path looks like /tools/bayplan.");
  return trimmed;
};

export const wholeNumber = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("It is a whole number above zero.");
  return Number(text);
};

const url = (text: string): string => {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError("It is an address such as https://bayplan.example:7420.");
  return text.replace(/\/+$/, "");
};

/** Origins apart by spaces or commas, after those before them; the server judges each. */
const origins = (text: string, before: readonly string[] = []): string[] => [
  ...before,
  ...text.split(/[\s,]+/).filter((part) => part !== ""),
];

/** For an option that takes several: one more address after those before it. */
export const urls = (text: string, before: readonly string[] = []): string[] => [...before, url(text)];

/** RFC 3339, as milliseconds since 1970. */
export const moment = (text: string): number => {
  const millis = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(millis)) throw new InvalidArgumentError("A moment is written as RFC 3339: 2026-11-21T10:36:40Z.");
  return millis;
};

/** `90s`, `5m`, `1h30m`, as milliseconds. */
export const duration = (text: string): number => {
  const [whole, hours = "0", minutes = "0", seconds = "0"] =
    /^(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?$/.exec(text) ?? [];
  const millis = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  if (!whole || millis === 0) throw new InvalidArgumentError("A duration looks like 90s, 5m or 1h30m.");
  return millis;
};

export const speed = (text: string): number => {
  const value = Number(text);
  if (!(value >= 0.1 && value <= 1_000))
    throw new InvalidArgumentError("A speed is a number from 0.1 to 1000; 1 is real time.");
  return value;
};

export const addressOptions = (): Option[] => [
  new Option("--host <address>", "address to listen on").default("127.0.0.1").env("BAYPLAN_HOST"),
  new Option("--port <number>", "port to listen on; 0 takes any free one")
    .default(7420)
    .argParser(port)
    .env("BAYPLAN_PORT"),
  new Option("--base-path <path>", "path under which a proxy serves it")
    .default("")
    .argParser(basePath)
    .env("BAYPLAN_BASE_PATH"),
  new Option(
    "--frame-ancestor <origin>",
    "origin whose pages may show this one in a frame, such as https://portal.example; repeat it for several",
  )
    .argParser(origins)
    .env("BAYPLAN_FRAME_ANCESTORS"),
  new Option("--insecure", "allow an address that others can reach although nobody signs in").default(false),
];

export const clusterOptions = (): Option[] => [
  new Option(
    "--kubeconfig <file>",
    "kubeconfig to use instead of KUBECONFIG, ~/.kube/config or the in-cluster account",
  ),
  new Option("--context <name>", "context of the kubeconfig"),
];

export const nodeOptions = (): Option[] => [
  new Option("--kubelet-url <url>", "the kubelet's address (default: https://<node>:10250)")
    .argParser(url)
    .env("BAYPLAN_KUBELET_URL"),
  new Option("--kubelet-ca <file>", "CA that signed the kubelet's certificate").env("BAYPLAN_KUBELET_CA"),
  new Option("--kubelet-insecure", "do not verify the kubelet's certificate").default(false),
  new Option("--kubelet-client-certificate <file>", "client certificate for the kubelet"),
  new Option("--kubelet-client-key <file>", "key of that certificate"),
  new Option(
    "--token-file <file>",
    "token for the kubelet, read again when it rotates (default: the pod's service account)",
  ).env("BAYPLAN_TOKEN_FILE"),
  new Option(
    "--runtime-endpoint <unix-url>",
    "the container runtime's socket (default: as the kubelet says, else the usual places)",
  ).env("BAYPLAN_RUNTIME_ENDPOINT"),
  new Option(
    "--pod-resources-endpoint <unix-url>",
    "the kubelet's pod resources socket (default: /var/lib/kubelet/pod-resources/kubelet.sock)",
  ).env("BAYPLAN_POD_RESOURCES_ENDPOINT"),
];

export const logOption = (): Option =>
  new Option("--log-level <level>", "how much to log to standard error")
    .choices(LOG_LEVELS)
    .default("warn")
    .env("BAYPLAN_LOG_LEVEL");

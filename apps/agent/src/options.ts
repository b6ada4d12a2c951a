import type { Clock, Millis, Source } from "@bayplan/shared";
import type { ReportLink } from "./reporting/reportLink.ts";

/** What the agent writes its log to: pino's interface, as far as it is used. */
export interface Log {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Where the kubelet answers, and how to prove who asks. Certificates and keys are PEM text. */
export interface KubeletAccess {
  /** `https://<node>:10250`, or the API server's node proxy with its path. */
  url: string;
  /** Asked again for each call: projected tokens rotate. */
  token?: () => string | Promise<string>;
  /** As `token`, from a file that is read again when it changes. */
  tokenFile?: string;
  ca?: string;
  /** The stated opt-out: takes any certificate for the kubelet's. */
  insecureSkipTlsVerify?: boolean;
  clientCertificate?: string;
  clientKey?: string;
}

/** One answer of a source: the kubelet's or a file's as it came, a message of the generated code, or why there was none. */
export type TappedAnswer = { source: Source; /** As a recording has it. */ call: string } & (
  | { text: string }
  | { message: object }
  /** A gRPC code, the kubelet's HTTP status, or of a file the system's error number. */
  | { failure: { code: number; message: string } }
);
export type Tap = (answer: TappedAnswer) => void;

export interface AgentOptions {
  node: string;
  /** One for each aggregator; every one gets the whole picture. */
  reporters: readonly ReportLink[];
  /** Null on a node whose kubelet is not to be read. */
  kubelet: KubeletAccess | null;
  /** `unix:///run/containerd/containerd.sock` or a path. Absent: as the kubelet says, else the usual places. Null: the node has none. */
  runtimeEndpoint?: string | null;
  /** Absent: the kubelet's usual socket. Null: the node has none. */
  podResourcesEndpoint?: string | null;
  /** The folder in which a kernel tells its NUMA nodes. Absent: this machine's. Null: the node is not this machine. */
  numaFolder?: string | null;
  clock: Clock;
  log: Log;
  /** Milliseconds between two of the same call, by the call's name, where it is not to be the usual. */
  intervals?: Readonly<Record<string, Millis>>;
  /** False: nothing is asked unless `refresh` is called, as a replay does. */
  scheduled?: boolean;
  /** Told of every answer before it is read, for a recording. */
  tap?: Tap;
  /** Between 0 and 1; spreads retries. */
  random?: () => number;
}

export interface Agent {
  /** Tells this start of the agent from any other. */
  readonly instance: string;
  /** The names of all that it asks. */
  readonly calls: readonly string[];
  /**
   * Makes one call now; resolves when its answer, or that there was none, is in the ledger.
   * Takes a call's name as a recording has it, also `runtime.v1.RuntimeService/ContainerStatus <id>`.
   */
  refresh(call: string): Promise<void>;
  /** Resolves once a call has answered, or its stream has brought events, that often since the start. */
  answered(call: string, count: number): Promise<void>;
  /** Resolves when every aggregator has acknowledged all there is to tell; rejects with the first failure. */
  flush(): Promise<void>;
  /** Ends every call, stream and connection. */
  stop(): Promise<void>;
}

import type { FindingSubject, Severity, Time } from "@bayplan/shared";
import type { Keyed } from "./feed.ts";

/** Something that is not as it should be: of the node, a pod, a container, a device, a volume or a CPU. */
export interface FindingView extends Keyed {
  part: "finding";
  /** In one word: `DeviceHeldTwice`, `LeakedSandbox`, `KubeletTooOld`, … */
  rule: string;
  severity: Severity;
  /** Names of workloads stand here and nowhere in the message. */
  subject: FindingSubject;
  /** Who else is concerned: the other holders of a device, say. */
  others: FindingSubject[];
  message: string;
  /** Since when it is so, or has been seen to be so. */
  since: Time;
  /** False: so fresh that it may be a passing moment, as between two sources' samples; show it quietly or not at all. */
  settled: boolean;
}

/** How many findings of a node are settled, by severity. */
export interface FindingCounts {
  critical: number;
  warning: number;
  info: number;
}

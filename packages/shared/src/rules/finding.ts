import { fromMillis, toMillis, type Millis, type Time } from "../model/time.ts";

/** info: good to know. warning: someone should look. critical: something is broken now. */
export const SEVERITIES = ["info", "warning", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a finding is about. Names of workloads stand here and nowhere in the words, so that they can be masked. */
export interface FindingSubject {
  kind: "node" | "pod" | "container" | "sandbox" | "device" | "cpu" | "volume";
  /** Unique within its kind. */
  id: string;
  namespace?: string;
  pod?: string;
  uid?: string;
  container?: string;
  /** The device's own id, which is unique within its resource alone. */
  device?: string;
}

export interface Finding {
  /** What was broken, in one word of this package: `DeviceHeldTwice`, `LeakedSandbox`, … */
  rule: string;
  severity: Severity;
  subject: FindingSubject;
  /** Who else is concerned: the other holders of a device, say. */
  others?: FindingSubject[];
  /** A sentence without the names of workloads. */
  message: string;
  /** Null until it is known since when it is so: `withSince` fills it in. */
  since: Time | null;
  /** Seconds for which it is no more than a passing moment, as between two sources' samples. */
  settles: number;
}

export const findingKey = ({ rule, subject }: Pick<Finding, "rule" | "subject">): string =>
  `${rule} ${subject.kind}/${subject.id}`;

/** The findings with the moment each was first found, by what was found before. Those that are gone are forgotten. */
export function withSince(findings: readonly Finding[], before: readonly Finding[], now: Millis): Finding[] {
  const known = new Map(before.map((finding) => [findingKey(finding), finding.since]));
  return findings.map((finding) =>
    finding.since === null
      ? Object.assign({}, finding, { since: known.get(findingKey(finding)) ?? fromMillis(now) })
      : finding,
  );
}

/** It has been so for longer than a passing moment. */
export const isSettled = ({ since, settles }: Finding, now: Millis): boolean =>
  settles === 0 || (since !== null && now - toMillis(since) >= settles * 1000);

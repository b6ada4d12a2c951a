import { findingKey, fromMillis, isSettled, type Finding, type Millis } from "@bayplan/shared";
import type { FindingCounts, FindingView } from "../views/finding.ts";

export const findingView = (finding: Finding, now: Millis): FindingView => ({
  key: `finding/${findingKey(finding)}`,
  part: "finding",
  rule: finding.rule,
  severity: finding.severity,
  subject: finding.subject,
  others: finding.others ?? [],
  message: finding.message,
  since: finding.since ?? fromMillis(now),
  settled: isSettled(finding, now),
});

/** Only what is more than a passing moment counts. */
export const findingCounts = (findings: readonly Finding[], now: Millis): FindingCounts => {
  const counts: FindingCounts = { critical: 0, warning: 0, info: 0 };
  for (const finding of findings) if (isSettled(finding, now)) counts[finding.severity] += 1;
  return counts;
};

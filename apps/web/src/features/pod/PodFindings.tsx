import type { FindingView } from "@bayplan/api/views";
import { Age } from "../../ui/Age.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import type { SymbolName, Tone } from "../../ui/Symbol.tsx";
import styles from "./PodPanels.module.css";

const LOOKS: Record<FindingView["severity"], { tone: Tone; symbol: SymbolName }> = {
  critical: { tone: "danger", symbol: "triangle" },
  warning: { tone: "warn", symbol: "triangle" },
  info: { tone: "quiet", symbol: "dot" },
};

const SEVERITIES: readonly FindingView["severity"][] = ["critical", "warning", "info"];

/** `DeviceHeldTwice` as `Device held twice`. */
export const ruleWords = (rule: string): string =>
  rule.replace(/([a-z0-9])([A-Z])(?=[a-z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);

/** Findings, the gravest first; what may be a passing moment stays away. */
export const FindingItems = ({ findings }: { findings: readonly FindingView[] }) => (
  <ul className={styles.findings}>
    {findings
      .filter(({ settled }) => settled)
      .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
      .map((finding) => (
        <li key={finding.key}>
          <Status {...LOOKS[finding.severity]} look="strong" title={`${finding.severity}, ${finding.rule}`}>
            {ruleWords(finding.rule)}
          </Status>{" "}
          <span className={styles.soft}>
            <Age at={finding.since} />
          </span>
          <p className={styles.soft}>
            {finding.subject.container && <b>{finding.subject.container}: </b>}
            {finding.message}
          </p>
        </li>
      ))}
  </ul>
);

export const PodFindings = ({ findings }: { findings: readonly FindingView[] }) =>
  findings.some(({ settled }) => settled) ? (
    <Panel title="Needs attention">
      <FindingItems findings={findings} />
    </Panel>
  ) : null;

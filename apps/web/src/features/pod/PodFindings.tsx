import type { FindingView } from "@bayplan/api/views";
import { Age } from "../../ui/Age.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import { FINDING_LOOKS, ruleWords } from "../findings/findingLook.ts";
import styles from "./PodPanels.module.css";

const SEVERITIES: readonly FindingView["severity"][] = ["critical", "warning", "info"];

/** Findings, the gravest first; what may be a passing moment stays away. */
export const FindingItems = ({ findings }: { findings: readonly FindingView[] }) => (
  <ul className={styles.findings}>
    {findings
      .filter(({ settled }) => settled)
      .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
      .map((finding) => (
        <li key={finding.key}>
          <Status {...FINDING_LOOKS[finding.severity]} look="strong" title={`${finding.severity}, ${finding.rule}`}>
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

import type { FindingView } from "@bayplan/api/views";
import { Age } from "../../ui/Age.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { FINDING_COLUMNS } from "../findings/findingColumns.ts";
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
          <span className="soft">
            <Age at={finding.since} />
          </span>
          <p className="soft">
            {finding.subject.container && <b>{finding.subject.container}: </b>}
            {finding.message}
          </p>
        </li>
      ))}
  </ul>
);

/** What of the pod wants a person's eye; nothing where nothing does. */
export const PodFindings = ({ findings }: { findings: readonly FindingView[] }) => {
  const settled = findings.filter((finding) => finding.settled);
  if (settled.length === 0) return null;
  return (
    <Panel title="Needs attention" aside={<ExportButtons name="findings" rows={settled} columns={FINDING_COLUMNS} />}>
      <FindingItems findings={settled} />
    </Panel>
  );
};

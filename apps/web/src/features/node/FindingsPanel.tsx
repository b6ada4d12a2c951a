import { Link } from "../../app/Link.tsx";
import { Age } from "../../ui/Age.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import type { Column } from "../../ui/table/column.ts";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import type { Finding } from "./findings.ts";
import styles from "./FindingsPanel.module.css";

const SHOWN = 5;

const GRAVITIES: Record<Finding["tone"], string> = {
  danger: "critical",
  warn: "warning",
  unknown: "unknown",
  quiet: "info",
  ok: "ok",
};

const FindingItem = ({ finding, node }: { finding: Finding; node: string }) => (
  <li>
    <div className={styles.head}>
      <Status tone={finding.tone} symbol={finding.symbol} look="strong">
        {finding.title}
      </Status>
      {finding.since && (
        <span className={styles.since}>
          <Age at={finding.since} />
        </span>
      )}
    </div>
    {finding.pod && (
      <Link
        to="/pods/$namespace/$name"
        params={{ namespace: finding.pod.namespace, name: finding.pod.name }}
        search={{ node }}
        className={styles.pod}
      >
        {finding.pod.name} <span>{finding.pod.namespace}</span>
      </Link>
    )}
    {finding.text && <p className={styles.text}>{finding.text}</p>}
  </li>
);

const COLUMNS: readonly Column<Finding>[] = [
  { key: "gravity", name: "Gravity", value: ({ tone }) => GRAVITIES[tone] },
  { key: "title", name: "What", value: ({ title }) => title },
  { key: "namespace", name: "Namespace", value: ({ pod }) => pod?.namespace ?? null },
  { key: "pod", name: "Pod", value: ({ pod }) => pod?.name ?? null },
  { key: "text", name: "Message", value: ({ text }) => text || null },
  { key: "since", name: "Since", value: ({ since }) => since },
];

interface FindingsPanelProps {
  findings: readonly Finding[];
  node: string;
  /** Every one of them, not only the gravest. */
  all: boolean;
  onAll(all: boolean): void;
}

/** What of this node wants a person's eye. */
export const FindingsPanel = ({ findings, node, all, onAll }: FindingsPanelProps) => {
  const shown = all ? findings : findings.slice(0, SHOWN);
  return (
    <Panel
      title="Needs attention"
      aside={
        findings.length > 0 && (
          <>
            <span className={styles.since}>{findings.length}</span>
            <ExportButtons name="attention" rows={findings} columns={COLUMNS} />
          </>
        )
      }
    >
      {findings.length === 0 && (
        <Status tone="ok" symbol="check">
          Nothing at the moment.
        </Status>
      )}
      <ul className={styles.findings}>
        {shown.map((finding) => (
          <FindingItem key={finding.key} finding={finding} node={node} />
        ))}
      </ul>
      {findings.length > SHOWN && (
        <button type="button" className={styles.more} aria-expanded={all} onClick={() => onAll(!all)}>
          {all ? "Show fewer" : `Show all ${findings.length}`}
        </button>
      )}
    </Panel>
  );
};

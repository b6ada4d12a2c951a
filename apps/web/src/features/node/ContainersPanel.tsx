import type { ContainerView, NodeRow, PodView, StrayView } from "@bayplan/api/views";
import type { QosClass } from "@bayplan/shared";
import { useMemo } from "react";
import { formatBytes } from "../../format/bytes.ts";
import { count } from "../../format/words.ts";
import { SearchField } from "../../ui/Fields.tsx";
import { NonePasses } from "../../ui/NonePasses.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { ReusedList } from "../../ui/ReusedList.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { SortField } from "../../ui/table/SortField.tsx";
import { useTables } from "../../ui/table/tables.ts";
import { isFinished } from "../bayPlan/podCells.ts";
import { containerCommands } from "../pod/commands.ts";
import { containerColumnsOf, containerLines, keyOfLine, THROTTLED } from "../pod/containerColumns.tsx";
import { ContainerTable } from "../pod/ContainerRow.tsx";
import { matchesPod } from "../pod/matchesPod.ts";
import { PodRows } from "../pod/PodRows.tsx";
import { probeWords } from "../pod/probes.ts";
import styles from "./ContainersPanel.module.css";
import { Strays } from "./Strays.tsx";

type Line = { key: string; pod: PodView } | { key: string; heading: QosClass | null; pods: PodView[] };

const keyOf = ({ key }: Line): string => key;

/** Tiers from the deck down, and what has ended last. The pods come sorted by tier. */
const linesOf = (pods: readonly PodView[]): Line[] => {
  const lines: Line[] = [];
  const groups = [
    ...(["BestEffort", "Burstable", "Guaranteed"] as const).map((qosClass) => ({
      heading: qosClass,
      pods: pods.filter((pod) => pod.qosClass === qosClass && !isFinished(pod)),
    })),
    { heading: null, pods: pods.filter(isFinished) },
  ];
  for (const group of groups) {
    if (group.pods.length === 0) continue;
    lines.push({ key: `heading ${group.heading ?? "finished"}`, ...group });
    for (const pod of group.pods) lines.push({ key: pod.key, pod });
  }
  return lines;
};

const Heading = ({ heading, pods }: { heading: QosClass | null; pods: readonly PodView[] }) => {
  const used = pods.reduce((total, { workingSetBytes }) => total + (workingSetBytes ?? 0), 0);
  return (
    <div role="row" className={styles.heading}>
      <div role="rowheader">
        <b data-tier-text={heading ?? undefined}>{heading ?? "Finished"}</b> {count(pods.length, "pod")}
        {heading && used > 0 && ` · ${formatBytes(used)}`}
      </div>
    </div>
  );
};

/** Pixels: a heading, a pod without its containers, a line of text, a note below it, a bar, what is around a container. */
const HEIGHT = { heading: 39, pod: 39.9, line: 18.85, note: 17.4, bar: 11, around: 10 };

const heightOfContainer = ({ limits, requests, throttledShare, probes, devices, cpuIds }: ContainerView): number => {
  const notes = [probeWords(probes) !== null, devices.length > 0, cpuIds.length > 0].filter(Boolean).length;
  const bounded = ["memory", "cpu"].some((resource) => (limits[resource] ?? requests[resource] ?? 0) > 0);
  // How much it is throttled takes two lines of its narrow column.
  const usage = (bounded ? HEIGHT.bar : 0) + ((throttledShare ?? 0) > THROTTLED ? 2 * HEIGHT.note : 0);
  return HEIGHT.around + HEIGHT.line + Math.max(notes * HEIGHT.note, usage);
};

/**
 * How high a line is before it is measured. Where that is right, as it is for all that have nothing more to tell, the
 * page keeps its height while it is scrolled and is not laid out anew.
 */
const heightOf = (line: Line): number =>
  "pod" in line
    ? Math.round(line.pod.containers.reduce((height, one) => height + heightOfContainer(one), HEIGHT.pod))
    : HEIGHT.heading;

interface ContainersPanelProps {
  row: NodeRow;
  pods: readonly PodView[];
  strays: readonly StrayView[];
  query: string | undefined;
  onQuery(query: string): void;
}

/** Every container of the node under its pod, the pods by tier; or all of them by one column. */
export const ContainersPanel = ({ row, pods, strays, query, onQuery }: ContainersPanelProps) => {
  const passing = useMemo(() => pods.filter((pod) => matchesPod(pod, query)), [pods, query]);
  const lines = useMemo(() => linesOf(passing), [passing]);
  const containers = useMemo(() => containerLines(passing), [passing]);
  const columns = useMemo(() => containerColumnsOf(row.name), [row.name]);
  const order = useTables().orderOf("containers");
  const sorted = columns.some(({ key, fileOnly }) => key === order?.key && !fileOnly);
  return (
    <Panel
      title="Pods and containers"
      aside={
        <>
          <SearchField label="pod, label, state or image" value={query ?? ""} onChange={onQuery} />
          {containers.length > 1 && (
            <SortField name="containers" label="Pods and containers" columns={columns} unsorted="tier" early />
          )}
          <ExportButtons name="containers" rows={containers} columns={columns} />
        </>
      }
    >
      {pods.length === 0 && (
        <Notice
          tone={row.pods === null ? "unknown" : "quiet"}
          symbol={row.pods === null ? "question" : "check"}
          title={row.pods === null ? "No source tells which pods are on this node." : "There are no pods on this node."}
        >
          {row.pods === null && "The Sources tab says which call fails and what to do."}
        </Notice>
      )}
      {pods.length > 0 && passing.length === 0 && (
        <NonePasses of={pods.length} what="pod" onClear={() => onQuery("")} />
      )}
      {passing.length > 0 && sorted && (
        <DataTable
          name="containers"
          label="Pods and containers"
          rows={containers}
          columns={columns}
          keyOf={keyOfLine}
          commandsOf={({ pod, container }) => containerCommands(pod, container)}
          estimate={44}
        />
      )}
      {passing.length > 0 && !sorted && (
        <ContainerTable
          name="containers"
          label="Pods and containers"
          className={styles.table}
          headClass={styles.columns}
        >
          <ReusedList
            items={lines}
            keyOf={keyOf}
            estimate={heightOf}
            render={(line) =>
              "pod" in line ? (
                <PodRows pod={line.pod} node={row.name} />
              ) : (
                <Heading heading={line.heading} pods={line.pods} />
              )
            }
          />
        </ContainerTable>
      )}
      <Strays strays={strays} />
    </Panel>
  );
};

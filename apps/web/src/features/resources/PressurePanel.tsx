import type { CpusView, StallShares } from "@bayplan/api/views";
import { useMemo } from "react";
import { Notice } from "../../ui/Notice.tsx";
import type { Column } from "../../ui/table/column.ts";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { PodLink } from "./PodLink.tsx";
import styles from "./ResourcesTab.module.css";

const STALL_NAMES = { cpu: "CPU", memory: "memory", io: "I/O" } as const;
const STALLS = ["cpu", "memory", "io"] as const satisfies readonly (keyof typeof STALL_NAMES)[];

/** Percent of the last minute, told to a tenth. */
const percent = (share: number): string => `${Number(share.toFixed(1))} %`;

const Shares = ({ stalls }: { stalls: StallShares }) => (
  <dl className={styles.facts}>
    {STALLS.map((stall) => {
      const share = stalls[stall];
      return (
        <div key={stall}>
          <dt>{STALL_NAMES[stall]}</dt>
          <dd>
            {share === null ? (
              "not told"
            ) : (
              <>
                <b title={`${share.some} % of the last minute`}>{percent(share.some)}</b>{" "}
                <span className={styles.soft} title={`${share.full} % of the last minute`}>
                  some waited, {percent(share.full)} all
                </span>
              </>
            )}
          </dd>
        </div>
      );
    })}
  </dl>
);

type PodStall = CpusView["podStalls"][number];

const columnsOf = (node: string): Column<PodStall>[] => [
  {
    key: "pod",
    name: "Pod",
    width: "minmax(0, 2fr)",
    value: ({ pod }) => pod,
    render: (row) => <PodLink node={node} {...row} />,
  },
  { key: "namespace", name: "Namespace", value: ({ namespace }) => namespace, fileOnly: true },
  ...STALLS.map((stall): Column<PodStall> => ({
    key: stall,
    name: STALL_NAMES[stall],
    unit: "percent",
    numeric: true,
    value: ({ stalls }) => stalls[stall]?.some ?? null,
    render: ({ stalls }) => {
      const share = stalls[stall];
      return share === null ? "–" : <span title={`all of it: ${share.full} %`}>{percent(share.some)}</span>;
    },
  })),
];

/** What of the node and its pods waited for CPU, memory or I/O, where it is measured. */
export const PressurePanel = ({
  cpus: { measuresPressure, stalls, podStalls },
  node,
}: {
  cpus: CpusView;
  node: string;
}) => {
  const columns = useMemo(() => columnsOf(node), [node]);
  return (
    <Panel
      title="Waiting, last minute"
      aside={
        <>
          <span className={styles.soft}>pressure stall information</span>
          {podStalls.length > 0 && <ExportButtons name="stalls" rows={podStalls} columns={columns} />}
        </>
      }
    >
      {measuresPressure ? (
        <>
          <Shares stalls={stalls} />
          {podStalls.length > 0 && (
            <DataTable
              name="stalls"
              label="Pods that waited"
              rows={podStalls}
              columns={columns}
              keyOf={({ uid }) => uid}
            />
          )}
        </>
      ) : (
        <Notice tone="quiet" symbol="minus" title="This node does not measure it.">
          It takes cgroup v2 and a kubelet of 1.34 or newer.
        </Notice>
      )}
    </Panel>
  );
};

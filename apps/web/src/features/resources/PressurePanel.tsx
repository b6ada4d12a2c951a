import type { CpusView, StallShares } from "@bayplan/api/views";
import { useMemo } from "react";
import { count } from "../../format/words.ts";
import facts from "../../ui/Facts.module.css";
import { Notice } from "../../ui/Notice.tsx";
import type { Column } from "../../ui/table/column.ts";
import { TablePanel } from "../../ui/table/TablePanel.tsx";
import { podColumns } from "../pod/podColumns.tsx";
import styles from "./PressurePanel.module.css";

const STALL_NAMES = { cpu: "CPU", memory: "memory", io: "I/O" } as const;
const STALLS = ["cpu", "memory", "io"] as const satisfies readonly (keyof typeof STALL_NAMES)[];

/** Percent of the last minute, told to a tenth. */
const percent = (share: number): string => `${Number(share.toFixed(1))} %`;

const Shares = ({ stalls }: { stalls: StallShares }) => (
  <dl className={`${facts.facts} ${styles.shares}`}>
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
                <span className="soft" title={`${share.full} % of the last minute`}>
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
  ...podColumns<PodStall>(node, (row) => row, "minmax(0, 2fr)"),
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

/** As far as it is shown: to a tenth of a percent. */
const hasWaited = ({ stalls }: PodStall): boolean => STALLS.some((stall) => (stalls[stall]?.some ?? 0) >= 0.05);

/** What of the node and its pods waited for CPU, memory or I/O, where it is measured. */
export const PressurePanel = ({
  cpus: { measuresPressure, stalls, podStalls },
  node,
}: {
  cpus: CpusView;
  node: string;
}) => {
  const columns = useMemo(() => columnsOf(node), [node]);
  const waited = useMemo(() => (measuresPressure ? podStalls.filter(hasWaited) : []), [measuresPressure, podStalls]);
  const others = podStalls.length - waited.length;
  return (
    <TablePanel
      title="Waiting, last minute"
      name="stalls"
      label="Pods that waited"
      aside={<span className="soft">pressure stall information</span>}
      rows={waited}
      columns={columns}
      keyOf={({ uid }) => uid}
      below={
        measuresPressure &&
        others > 0 && (
          <p className="soft">
            {count(others, waited.length > 0 ? "other pod" : "pod")} did not wait in the last minute.
          </p>
        )
      }
    >
      {measuresPressure ? (
        <Shares stalls={stalls} />
      ) : (
        <Notice tone="quiet" symbol="minus" title="This node does not measure it.">
          It takes cgroup v2 and a kubelet of 1.34 or newer.
        </Notice>
      )}
    </TablePanel>
  );
};

import type { NodeHeader, PodView } from "@bayplan/api/views";
import type { Signal } from "@bayplan/shared";
import { useMemo } from "react";
import { Legend } from "../../ui/Legend.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { BayPlan } from "../bayPlan/BayPlan.tsx";
import { hullColumns } from "../bayPlan/hullColumns.ts";
import { loadLines, type LoadLines } from "../bayPlan/loadLine.ts";
import type { EvictionParts } from "../eviction/evictionParts.ts";
import { RankRing } from "../eviction/RankRing.tsx";
import { ranksOf, type Rank } from "../eviction/ranks.ts";
import { pictureOf } from "../sources/sourceState.ts";
import styles from "./BayPlanPanel.module.css";
import { PLANS, type NodeSearch, type PlanName } from "./nodeSearch.ts";

const MEASURES = [
  { value: "memory", label: "Memory" },
  { value: "cpu", label: "CPU" },
  { value: "disk", label: "Disk" },
] as const;

const ORDERS = [
  { value: "tier", label: "by tier" },
  { value: "rank", label: "by eviction order" },
] as const;

const LEGEND: Parameters<typeof Legend>[0]["entries"] = [
  { swatch: "above", label: "above request" },
  { swatch: "limit", label: "of its limit" },
];

const NO_RANKS: ReadonlyMap<string, Rank> = new Map();

interface BayPlanPanelProps {
  header: NodeHeader;
  pods: readonly PodView[];
  eviction: EvictionParts;
  search: NodeSearch;
  onSearch(part: NodeSearch): void;
}

/** The whole and what is used of it: of a disk the kubelet's file system, else what the node has. */
const measured = (header: NodeHeader, plan: PlanName, lines: LoadLines | null) => {
  if (plan !== "disk") {
    const { capacity, usage, usageOfPods } = header.row[plan];
    return { capacity, usage, usageOfPods };
  }
  const { capacity = null, available = null } = lines?.signal ?? {};
  return { capacity, usage: capacity === null || available === null ? null : capacity - available, usageOfPods: null };
};

/** The signal whose line and order a hull shows; null for CPU. */
export const planSignal = (eviction: EvictionParts, plan: PlanName): Signal | null =>
  loadLines(eviction, PLANS[plan])?.signal.signal ?? (plan === "memory" ? "memory.available" : null);

export const BayPlanPanel = ({ header, pods, eviction, search, onSearch }: BayPlanPanelProps) => {
  const { row } = header;
  const plan = search.plan ?? "memory";
  const lines = useMemo(() => loadLines(eviction, PLANS[plan]), [eviction, plan]);
  const signal = planSignal(eviction, plan);
  const order = signal ? eviction.orders.get(signal) : undefined;
  const forecast = lines?.signal.forecast;
  const needed = forecast ? forecast.pods : 1;
  const ranks = useMemo(() => (order ? ranksOf(order, needed) : NO_RANKS), [order, needed]);
  // On a disk of several file systems only part of what a pod wrote lies on the hull's.
  const weighed = useMemo(
    () => (plan === "disk" && order ? new Map(order.map(({ uid, usage }) => [uid, usage])) : null),
    [plan, order],
  );
  const columns = useMemo(() => hullColumns(ranks), [ranks]);
  const live = pictureOf(row).state === "live";
  return (
    <Panel
      title="Bay plan"
      aside={
        <>
          <Switch label="Drawn by" value={plan} options={MEASURES} onChange={(chosen) => onSearch({ plan: chosen })} />
          {order && (
            <Switch
              label="Cells laid out"
              value={search.order ?? "tier"}
              options={ORDERS}
              // An empty order is no order in the address.
              onChange={(chosen) => onSearch({ order: chosen as "rank" })}
            />
          )}
          {live && (
            <div className={styles.legend}>
              <Legend entries={LEGEND} />
              {order && (
                <span className={styles.first}>
                  <RankRing rank={{ place: 1, look: "first" }} /> goes first
                </span>
              )}
            </div>
          )}
          <ExportButtons name="pods" rows={pods} columns={columns} />
        </>
      }
    >
      <BayPlan
        node={row.name}
        resource={PLANS[plan]}
        {...measured(header, plan, lines)}
        pods={pods}
        podsKnown={row.pods !== null}
        sources={row.sources}
        picture={pictureOf(row)}
        lines={lines && (eviction.outlook?.thresholdsKnown ?? false) ? lines : null}
        ranks={ranks}
        weighed={weighed}
        order={order && search.order === "rank" ? "rank" : "tier"}
      />
    </Panel>
  );
};

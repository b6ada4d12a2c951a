import type { NodeRow } from "@bayplan/api/views";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { usePanel } from "../../app/view/panels.ts";
import { useFeed, useLive } from "../../live/useLive.ts";
import { FeedNotice } from "../../ui/FeedNotice.tsx";
import { emptyFilters } from "../../ui/emptyFilters.ts";
import { NonePasses } from "../../ui/NonePasses.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { ExportButtons } from "../../ui/table/ExportButtons.tsx";
import { ClusterNotice } from "./ClusterNotice.tsx";
import { FLEET_COLUMNS } from "./fleetExport.ts";
import { FleetFilters } from "./FleetFilters.tsx";
import { FleetLegend } from "./FleetLegend.tsx";
import { FLEET_PANELS } from "./fleetPanels.ts";
import { FleetNumbers } from "./FleetNumbers.tsx";
import { orderOf } from "./fleetOrder.ts";
import styles from "./FleetPage.module.css";
import { FILTER_NAMES, passes, readFleetSearch } from "./fleetSearch.ts";
import { FleetTable } from "./FleetTable.tsx";
import { createKeptOrder } from "./keptOrder.ts";
import { NodeGrid } from "./NodeGrid.tsx";
import { readOrder, tableOrderOf } from "./tableOrder.ts";
import { setListed } from "./walk.ts";

const route = getRouteApi("/");

const Loading = () => (
  <div className={styles.loading} role="status" aria-label="The nodes are on their way">
    {Array.from({ length: 10 }, (_, index) => (
      <Skeleton key={index} height={222} />
    ))}
  </div>
);

/** Every node at a glance, those closest to evicting first. */
export const FleetPage = () => {
  const { feeds } = useLive();
  const nodes = useFeed(feeds.nodes);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const rows = useMemo(() => [...nodes.rows.values()], [nodes.rows]);
  const passing = useMemo(() => rows.filter((row) => passes(row, search)), [rows, search]);
  const { view, sort = "closest", order } = search;
  const compare = useMemo(
    () => (view === "table" ? tableOrderOf(readOrder(order)) : orderOf(sort)),
    [view, sort, order],
  );
  const [inOrder] = useState(createKeptOrder<NodeRow>);
  const listed = useMemo(() => inOrder(passing, compare), [inOrder, passing, compare]);
  // The first rows that come are the most urgent ones: in another order, or where none of them passes, all are waited for.
  const urgentFirst = view === "table" ? order === undefined : sort === "closest";
  const awaiting = nodes.total !== null && (!urgentFirst || passing.length === 0);
  const loading = nodes.status === "loading" || awaiting;
  useEffect(() => {
    if (listed.length > 0 && nodes.total === null) setListed(listed);
  }, [listed, nodes.total]);
  const panel = usePanel(FLEET_PANELS);
  if (panel === "numbers") {
    return (
      <div className={styles.page}>
        <title>{`${FLEET_PANELS.numbers} · Bayplan`}</title>
        {nodes.failure && <FeedNotice failure={nodes.failure} what="The nodes" />}
        <FleetNumbers rows={nodes.status === "loading" ? null : passing} all={rows.length} total={nodes.total} />
      </div>
    );
  }
  return (
    <div className={styles.page}>
      <title>Fleet · Bayplan</title>
      {panel === null && (
        <>
          <h1>Fleet</h1>
          <FleetNumbers rows={nodes.status === "loading" ? null : passing} all={rows.length} total={nodes.total} />
        </>
      )}
      <FleetFilters
        rows={rows}
        search={search}
        onChange={(changed) => void navigate({ search: changed, replace: true })}
      >
        <ExportButtons name="nodes" rows={nodes.total === null ? listed : []} columns={FLEET_COLUMNS} />
      </FleetFilters>
      {nodes.failure && <FeedNotice failure={nodes.failure} what="The nodes" />}
      <ClusterNotice nodes={loading ? null : rows.length} />
      {loading && <Loading />}
      {rows.length > 0 && passing.length === 0 && !loading && (
        <NonePasses
          of={rows.length}
          what="node"
          empty={emptyFilters(rows, search, FILTER_NAMES, (row, alone) => passes(row, readFleetSearch(alone)))}
          onClearOne={(key) => void navigate({ search: readFleetSearch({ ...search, [key]: "" }), replace: true })}
          onClear={() => {
            void navigate({ search: readFleetSearch({ view, sort: search.sort, order }) });
          }}
        />
      )}
      {passing.length > 0 &&
        !loading &&
        (search.view === "table" ? (
          <FleetTable
            rows={listed}
            order={order}

            onOrder={(chosen) => void navigate({ search: (before) => ({ ...before, order: chosen }), replace: true })}
          />
        ) : (
          <>
            <NodeGrid rows={listed} />
            <FleetLegend />
          </>
        ))}
    </div>
  );
};
